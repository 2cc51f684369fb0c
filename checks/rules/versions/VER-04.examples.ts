import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (name: string, version: string): JsonObject => ({
  cluster_name: name,
  kafka_version: version,
  number_of_broker_nodes: 3,
  broker_node_group_info: {
    instance_type: "kafka.m7g.large",
    client_subnets: ["subnet-0a1b2c3d", "subnet-1a1b2c3d", "subnet-2a1b2c3d"],
    security_groups: ["sg-0a1b2c3d"],
  },
});

/** Judged as of 1 January 2026. */
export const examples: RuleExamples = [
  example("ver-04-good", {
    resource: {
      aws_msk_cluster: {
        current: cluster("ver-04-current", "3.9.x"),
        dated: cluster("ver-04-dated", "3.6.0"),
        later: cluster("ver-04-later", "5.0.x"),
      },
    },
  }),
  example(
    "ver-04-bad",
    {
      resource: {
        aws_msk_cluster: {
          ended: cluster("ver-04-ended", "3.5.1"),
          old: cluster("ver-04-old", "2.4.1.1"),
          ancient: cluster("ver-04-ancient", "1.1.1"),
        },
      },
    },
    {
      fails: [
        ["VER-04.supported", "aws_msk_cluster.ended"],
        ["VER-04.supported", "aws_msk_cluster.old"],
        ["VER-04.supported", "aws_msk_cluster.ancient"],
      ],
    },
  ),
];
