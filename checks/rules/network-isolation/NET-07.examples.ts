import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const rule = (number: number, from: number, to: number, parts: JsonObject = {}): JsonObject => ({
  rule_no: number,
  protocol: "tcp",
  action: "allow",
  cidr_block: "0.0.0.0/0",
  ipv6_cidr_block: null,
  from_port: from,
  to_port: to,
  icmp_code: null,
  icmp_type: null,
  ...parts,
});
const acl = (ingress: readonly JsonObject[], parts: JsonObject = {}): JsonObject => ({
  vpc_id: "vpc-0a1b2c3d",
  subnet_ids: ["subnet-0a1b2c3d"],
  ...(ingress.length > 0 ? { ingress } : {}),
  ...parts,
});
const split = (number: number, parts: JsonObject = {}): JsonObject => ({
  network_acl_id: ref("aws_network_acl.main.id"),
  rule_number: number,
  protocol: "tcp",
  rule_action: "allow",
  cidr_block: "0.0.0.0/0",
  from_port: 22,
  to_port: 22,
  ...parts,
});

export const examples: RuleExamples = [
  example("net-07-good", {
    resource: {
      aws_network_acl: {
        main: acl([]),
        ordered: acl([
          rule(300, 1024, 65535),
          rule(100, 22, 22, { action: "deny" }),
          rule(110, 3389, 3389, { action: "deny" }),
        ]),
        associated: acl([rule(100, 443, 443)], { subnet_ids: null }),
      },
      aws_network_acl_association: {
        associated: { network_acl_id: ref("aws_network_acl.associated.id"), subnet_id: "subnet-1a2b3c4d" },
      },
      aws_network_acl_rule: {
        inside: split(100, { cidr_block: "10.20.0.0/16" }),
        refused: split(190, { rule_action: "deny" }),
        too_late: split(200),
        out: split(210, { egress: true, protocol: "-1", from_port: null, to_port: null }),
      },
      aws_default_network_acl: { main: { default_network_acl_id: "acl-0a1b2c3d" } },
    },
  }),
  example(
    "net-07-bad-ports",
    {
      resource: {
        aws_network_acl: {
          main: acl([]),
          ssh: acl([rule(100, 20, 25), rule(200, 22, 22, { action: "deny" })]),
          rdp: acl([rule(100, 3389, 3389, { cidr_block: null, ipv6_cidr_block: "::/0" })]),
        },
        aws_network_acl_rule: { ssh: split(100), halves: split(200, { cidr_block: "0.0.0.0/1", from_port: 5 }) },
      },
    },
    {
      fails: [
        ["NET-07.ssh", "aws_network_acl.ssh"],
        ["NET-07.ftp", "aws_network_acl.ssh"],
        ["NET-07.ftp-data", "aws_network_acl.ssh"],
        ["NET-07.rdp", "aws_network_acl.rdp"],
        ["NET-07.ssh", "aws_network_acl_rule.ssh"],
        ["NET-07.ssh", "aws_network_acl_rule.halves"],
        ["NET-07.ftp", "aws_network_acl_rule.halves"],
        ["NET-07.ftp-data", "aws_network_acl_rule.halves"],
      ],
    },
  ),
  example(
    "net-07-bad-everything",
    {
      resource: {
        aws_network_acl: { main: acl([rule(100, 0, 0, { protocol: "-1" })]) },
        aws_network_acl_rule: { all: split(90, { protocol: "all", from_port: null, to_port: null }) },
      },
    },
    {
      fails: ["aws_network_acl.main", "aws_network_acl_rule.all"].flatMap((resource) =>
        ["NET-07.ssh", "NET-07.rdp", "NET-07.ftp", "NET-07.ftp-data", "NET-07.all-ports"].map(
          (check) => [check, resource] as const,
        ),
      ),
    },
  ),
  example(
    "net-07-bad-unattached",
    { resource: { aws_network_acl: { main: acl([], { subnet_ids: null }) } } },
    { fails: [["NET-07.attached", "aws_network_acl.main"]] },
  ),
];
