import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const group = (parts: JsonObject): JsonObject => ({ port: 8080, vpc_id: "vpc-0a1b2c3d", ...parts });
const listener = (parts: JsonObject): JsonObject => ({
  load_balancer_arn: "arn:aws:elasticloadbalancing:ap-south-1:123456789012:loadbalancer/app/alb-07/0a1b2c3d4e5f6071",
  port: 443,
  protocol: "HTTPS",
  certificate_arn: "arn:aws:acm:ap-south-1:123456789012:certificate/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
  ...parts,
});
const forward = (label: string): JsonObject => ({
  type: "forward",
  target_group_arn: ref(`aws_lb_target_group.${label}.arn`),
});
const classic = (protocols: JsonObject): JsonObject => ({
  availability_zones: ["ap-south-1a"],
  listener: [{ lb_port: 443, instance_port: 443, lb_protocol: "tcp", instance_protocol: "tcp", ...protocols }],
});

export const examples: RuleExamples = [
  example("alb-07-good", {
    resource: {
      aws_lb_target_group: {
        tls: group({ protocol: "HTTPS" }),
        pass_through: group({ protocol: "TCP" }),
        function: { target_type: "lambda" },
      },
      aws_elb: {
        tls: classic({
          lb_protocol: "https",
          instance_protocol: "https",
          ssl_certificate_id: "arn:aws:acm:ap-south-1:123456789012:certificate/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
        }),
      },
    },
  }),
  example(
    "alb-07-bad-clear-throughout",
    {
      resource: {
        aws_lb_target_group: { alone: group({ protocol: "HTTP" }) },
        aws_alb_target_group: { before: group({ protocol: "HTTP" }) },
        aws_alb_listener: {
          plain: listener({
            port: 80,
            protocol: "HTTP",
            certificate_arn: null,
            default_action: { type: "forward", target_group_arn: ref("aws_alb_target_group.before.arn") },
          }),
        },
        aws_elb: { plain: classic({ lb_port: 80, lb_protocol: "http", instance_port: 80, instance_protocol: "http" }) },
      },
    },
    {
      fails: [
        ["ALB-07.clear-throughout", "aws_lb_target_group.alone"],
        ["ALB-07.clear-throughout", "aws_alb_target_group.before"],
        ["ALB-07.classic", "aws_elb.plain"],
      ],
    },
  ),
  example(
    "alb-07-bad-clear-behind-tls",
    {
      resource: {
        aws_lb_target_group: {
          by_default: group({ protocol: "HTTP" }),
          by_rule: group({ protocol: "HTTP" }),
          by_weight: group({ protocol: "HTTP" }),
        },
        aws_lb_listener: { tls: listener({ default_action: forward("by_default") }) },
        aws_lb_listener_rule: {
          path: {
            listener_arn: ref("aws_lb_listener.tls.arn"),
            action: forward("by_rule"),
            condition: { path_pattern: { values: ["/api/*"] } },
          },
          weighted: {
            listener_arn: ref("aws_lb_listener.tls.arn"),
            action: {
              type: "forward",
              forward: { target_group: [{ arn: ref("aws_lb_target_group.by_weight.arn"), weight: 100 }] },
            },
            condition: { path_pattern: { values: ["/files/*"] } },
          },
        },
      },
    },
    {
      fails: [
        ["ALB-07.clear-behind-tls", "aws_lb_target_group.by_default"],
        ["ALB-07.clear-behind-tls", "aws_lb_target_group.by_rule"],
        ["ALB-07.clear-behind-tls", "aws_lb_target_group.by_weight"],
      ],
    },
  ),
];
