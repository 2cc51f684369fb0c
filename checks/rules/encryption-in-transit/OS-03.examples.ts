import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: { os_03_on: { domain_name: "os-03-on", node_to_node_encryption: { enabled: true } } },
      },
    }),
    fails: [],
  },
  {
    name: "bad",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_03_absent: { domain_name: "os-03-absent" },
          os_03_off: { domain_name: "os-03-off", node_to_node_encryption: [{ enabled: false }] },
        },
        aws_elasticsearch_domain: { os_03_old: { domain_name: "os-03-old" } },
      },
    }),
    fails: [
      { check: "OS-03.node-to-node", resource: "aws_opensearch_domain.os_03_absent" },
      { check: "OS-03.node-to-node", resource: "aws_opensearch_domain.os_03_off" },
      { check: "OS-03.node-to-node", resource: "aws_elasticsearch_domain.os_03_old" },
    ],
  },
];
