import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const spread = {
  dedicated_master_enabled: true,
  dedicated_master_count: 3,
  instance_count: 3,
  zone_awareness_enabled: true,
  zone_awareness_config: { availability_zone_count: 3 },
};

export const examples: RuleExamples = [
  {
    name: "spread",
    terraform: rootModule({
      resource: { aws_opensearch_domain: { os_10_spread: { domain_name: "os-10-spread", cluster_config: spread } } },
    }),
    fails: [],
  },
  {
    name: "alone",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_10_absent: { domain_name: "os-10-absent" },
          os_10_two_masters: {
            domain_name: "os-10-masters",
            cluster_config: [{ ...spread, dedicated_master_count: 2 }],
          },
        },
      },
    }),
    fails: [
      { check: "OS-10.masters", resource: "aws_opensearch_domain.os_10_absent" },
      { check: "OS-10.data-nodes", resource: "aws_opensearch_domain.os_10_absent" },
      { check: "OS-10.zones", resource: "aws_opensearch_domain.os_10_absent" },
      { check: "OS-10.master-count", resource: "aws_opensearch_domain.os_10_absent" },
      { check: "OS-10.master-count", resource: "aws_opensearch_domain.os_10_two_masters" },
    ],
  },
];
