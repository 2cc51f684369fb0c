/**
 * Small random networks, written as Terraform, and an oracle that follows single packets through them without any of
 * the engine's sets, classes or graphs.
 */
import fc from "fast-check";
import type { JsonObject } from "../../../common/json";
import { ref } from "../../rules/kit/example";
import { id } from "./awsParts";

export interface Allow {
  readonly direction: "ingress" | "egress";
  readonly from: number;
  readonly to: number;
  /** A range, or the number of a group. */
  readonly peer: string | number;
}

interface ListLine {
  readonly number: number;
  readonly egress: boolean;
  readonly allows: boolean;
  readonly from: number;
  readonly to: number;
  readonly range: string;
}

export interface RandomNetwork {
  readonly subnets: readonly {
    readonly door: "internet" | "nat" | "none";
    readonly list: readonly ListLine[] | undefined;
  }[];
  readonly groups: readonly (readonly Allow[])[];
  readonly machines: readonly {
    readonly subnet: number;
    readonly groups: readonly number[];
    readonly host: number;
    readonly public: boolean;
  }[];
}

export const ports = [22, 443, 5432] as const;
export const strangers = ["8.8.8.8", "203.0.113.5"] as const;

const ranges = [
  "0.0.0.0/0",
  "10.0.0.0/16",
  "10.0.0.0/24",
  "10.0.1.0/24",
  "10.0.1.0/25",
  "10.0.2.128/25",
  "203.0.113.0/24",
] as const;
const span = fc.constantFrom<readonly [number, number]>([22, 22], [443, 443], [400, 6000], [0, 65535], [5432, 5432]);
/** Lines of lists are wide for the most part, since one that is missing closes a subnet altogether. */
const listSpan = fc.oneof(fc.constant<readonly [number, number]>([0, 65535]), span);
const listRange = (ranges: readonly string[]) => fc.oneof(fc.constant("0.0.0.0/0"), fc.constantFrom(...ranges));
const subnetCount = 3;
const groupCount = 3;

const allow: fc.Arbitrary<Allow> = fc
  .tuple(
    fc.constantFrom("ingress" as const, "egress" as const),
    span,
    fc.oneof(fc.constant("0.0.0.0/0"), fc.constantFrom<string | number>(...ranges), fc.nat(groupCount - 1)),
  )
  .map(([direction, [from, to], peer]) => ({ direction, from, to, peer }));

const list: fc.Arbitrary<readonly ListLine[]> = fc.uniqueArray(
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.boolean(), fc.integer({ min: 0, max: 3 }), listSpan, listRange(ranges))
    .map(([number, egress, denies, [from, to], range]) => ({ number, egress, allows: denies > 0, from, to, range })),
  { selector: (line) => line.number, maxLength: 8 },
);

export const randomNetwork: fc.Arbitrary<RandomNetwork> = fc.record({
  subnets: fc.array(
    fc.record({
      door: fc.constantFrom("internet" as const, "internet" as const, "nat" as const, "none" as const),
      list: fc.option(list, { nil: undefined, freq: 3 }),
    }),
    { minLength: subnetCount, maxLength: subnetCount },
  ),
  groups: fc.array(fc.array(allow, { minLength: 2, maxLength: 5 }), { minLength: groupCount, maxLength: groupCount }),
  machines: fc.uniqueArray(
    fc.record({
      subnet: fc.nat(subnetCount - 1),
      groups: fc.uniqueArray(fc.nat(groupCount - 1), { minLength: 1, maxLength: 2 }),
      host: fc.constantFrom(10, 50, 130, 200),
      public: fc.boolean(),
    }),
    { selector: ({ subnet, host }) => `${subnet}.${host}`, minLength: 2, maxLength: 4 },
  ),
});

/** As Terraform; with `exact`, machines state their addresses. */
export function terraformOf(network: RandomNetwork, exact: boolean): JsonObject {
  const numbered = <T>(items: readonly T[], make: (item: T, index: number) => JsonObject): JsonObject =>
    Object.fromEntries(items.map((item, index) => [`n${index}`, make(item, index)]));
  const vpc = id("aws_vpc.main");
  const lists = network.subnets.flatMap(({ list: lines }, index) => (lines ? [{ lines, index }] : []));
  return {
    resource: {
      aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
      aws_internet_gateway: { door: { vpc_id: vpc } },
      aws_subnet: {
        ...numbered(network.subnets, (_, index) => ({ vpc_id: vpc, cidr_block: `10.0.${index}.0/24` })),
        edge: { vpc_id: vpc, cidr_block: "10.0.99.0/24" },
      },
      aws_nat_gateway: { nat: { subnet_id: id("aws_subnet.edge") } },
      aws_route_table: {
        internet: { vpc_id: vpc, route: [{ cidr_block: "0.0.0.0/0", gateway_id: id("aws_internet_gateway.door") }] },
        nat: { vpc_id: vpc, route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: id("aws_nat_gateway.nat") }] },
        none: { vpc_id: vpc },
      },
      aws_route_table_association: {
        ...numbered(network.subnets, ({ door }, index) => ({
          subnet_id: id(`aws_subnet.n${index}`),
          route_table_id: id(`aws_route_table.${door}`),
        })),
        edge: { subnet_id: id("aws_subnet.edge"), route_table_id: id("aws_route_table.internet") },
      },
      aws_network_acl: numbered(lists, ({ index, lines }) => ({
        vpc_id: vpc,
        subnet_ids: [id(`aws_subnet.n${index}`)],
        ingress: lines.filter((line) => !line.egress).map(listBlock),
        egress: lines.filter((line) => line.egress).map(listBlock),
      })),
      aws_security_group: numbered(network.groups, (rules, index) => ({
        vpc_id: vpc,
        ingress: rules.filter((rule) => rule.direction === "ingress").map((rule) => groupBlock(rule, index)),
        egress: rules.filter((rule) => rule.direction === "egress").map((rule) => groupBlock(rule, index)),
      })),
      aws_instance: numbered(network.machines, (machine) => ({
        ami: "ami-0a1b2c3d",
        instance_type: "t3.small",
        subnet_id: id(`aws_subnet.n${machine.subnet}`),
        vpc_security_group_ids: machine.groups.map((group) => id(`aws_security_group.n${group}`)),
        associate_public_ip_address: machine.public,
        ...(exact ? { private_ip: addressOf(machine) } : {}),
      })),
    },
  };
}

