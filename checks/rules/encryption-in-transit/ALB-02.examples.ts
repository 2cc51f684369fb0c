import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const arn = "arn:aws:elasticloadbalancing:ap-south-1:123456789012";
const balancer = `${arn}:loadbalancer/app/alb-02/0a1b2c3d4e5f6071`;
const forward = { type: "forward", target_group_arn: `${arn}:targetgroup/alb-02/0a1b2c3d4e5f6071` };
const certificate_arn = "arn:aws:acm:ap-south-1:123456789012:certificate/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9";
const listener = {
  load_balancer_arn: balancer,
  port: 443,
  protocol: "HTTPS",
  certificate_arn,
  default_action: forward,
};

const classic = (name: string, value: string) => ({
  load_balancer_name: "classic",
  policy_name: "tls",
  policy_type_name: "SSLNegotiationPolicyType",
  policy_attribute: [{ name, value }],
});

export const examples: RuleExamples = [
  {
    name: "tls-1-2",
    terraform: rootModule({
      resource: {
        aws_lb_listener: {
          alb_02_new: { ...listener, ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
          alb_02_ext: { ...listener, ssl_policy: "ELBSecurityPolicy-TLS-1-2-Ext-2018-06" },
        },
      },
    }),
    fails: [],
  },
  {
    name: "older",
    terraform: rootModule({
      resource: {
        aws_lb_listener: {
          alb_02_absent: listener,
          alb_02_default: { ...listener, ssl_policy: "ELBSecurityPolicy-2016-08" },
          alb_02_mixed: { ...listener, ssl_policy: "ELBSecurityPolicy-TLS13-1-0-2021-06" },
        },
      },
    }),
    fails: [
      { check: "ALB-02.tls-version", resource: "aws_lb_listener.alb_02_absent" },
      { check: "ALB-02.tls-version", resource: "aws_lb_listener.alb_02_default" },
      { check: "ALB-02.tls-version", resource: "aws_lb_listener.alb_02_mixed" },
    ],
  },
  {
    name: "classic-policies",
    terraform: rootModule({
      resource: {
        aws_load_balancer_policy: {
          alb_02_new_reference: classic("Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-2-2017-01"),
          alb_02_new_protocol: classic("Protocol-TLSv1.2", "true"),
          alb_02_old_turned_off: classic("Protocol-TLSv1", "false"),
        },
      },
    }),
    fails: [],
  },
  {
    name: "older-classic-policies",
    terraform: rootModule({
      resource: {
        aws_load_balancer_policy: {
          alb_02_old_reference: classic("Reference-Security-Policy", "ELBSecurityPolicy-2016-08"),
          alb_02_old_protocol: classic("Protocol-TLSv1", "true"),
        },
        aws_lb_ssl_negotiation_policy: {
          alb_02_negotiated: {
            name: "old",
            load_balancer: "classic",
            lb_port: 443,
            attribute: [
              { name: "Protocol-TLSv1.2", value: "true" },
              { name: "Protocol-TLSv1.1", value: "true" },
            ],
          },
        },
      },
    }),
    fails: [
      { check: "ALB-02.classic-policy", resource: "aws_load_balancer_policy.alb_02_old_reference" },
      { check: "ALB-02.classic-policy", resource: "aws_load_balancer_policy.alb_02_old_protocol" },
      { check: "ALB-02.classic-policy", resource: "aws_lb_ssl_negotiation_policy.alb_02_negotiated" },
    ],
  },
];
