import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (parts: JsonObject = {}): JsonObject => ({
  cluster_name: "msk-04",
  kafka_version: "3.6.0",
  number_of_broker_nodes: 3,
  broker_node_group_info: {
    instance_type: "kafka.m7g.large",
    client_subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d", "subnet-2a3b4c5d"],
    security_groups: ["sg-0a1b2c3d"],
    ...parts,
  },
});
const access = (type: string): JsonObject => ({ connectivity_info: { public_access: { type } } });

export const examples: RuleExamples = [
  example("msk-04-good", {
    resource: { aws_msk_cluster: { by_default: cluster(), stated: cluster(access("DISABLED")) } },
  }),
  example(
    "msk-04-bad",
    { resource: { aws_msk_cluster: { main: cluster(access("SERVICE_PROVIDED_EIPS")) } } },
    { fails: [["MSK-04.public-access", "aws_msk_cluster.main"]] },
  ),
];
