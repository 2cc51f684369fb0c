import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const sized = (name: string, parts: JsonObject): JsonObject => ({
  domain_name: name,
  cluster_config: { instance_count: 3 },
  ...parts,
});

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_03_on: sized("os-03-on", { node_to_node_encryption: { enabled: true } }),
          os_03_single: { domain_name: "os-03-single", node_to_node_encryption: { enabled: true } },
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
          os_03_absent: sized("os-03-absent", {}),
          os_03_off: sized("os-03-off", { node_to_node_encryption: [{ enabled: false }] }),
          os_03_masters: sized("os-03-masters", {
            cluster_config: {
              instance_count: 1,
              dedicated_master_enabled: true,
              dedicated_master_type: "m5.large.search",
            },
          }),
        },
        aws_elasticsearch_domain: { os_03_old: sized("os-03-old", {}) },
      },
    }),
    fails: [
      { check: "OS-03.node-to-node", resource: "aws_opensearch_domain.os_03_absent" },
      { check: "OS-03.node-to-node", resource: "aws_opensearch_domain.os_03_off" },
      { check: "OS-03.node-to-node", resource: "aws_opensearch_domain.os_03_masters" },
      { check: "OS-03.node-to-node", resource: "aws_elasticsearch_domain.os_03_old" },
    ],
  },
  {
    name: "bad-single",
    terraform: rootModule({
      resource: {
        aws_opensearch_domain: {
          os_03_alone: { domain_name: "os-03-alone" },
          os_03_one: sized("os-03-one", {
            cluster_config: { instance_count: 1 },
            node_to_node_encryption: { enabled: false },
          }),
        },
      },
    }),
    fails: [
      { check: "OS-03.second-node", resource: "aws_opensearch_domain.os_03_alone" },
      { check: "OS-03.second-node", resource: "aws_opensearch_domain.os_03_one" },
    ],
  },
];
