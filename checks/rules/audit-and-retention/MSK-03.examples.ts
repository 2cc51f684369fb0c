import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (name: string, brokerLogs: JsonObject | undefined): JsonObject => ({
  cluster_name: name,
  kafka_version: "3.8.x",
  number_of_broker_nodes: 3,
  broker_node_group_info: {
    instance_type: "kafka.m7g.large",
    client_subnets: ["subnet-0a1b2c3d", "subnet-1a1b2c3d", "subnet-2a1b2c3d"],
    security_groups: ["sg-0a1b2c3d"],
  },
  ...(brokerLogs ? { logging_info: { broker_logs: brokerLogs } } : {}),
});

export const examples: RuleExamples = [
  example("msk-03-good", {
    resource: {
      aws_msk_cluster: {
        group: cluster("group", { cloudwatch_logs: { enabled: true, log_group: "kafka" } }),
        bucket: cluster("bucket", {
          cloudwatch_logs: [{ enabled: false }],
          s3: [{ enabled: "true", bucket: "kafka-logs" }],
        }),
      },
    },
  }),
  example(
    "msk-03-bad",
    {
      resource: {
        aws_msk_cluster: {
          silent: cluster("silent", undefined),
          off: cluster("off", { cloudwatch_logs: { enabled: false }, firehose: { enabled: false } }),
        },
      },
    },
    {
      fails: [
        ["MSK-03.broker-logs", "aws_msk_cluster.silent"],
        ["MSK-03.broker-logs", "aws_msk_cluster.off"],
      ],
    },
  ),
];
