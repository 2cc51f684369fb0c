/** Parts of small networks for tests, each with good defaults that a case overrides. */
import type { JsonObject } from "../../../common/json";
import { ref } from "../../rules/kit/example";

export const id = (address: string): string => ref(`${address}.id`);

/** A network of which the subnet `public` leads to an internet gateway, and `private` out by a NAT gateway. */
export function twoTiers(extra: { readonly [type: string]: JsonObject } = {}): JsonObject {
  const base: { readonly [type: string]: JsonObject } = {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_internet_gateway: { door: { vpc_id: id("aws_vpc.main") } },
    aws_subnet: {
      public: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.1.0/24" },
      private: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.2.0/24" },
      data: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.3.0/24" },
    },
    aws_eip: { nat: { domain: "vpc" } },
    aws_nat_gateway: { nat: { subnet_id: id("aws_subnet.public"), allocation_id: id("aws_eip.nat") } },
    aws_route_table: {
      public: table({ cidr_block: "0.0.0.0/0", gateway_id: id("aws_internet_gateway.door") }),
      private: table({ cidr_block: "0.0.0.0/0", nat_gateway_id: id("aws_nat_gateway.nat") }),
    },
    aws_route_table_association: {
      public: association("public", "public"),
      private: association("private", "private"),
    },
  };
  const types = new Set([...Object.keys(base), ...Object.keys(extra)]);
  return { resource: Object.fromEntries([...types].map((type) => [type, { ...base[type], ...extra[type] }])) };
}

export function table(...routes: readonly JsonObject[]): JsonObject {
  return { vpc_id: id("aws_vpc.main"), route: [...routes] };
}

export function association(subnet: string, routeTable: string): JsonObject {
  return { subnet_id: id(`aws_subnet.${subnet}`), route_table_id: id(`aws_route_table.${routeTable}`) };
}

export function allow(port: number | readonly [number, number] | "all", peer: JsonObject): JsonObject {
  if (port === "all") return { protocol: "-1", from_port: 0, to_port: 0, ...peer };
  const [from, to] = typeof port === "number" ? [port, port] : port;
  return { protocol: "tcp", from_port: from, to_port: to, ...peer };
}

export const world: JsonObject = { cidr_blocks: ["0.0.0.0/0"] };
export const from = (...cidrs: readonly string[]): JsonObject => ({ cidr_blocks: cidrs });
export const fromGroup = (group: string): JsonObject => ({ security_groups: [id(`aws_security_group.${group}`)] });

export function group(ingress: readonly JsonObject[] = [], egress: readonly JsonObject[] = []): JsonObject {
  return { vpc_id: id("aws_vpc.main"), ingress, egress };
}

export function machine(subnet: string, groups: readonly string[], parts: JsonObject = {}): JsonObject {
  return {
    ami: "ami-0a1b2c3d",
    instance_type: "t3.small",
    subnet_id: id(`aws_subnet.${subnet}`),
    vpc_security_group_ids: groups.map((name) => id(`aws_security_group.${name}`)),
    ...parts,
  };
}

export const isPublic: JsonObject = { associate_public_ip_address: true };

export function database(
  subnets: readonly string[],
  groups: readonly string[],
  parts: JsonObject = {},
): { readonly [type: string]: JsonObject } {
  return {
    aws_db_subnet_group: { data: { subnet_ids: subnets.map((name) => id(`aws_subnet.${name}`)) } },
    aws_db_instance: {
      main: {
        engine: "postgres",
        instance_class: "db.t3.small",
        db_subnet_group_name: ref("aws_db_subnet_group.data.name"),
        vpc_security_group_ids: groups.map((name) => id(`aws_security_group.${name}`)),
        ...parts,
      },
    },
  };
}
