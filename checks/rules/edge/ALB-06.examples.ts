import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const balancer = (parts: JsonObject = {}): JsonObject => ({
  subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
  ...parts,
});
const classic = (parts: JsonObject = {}): JsonObject => ({
  availability_zones: ["ap-south-1a"],
  listener: [{ lb_port: 443, lb_protocol: "tcp", instance_port: 443, instance_protocol: "tcp" }],
  ...parts,
});

export const examples: RuleExamples = [
  example("alb-06-good", {
    resource: {
      aws_lb: { by_default: balancer(), stated: balancer({ desync_mitigation_mode: "strictest" }) },
      aws_elb: { older: classic() },
    },
  }),
  example(
    "alb-06-bad",
    {
      resource: {
        aws_lb: { edge: balancer({ desync_mitigation_mode: "monitor" }) },
        aws_elb: { older: classic({ desync_mitigation_mode: "monitor" }) },
      },
    },
    {
      fails: [
        ["ALB-06.desync-mitigation", "aws_lb.edge"],
        ["ALB-06.desync-mitigation", "aws_elb.older"],
      ],
    },
  ),
];
