import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const inline = (description: string | null): JsonObject => ({
  description,
  protocol: "tcp",
  from_port: 443,
  to_port: 443,
  cidr_blocks: ["10.20.0.0/16"],
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
});
const split = (parts: JsonObject = {}): JsonObject => ({
  security_group_id: ref("aws_security_group.app.id"),
  ip_protocol: "tcp",
  from_port: 443,
  to_port: 443,
  cidr_ipv4: "10.20.0.0/16",
  ...parts,
});
const classic = (parts: JsonObject = {}): JsonObject => ({
  type: "ingress",
  security_group_id: "sg-0a1b2c3d",
  protocol: "tcp",
  from_port: 443,
  to_port: 443,
  cidr_blocks: ["10.20.0.0/16"],
  ...parts,
});

export const examples: RuleExamples = [
  example("net-04-good", {
    resource: {
      aws_security_group: {
        app: { description: "Application", vpc_id: "vpc-0a1b2c3d", ingress: [inline("Portal to application")] },
      },
      aws_default_security_group: { main: { vpc_id: "vpc-0a1b2c3d" } },
      aws_vpc_security_group_egress_rule: { out: split({ description: "Application to database" }) },
      aws_security_group_rule: { within: classic({ description: "Portal to application" }) },
    },
  }),
  example(
    "net-04-bad",
    {
      resource: {
        aws_security_group: {
          app: { vpc_id: "vpc-0a1b2c3d" },
          default_words: { description: "Managed by Terraform", vpc_id: "vpc-0a1b2c3d" },
          one_rule: {
            description: "Application",
            vpc_id: "vpc-0a1b2c3d",
            ingress: [inline("Portal to application"), inline(null)],
            egress: [inline("Application to database")],
          },
        },
        aws_vpc_security_group_ingress_rule: { within: split() },
        aws_security_group_rule: { within: classic() },
      },
    },
    {
      fails: [
        ["NET-04.group", "aws_security_group.app"],
        ["NET-04.group", "aws_security_group.default_words"],
        ["NET-04.rule", "aws_security_group.one_rule"],
        ["NET-04.rule", "aws_vpc_security_group_ingress_rule.within"],
        ["NET-04.rule", "aws_security_group_rule.within"],
      ],
    },
  ),
];
