import type { JsonObject } from "../../../common/json";
import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./NET-01";

const split = (parts: JsonObject): JsonObject => ({
  security_group_id: ref("aws_security_group.app.id"),
  ip_protocol: "tcp",
  from_port: 22,
  to_port: 22,
  ...parts,
});
const group: JsonObject = { app: { description: "Application", vpc_id: "vpc-1" } };
const ssh = (rows: readonly string[]) => rows.filter((row) => row.includes("NET-01.ssh"));
const rules = (list: JsonObject): JsonObject => ({
  variable: { range: { type: "string" }, port: { type: "number" } },
  resource: { aws_security_group: group, aws_vpc_security_group_ingress_rule: list },
});

test("a range that nobody knows yet is unknown only where the port matches", () => {
  const open = { cidr_ipv4: ref("var.range") };
  expect(
    ssh(judgedRows(rule, rules({ ssh: split(open), web: split({ ...open, from_port: 443, to_port: 443 }) }))),
  ).toEqual([
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.web",
    "unknown NET-01.ssh aws_vpc_security_group_ingress_rule.ssh",
  ]);
});

test("a port that nobody knows yet is unknown only where the range is the world", () => {
  const port = { from_port: ref("var.port"), to_port: ref("var.port") };
  const list = {
    all: split({ ...port, cidr_ipv4: "0.0.0.0/0" }),
    inside: split({ ...port, cidr_ipv4: "10.0.0.0/8" }),
  };
  expect(ssh(judgedRows(rule, rules(list)))).toEqual([
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.inside",
    "unknown NET-01.ssh aws_vpc_security_group_ingress_rule.all",
  ]);
});

test("one machine's address, though not known yet, is never the world", () => {
  expect(ssh(judgedRows(rule, rules({ one: split({ cidr_ipv4: `${ref("var.range")}/32` }) })))).toEqual([
    "pass NET-01.ssh aws_security_group.app",
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.one",
  ]);
});

test("rules that are the world only together stand on the group", () => {
  const list = { low: split({ cidr_ipv4: "8.0.0.0/9" }), high: split({ cidr_ipv4: "8.128.0.0/9" }) };
  expect(ssh(judgedRows(rule, rules(list)))).toEqual([
    "fail NET-01.ssh aws_security_group.app",
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.high",
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.low",
  ]);
});

test("a group is not called closed while a rule of its own is open", () => {
  expect(ssh(judgedRows(rule, rules({ all: split({ cidr_ipv4: "0.0.0.0/0" }) })))).toEqual([
    "fail NET-01.ssh aws_vpc_security_group_ingress_rule.all",
  ]);
});

test("ICMP has no port 22", () => {
  const ping = split({ ip_protocol: "icmp", from_port: -1, to_port: -1, cidr_ipv4: "0.0.0.0/0" });
  expect(ssh(judgedRows(rule, rules({ ping })))).toEqual([
    "pass NET-01.ssh aws_security_group.app",
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.ping",
  ]);
});

test("port 0 to 0 is meant for all ports", () => {
  const all = split({ from_port: 0, to_port: 0, cidr_ipv4: "0.0.0.0/0" });
  expect(ssh(judgedRows(rule, rules({ all })))).toEqual(["fail NET-01.ssh aws_vpc_security_group_ingress_rule.all"]);
});

test("a rule that says of nobody whom it lets in is not called closed", () => {
  const list = { nobody: split({}), prefixes: split({ prefix_list_id: "pl-0a1b2c3d" }) };
  expect(ssh(judgedRows(rule, rules(list)))).toEqual([
    "fail NET-01.ssh aws_vpc_security_group_ingress_rule.nobody",
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.prefixes",
  ]);
});

test("a prefix list is as wide as its entries", () => {
  const list = (cidr: string): JsonObject => ({
    name: "list",
    address_family: "IPv4",
    max_entries: 1,
    entry: { cidr },
  });
  const through = (label: string) => split({ prefix_list_id: ref(`aws_ec2_managed_prefix_list.${label}.id`) });
  const rows = judgedRows(rule, {
    resource: {
      aws_ec2_managed_prefix_list: { world: list("0.0.0.0/0"), office: list("203.0.113.0/24") },
      aws_vpc_security_group_ingress_rule: { world: through("world"), office: through("office") },
    },
  });
  expect(ssh(rows)).toEqual([
    "fail NET-01.ssh aws_vpc_security_group_ingress_rule.world",
    "pass NET-01.ssh aws_vpc_security_group_ingress_rule.office",
  ]);
});
