import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_04_stated: { domain_name: "os-04-stated", domain_endpoint_options: { enforce_https: true } },
          os_04_default: {
            domain_name: "os-04-default",
            domain_endpoint_options: [{ tls_security_policy: "Policy-Min-TLS-1-2-2019-07" }],
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
          os_04_absent: { domain_name: "os-04-absent" },
          os_04_off: { domain_name: "os-04-off", domain_endpoint_options: { enforce_https: false } },
        },
        aws_elasticsearch_domain: { os_04_old: { domain_name: "os-04-old" } },
      },
    }),
    fails: [
      { check: "OS-04.https-asked-for", resource: "aws_opensearch_domain.os_04_absent" },
      { check: "OS-04.https", resource: "aws_opensearch_domain.os_04_off" },
      { check: "OS-04.https-asked-for", resource: "aws_elasticsearch_domain.os_04_old" },
    ],
  },
];
