import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_01_object: { domain_name: "os-01-object", encrypt_at_rest: { enabled: true } },
          os_01_list: { domain_name: "os-01-list", encrypt_at_rest: [{ enabled: "true" }] },
        },
      },
    }),
    fails: [],
  },
  {
    name: "bad",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_01_absent: { domain_name: "os-01-absent" },
          os_01_off: { domain_name: "os-01-off", encrypt_at_rest: { enabled: false } },
        },
        aws_elasticsearch_domain: { os_01_old: { domain_name: "os-01-old" } },
      },
    }),
    fails: [
      { check: "OS-01.at-rest", resource: "aws_opensearch_domain.os_01_absent" },
      { check: "OS-01.at-rest", resource: "aws_opensearch_domain.os_01_off" },
      { check: "OS-01.at-rest", resource: "aws_elasticsearch_domain.os_01_old" },
    ],
  },
];