function listBlock(line: ListLine): JsonObject {
  const { number, allows, from, to, range } = line;
  return {
    rule_no: number,
    action: allows ? "allow" : "deny",
    protocol: "tcp",
    from_port: from,
    to_port: to,
    cidr_block: range,
  };
}

function groupBlock({ from, to, peer }: Allow, own: number): JsonObject {
  const common = { protocol: "tcp", from_port: from, to_port: to };
  if (typeof peer === "string") return { ...common, cidr_blocks: [peer] };
  return peer === own
    ? { ...common, self: true }
    : { ...common, security_groups: [ref(`aws_security_group.n${peer}.id`)] };
}

type Machine = RandomNetwork["machines"][number];

function addressOf(machine: Machine): string {
  return `10.0.${machine.subnet}.${machine.host}`;
}

function number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isIn(address: string, range: string): boolean {
  const [base = "", prefix = "32"] = range.split("/");
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(number(address) / size) === Math.floor(number(base) / size);
}

interface Packet {
  readonly address: string;
  readonly port: number;
  readonly groups: readonly number[];
}

/** One packet's fate at a machine's groups: the other side's address, port at the answering end, and groups. */
function groupsPass(
  network: RandomNetwork,
  machine: Machine,
  direction: Allow["direction"],
  { address, port, groups }: Packet,
): boolean {
  return machine.groups.some((group) =>
    (network.groups[group] ?? []).some(
      (rule) =>
        rule.direction === direction &&
        rule.from <= port &&
        port <= rule.to &&
        (typeof rule.peer === "string" ? isIn(address, rule.peer) : groups.includes(rule.peer)),
    ),
  );
}

function listPasses(network: RandomNetwork, subnet: number, egress: boolean, address: string, port: number): boolean {
  const lines = network.subnets[subnet]?.list;
  if (!lines) return true;
  const fitting = [...lines]
    .sort((a, b) => a.number - b.number)
    .find((line) => line.egress === egress && line.from <= port && port <= line.to && isIn(address, line.range));
  return fitting?.allows ?? false;
}

/** Ports that stand for all that a caller may come from: one in each piece that the random ranges cut. */
const callersPorts = [0, 22, 23, 400, 443, 2000, 5432, 6001, 60000];
const ownPorts = callersPorts.filter((port) => port >= 1024);

/** A new connection across a subnet's border, and its replies, for a caller who chooses where it comes from. */
function borderPasses(
  network: RandomNetwork,
  subnet: number,
  inwards: boolean,
  address: string,
  port: number,
): boolean {
  const sources = inwards ? callersPorts : ownPorts;
  return (
    listPasses(network, subnet, !inwards, address, port) &&
    sources.some((source) => listPasses(network, subnet, inwards, address, source))
  );
}

/** Whether a connection from one machine to the port of another one comes about. */
export function machinesConnect(network: RandomNetwork, source: Machine, target: Machine, port: number): boolean {
  const there = { address: addressOf(target), port, groups: target.groups };
  const back = { address: addressOf(source), port, groups: source.groups };
  if (!groupsPass(network, source, "egress", there) || !groupsPass(network, target, "ingress", back)) return false;
  if (source.subnet === target.subnet) return true;
  return (
    borderPasses(network, source.subnet, false, there.address, port) &&
    borderPasses(network, target.subnet, true, back.address, port)
  );
}

export function internetEnters(network: RandomNetwork, target: Machine, address: string, port: number): boolean {
  return (
    target.public &&
    network.subnets[target.subnet]?.door === "internet" &&
    groupsPass(network, target, "ingress", { address, port, groups: [] }) &&
    borderPasses(network, target.subnet, true, address, port)
  );
}

export function machineLeaves(network: RandomNetwork, source: Machine, address: string, port: number): boolean {
  const door = network.subnets[source.subnet]?.door;
  const hasDoor = door === "nat" || (door === "internet" && source.public);
  return (
    hasDoor &&
    groupsPass(network, source, "egress", { address, port, groups: [] }) &&
    borderPasses(network, source.subnet, false, address, port)
  );
}
