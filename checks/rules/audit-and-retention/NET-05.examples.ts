import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const network: JsonObject = { aws_vpc: { main: { cidr_block: "10.20.0.0/16" } } };
const flow = (parts: JsonObject = {}): JsonObject => ({
  aws_flow_log: {
    main: {
      vpc_id: ref("aws_vpc.main.id"),
      traffic_type: "ALL",
      iam_role_arn: "arn:aws:iam::123456789012:role/flow",
      log_destination: ref("aws_cloudwatch_log_group.flow.arn"),
      ...parts,
    },
  },
});
const group = (days: number | null): JsonObject => ({
  aws_cloudwatch_log_group: { flow: { name: "net-05", retention_in_days: days } },
});
const bucket = (days: number): JsonObject => ({
  aws_s3_bucket: { flow: { bucket_prefix: "net-05-" } },
  aws_s3_bucket_lifecycle_configuration: {
    flow: {
      bucket: ref("aws_s3_bucket.flow.id"),
      rule: [{ id: "end", status: "Enabled", filter: { prefix: "" }, expiration: { days } }],
    },
  },
});
const toBucket: JsonObject = {
  iam_role_arn: null,
  log_destination_type: "s3",
  log_destination: ref("aws_s3_bucket.flow.arn"),
};

export const examples: RuleExamples = [
  example("net-05-good-log-group", { resource: { ...network, ...flow(), ...group(365) } }),
  example("net-05-good-refused-traffic-for-ever", {
    resource: { ...network, ...flow({ traffic_type: "REJECT" }), ...group(null) },
  }),
  example("net-05-good-bucket", { resource: { ...network, ...flow(toBucket), ...bucket(400) } }),
  example("net-05-bad-no-flow-log", { resource: network }, { fails: [["NET-05.flow-log", "aws_vpc.main"]] }),
  example(
    "net-05-bad-accepted-traffic-only",
    { resource: { ...network, ...flow({ traffic_type: "ACCEPT" }), ...group(365) } },
    {
      fails: [
        ["NET-05.flow-log", "aws_vpc.main"],
        ["NET-05.traffic", "aws_flow_log.main"],
      ],
    },
  ),
  example(
    "net-05-bad-erased-early",
    { resource: { ...network, ...flow(toBucket), ...bucket(30) } },
    { fails: [["NET-05.retention", "aws_flow_log.main"]] },
  ),
];
