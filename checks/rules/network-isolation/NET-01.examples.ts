import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const group = (parts: JsonObject = {}): JsonObject => ({
  description: "Application",
  vpc_id: "vpc-0a1b2c3d",
  ...parts,
});
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
const split = (from: number, to: number, range: JsonObject): JsonObject => ({
  security_group_id: ref("aws_security_group.app.id"),
  ip_protocol: "tcp",
  from_port: from,
  to_port: to,
  ...range,
});
const classic = (type: string, from: number, to: number, range: JsonObject): JsonObject => ({
  type,
  security_group_id: ref("aws_security_group.app.id"),
  protocol: "tcp",
  from_port: from,
  to_port: to,
  ...range,
});

export const examples: RuleExamples = [
  example("net-01-good-private-range", {
    resource: {
      aws_security_group: { app: group({ ingress: [inline(22, 22, { cidr_blocks: ["10.20.0.0/16"] })] }) },
      aws_vpc_security_group_ingress_rule: {
        https: { ...split(443, 443, { cidr_ipv4: "0.0.0.0/0" }), security_group_id: "sg-0a1b2c3d" },
      },
    },
  }),
  example("net-01-good-group-and-prefix-list", {
    resource: {
      aws_security_group: { app: group(), bastion: group() },
      aws_security_group_rule: {
        ssh: classic("ingress", 22, 22, { source_security_group_id: ref("aws_security_group.bastion.id") }),
      },
      aws_vpc_security_group_ingress_rule: { office: split(22, 22, { prefix_list_id: "pl-0a1b2c3d" }) },
    },
  }),
  example("net-01-good-egress-rule-resource", {
    resource: {
      aws_security_group: { app: group() },
      aws_security_group_rule: { out: classic("egress", 22, 22, { cidr_blocks: ["0.0.0.0/0"] }) },
    },
  }),
  example("net-01-good-range-of-the-network", {
    resource: {
      aws_vpc: { main: { cidr_block: "10.20.0.0/16" } },
      aws_security_group: { app: group() },
      aws_vpc_security_group_ingress_rule: { ssh: split(22, 22, { cidr_ipv4: ref("aws_vpc.main.cidr_block") }) },
    },
  }),
  example(
    "net-01-bad-inline-world",
    {
      resource: {
        aws_security_group: { app: group({ ingress: [inline(22, 22, { cidr_blocks: ["10.0.0.0/8", "0.0.0.0/0"] })] }) },
      },
    },
    { fails: [["NET-01.ssh", "aws_security_group.app"]] },
  ),
  example(
    "net-01-bad-all-protocols-ipv6",
    {
      resource: {
        aws_security_group: { app: group() },
        aws_vpc_security_group_ingress_rule: {
          all: { security_group_id: ref("aws_security_group.app.id"), ip_protocol: "-1", cidr_ipv6: "::/0" },
        },
      },
    },
    {
      fails: [
        ["NET-01.ssh", "aws_vpc_security_group_ingress_rule.all"],
        ["NET-01.rdp", "aws_vpc_security_group_ingress_rule.all"],
      ],
    },
  ),
  example(
    "net-01-bad-range-holds-port",
    {
      resource: {
        aws_security_group: { app: group() },
        aws_security_group_rule: { wide: classic("ingress", 3000, 4000, { cidr_blocks: ["0.0.0.0/0"] }) },
      },
    },
    { fails: [["NET-01.rdp", "aws_security_group_rule.wide"]] },
  ),
  example(
    "net-01-bad-two-halves-of-the-world",
    {
      resource: {
        aws_security_group: {
          app: group({ ingress: [inline(22, 22, { cidr_blocks: ["0.0.0.0/1", "128.0.0.0/1"] })] }),
        },
      },
    },
    { fails: [["NET-01.ssh", "aws_security_group.app"]] },
  ),
];
