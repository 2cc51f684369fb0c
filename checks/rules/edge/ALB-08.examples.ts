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
  example("alb-08-good", {
    resource: {
      aws_lb: {
        inside: balancer({ internal: true }),
        edge: balancer({ tags: { tier: "edge" } }),
        appliances: balancer({ load_balancer_type: "gateway" }),
      },
      aws_elb: { older: classic({ internal: "true" }) },
    },
  }),
  example(
    "alb-08-bad",
    {
      resource: {
        aws_lb: { by_default: balancer(), stated: balancer({ internal: false, load_balancer_type: "network" }) },
        aws_elb: { older: classic() },
      },
    },
    {
      fails: [
        ["ALB-08.declared", "aws_lb.by_default"],
        ["ALB-08.declared", "aws_lb.stated"],
        ["ALB-08.declared", "aws_elb.older"],
      ],
    },
  ),
];
