import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_kms_key: { os_02_own: { description: "os-02" } },
        aws_opensearch_domain: {
          os_02_own: {
            domain_name: "os-02-own",
            encrypt_at_rest: { enabled: true, kms_key_id: ref("aws_kms_key.os_02_own.arn") },
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "bad",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: { os_02_absent: { domain_name: "os-02-absent", encrypt_at_rest: { enabled: true } } },
        aws_elasticsearch_domain: { os_02_old: { domain_name: "os-02-old" } },
      },
    }),
    fails: [
      { check: "OS-02.customer-key", resource: "aws_opensearch_domain.os_02_absent" },
      { check: "OS-02.customer-key", resource: "aws_elasticsearch_domain.os_02_old" },
    ],
  },
];
