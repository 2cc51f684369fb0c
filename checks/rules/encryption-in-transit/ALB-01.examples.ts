import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const arn = "arn:aws:elasticloadbalancing:ap-south-1:123456789012";
const balancer = `${arn}:loadbalancer/app/alb-01/0a1b2c3d4e5f6071`;
const forward = { type: "forward", target_group_arn: `${arn}:targetgroup/alb-01/0a1b2c3d4e5f6071` };
const certificate_arn = "arn:aws:acm:ap-south-1:123456789012:certificate/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9";
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } };

export const examples: RuleExamples = [
  {
    name: "tls",
    terraform: rootModule({
      resource: {
        aws_lb_listener: {
          alb_01_https: {
            load_balancer_arn: balancer,
            port: 443,
            protocol: "HTTPS",
            certificate_arn,
            default_action: forward,
          },
          alb_01_redirect: { load_balancer_arn: balancer, port: 80, protocol: "HTTP", default_action: [redirect] },
          alb_01_unsaid: { load_balancer_arn: balancer, port: 81, default_action: [redirect] },
          alb_01_tcp: { load_balancer_arn: balancer, port: 5432, protocol: "TCP", default_action: forward },
          alb_01_through: { load_balancer_arn: ref("aws_lb.alb_01_gateway.arn"), default_action: forward },
          alb_01_own: {
            load_balancer_arn: ref("aws_lb.alb_01_own.arn"),
            port: "80",
            protocol: "HTTP",
            default_action: redirect,
          },
        },
        aws_lb: {
          alb_01_gateway: { load_balancer_type: "gateway", subnets: ["subnet-0a1b2c3d"] },
          alb_01_own: { subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] },
        },
      },
    }),
    fails: [],
  },
  {
    name: "balancer-serves-in-clear",
    terraform: rootModule({
      resource: {
        aws_alb: { alb_01_clear: { subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] } },
        aws_alb_listener: {
          alb_01_clear: {
            load_balancer_arn: ref("aws_alb.alb_01_clear.arn"),
            port: 80,
            protocol: "HTTP",
            default_action: forward,
          },
          alb_01_unsaid: {
            load_balancer_arn: ref("aws_alb.alb_01_clear.arn"),
            port: 8080,
            default_action: forward,
          },
        },
      },
    }),
    fails: [
      { check: "ALB-01.tls", resource: "aws_alb_listener.alb_01_clear" },
      { check: "ALB-01.tls", resource: "aws_alb_listener.alb_01_unsaid" },
      { check: "ALB-01.redirect", resource: "aws_alb.alb_01_clear" },
    ],
  },
  {
    name: "plain",
    terraform: rootModule({
      resource: {
        aws_lb_listener: {
          alb_01_http: { load_balancer_arn: balancer, port: 80, protocol: "HTTP", default_action: forward },
          alb_01_redirect_to_http: {
            load_balancer_arn: balancer,
            port: 81,
            protocol: "HTTP",
            default_action: { type: "redirect", redirect: { port: "8080", status_code: "HTTP_301" } },
          },
          alb_01_rule: { load_balancer_arn: balancer, port: 82, protocol: "HTTP", default_action: redirect },
        },
        aws_lb_listener_rule: {
          alb_01_rule: {
            listener_arn: ref("aws_lb_listener.alb_01_rule.arn"),
            action: forward,
            condition: { path_pattern: { values: ["/api/*"] } },
          },
        },
        aws_elb: {
          alb_01_classic: {
            availability_zones: ["ap-south-1a"],
            listener: [
              {
                lb_port: 443,
                lb_protocol: "https",
                instance_port: 80,
                instance_protocol: "http",
                ssl_certificate_id: certificate_arn,
              },
              { lb_port: 80, lb_protocol: "http", instance_port: 80, instance_protocol: "http" },
            ],
          },
        },
      },
    }),
    fails: [
      { check: "ALB-01.tls", resource: "aws_lb_listener.alb_01_http" },
      { check: "ALB-01.tls", resource: "aws_lb_listener.alb_01_redirect_to_http" },
      { check: "ALB-01.tls", resource: "aws_lb_listener.alb_01_rule" },
      { check: "ALB-01.tls", resource: "aws_elb.alb_01_classic" },
    ],
  },
];
