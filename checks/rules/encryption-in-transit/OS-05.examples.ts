import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_05_stated: {
            domain_name: "os-05-stated",
            domain_endpoint_options: { enforce_https: true, tls_security_policy: "Policy-Min-TLS-1-2-PFS-2023-10" },
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
        aws_opensearch_domain: {
          os_05_absent: { domain_name: "os-05-absent" },
          os_05_old: {
            domain_name: "os-05-old",
            domain_endpoint_options: { enforce_https: true, tls_security_policy: "Policy-Min-TLS-1-0-2019-07" },
          },
        },
        aws_elasticsearch_domain: { os_05_old: { domain_name: "os-05-old" } },
      },
    }),
    fails: [
      { check: "OS-05.tls-version", resource: "aws_opensearch_domain.os_05_absent" },
      { check: "OS-05.tls-version", resource: "aws_opensearch_domain.os_05_old" },
      { check: "OS-05.tls-version", resource: "aws_elasticsearch_domain.os_05_old" },
    ],
  },
];
