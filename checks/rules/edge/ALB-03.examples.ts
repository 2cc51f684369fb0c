import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const balancer = (parts: JsonObject = {}): JsonObject => ({
  subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
  ...parts,
});

export const examples: RuleExamples = [
  example("alb-03-good", {
    resource: {
      aws_lb: {
        edge: balancer({ drop_invalid_header_fields: true }),
        text: balancer({ drop_invalid_header_fields: "true" }),
        network: balancer({ load_balancer_type: "network" }),
        gateway: balancer({ load_balancer_type: "gateway" }),
      },
    },
  }),
  example(
    "alb-03-bad",
    {
      resource: {
        aws_lb: { by_default: balancer() },
        aws_alb: { stated: balancer({ drop_invalid_header_fields: false, load_balancer_type: "application" }) },
      },
    },
    {
      fails: [
        ["ALB-03.invalid-headers", "aws_lb.by_default"],
        ["ALB-03.invalid-headers", "aws_alb.stated"],
      ],
    },
  ),
];
