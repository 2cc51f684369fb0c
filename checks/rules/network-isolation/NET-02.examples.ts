import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const group = (parts: JsonObject = {}): JsonObject => ({ description: "Tier", vpc_id: "vpc-0a1b2c3d", ...parts });
const inline = (from: number, to: number, ranges: JsonObject): JsonObject => ({
  description: "Inline",
  protocol: "tcp",
  from_port: from,
  to_port: to,
  cidr_blocks: null,
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
  ...ranges,
});
const world: JsonObject = { cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: ["::/0"] };
const balancer = (facing: JsonObject): JsonObject => ({
  load_balancer_type: "application",
  security_groups: [ref("aws_security_group.edge.id")],
  subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
  ...facing,
});
const redirect: JsonObject = {
  type: "redirect",
  redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" },
};

export const examples: RuleExamples = [
  example("net-02-good-tiers", {
    resource: {
      aws_security_group: {
        edge: group({ ingress: [inline(443, 443, world)] }),
        data: group({ ingress: [inline(5432, 5432, { security_groups: [ref("aws_security_group.edge.id")] })] }),
      },
    },
  }),
  example("net-02-good-redirecting-load-balancer", {
    resource: {
      aws_security_group: { edge: group({ ingress: [inline(443, 443, world)] }) },
      aws_vpc_security_group_ingress_rule: {
        http: {
          security_group_id: ref("aws_security_group.edge.id"),
          ip_protocol: "tcp",
          from_port: 80,
          to_port: 80,
          cidr_ipv4: "0.0.0.0/0",
        },
      },
      aws_lb: { edge: balancer({ internal: false }) },
      aws_lb_listener: {
        http: {
          load_balancer_arn: ref("aws_lb.edge.arn"),
          port: 80,
          protocol: "HTTP",
          default_action: [redirect],
        },
      },
    },
  }),
  example(
    "net-02-bad-forwarding-load-balancer",
    {
      resource: {
        aws_security_group: { edge: group({ ingress: [inline(80, 80, world)] }) },
        aws_lb: { edge: balancer({}) },
        aws_lb_listener: {
          http: {
            load_balancer_arn: ref("aws_lb.edge.arn"),
            port: 80,
            protocol: "HTTP",
            default_action: [
              { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "200" } },
            ],
          },
        },
      },
    },
    { fails: [["NET-02.http", "aws_security_group.edge"]] },
  ),
  example(
    "net-02-bad-everything",
    {
      resource: {
        aws_security_group: {
          all: group({ ingress: [{ ...inline(0, 0, world), protocol: "-1" }] }),
        },
        aws_security_group_rule: {
          all_tcp: {
            type: "ingress",
            security_group_id: "sg-0a1b2c3d",
            protocol: "6",
            from_port: 0,
            to_port: 65535,
            cidr_blocks: ["0.0.0.0/0"],
          },
        },
      },
    },
    {
      fails: [
        ["NET-02.all-ports", "aws_security_group.all"],
        ["NET-02.http", "aws_security_group.all"],
        ["NET-02.data-ports", "aws_security_group.all"],
        ["NET-02.risky-ports", "aws_security_group.all"],
        ["NET-02.all-ports", "aws_security_group_rule.all_tcp"],
        ["NET-02.http", "aws_security_group_rule.all_tcp"],
        ["NET-02.data-ports", "aws_security_group_rule.all_tcp"],
        ["NET-02.risky-ports", "aws_security_group_rule.all_tcp"],
      ],
    },
  ),
  example(
    "net-02-bad-database-port",
    {
      resource: {
        aws_security_group: { data: group() },
        aws_vpc_security_group_ingress_rule: {
          postgresql: {
            security_group_id: ref("aws_security_group.data.id"),
            ip_protocol: "tcp",
            from_port: 5432,
            to_port: 5432,
            cidr_ipv4: "0.0.0.0/0",
          },
        },
      },
    },
    { fails: [["NET-02.data-ports", "aws_vpc_security_group_ingress_rule.postgresql"]] },
  ),
  example("net-02-good-single-address", {
    resource: {
      aws_security_group: {
        office: group({ ingress: [inline(8443, 8443, { cidr_blocks: ["203.0.113.7/32"] })] }),
        ping: group({ ingress: [{ ...inline(8, 0, world), protocol: "icmp" }] }),
      },
    },
  }),
  example(
    "net-02-bad-other-services",
    {
      resource: {
        aws_security_group: {
          mysql: group({ ingress: [inline(3306, 3306, world)] }),
          files: group({ ingress: [inline(445, 445, world)] }),
          names: group({ ingress: [{ ...inline(111, 111, world), protocol: "udp" }] }),
          own: group({ ingress: [inline(8443, 8444, world)] }),
          web: group({ ingress: [inline(442, 443, world)] }),
          telephony: group({ ingress: [{ ...inline(5060, 5061, world), protocol: "udp" }] }),
        },
      },
    },
    {
      fails: [
        ["NET-02.data-ports", "aws_security_group.mysql"],
        ["NET-02.risky-ports", "aws_security_group.files"],
        ["NET-02.risky-ports", "aws_security_group.names"],
        ["NET-02.other-ports", "aws_security_group.own"],
        ["NET-02.other-ports", "aws_security_group.web"],
        ["NET-02.other-ports", "aws_security_group.telephony"],
      ],
    },
  ),
  example(
    "net-02-bad-https-of-a-search-domain",
    {
      resource: {
        aws_security_group: { search: group({ ingress: [inline(443, 443, world)] }) },
        aws_opensearch_domain: {
          index: {
            domain_name: "net-02-index",
            vpc_options: [
              { subnet_ids: ["subnet-0a1b2c3d"], security_group_ids: [ref("aws_security_group.search.id")] },
            ],
          },
        },
      },
    },
    { fails: [["NET-02.data-ports", "aws_security_group.search"]] },
  ),
];
