/** Parts of small networks for examples that Terraform can plan. */
import type { JsonObject } from "../../../common/json";
import { ref } from "./example";

type Parts = { readonly [type: string]: JsonObject };

const id = (address: string): string => ref(`${address}.id`);

/** A network with a subnet `open` that leads to an internet gateway, and one `closed` that leads nowhere. */
export function smallNetwork(extra: Parts = {}): JsonObject {
  const base: Parts = {
    aws_vpc: { main: { cidr_block: "10.20.0.0/16" } },
    aws_internet_gateway: { door: { vpc_id: id("aws_vpc.main") } },
    aws_subnet: { open: subnet(1), closed: subnet(2), second: subnet(3) },
    aws_route_table: { open: { vpc_id: id("aws_vpc.main") } },
    aws_route: {
      door: {
        route_table_id: id("aws_route_table.open"),
        destination_cidr_block: "0.0.0.0/0",
        gateway_id: id("aws_internet_gateway.door"),
      },
    },
    aws_route_table_association: {
      open: { subnet_id: id("aws_subnet.open"), route_table_id: id("aws_route_table.open") },
    },
  };
  const types = new Set([...Object.keys(base), ...Object.keys(extra)]);
  return { resource: Object.fromEntries([...types].map((type) => [type, { ...base[type], ...extra[type] }])) };
}

export function subnet(number: number): JsonObject {
  return {
    vpc_id: id("aws_vpc.main"),
    cidr_block: `10.20.${number}.0/24`,
    availability_zone: `ap-south-1${"abc"[number % 3] ?? "a"}`,
  };
}

/** A security group and what it lets in and out, each as a resource of its own. */
export function groupParts(name: string, ins: readonly JsonObject[], outs: readonly JsonObject[] = []): Parts {
  const rules = (list: readonly JsonObject[], label: string): JsonObject =>
    Object.fromEntries(
      list.map((rule, index) => [
        `${name}_${label}_${index}`,
        { security_group_id: id(`aws_security_group.${name}`), ip_protocol: "tcp", ...rule },
      ]),
    );
  return {
    aws_security_group: { [name]: { description: "Example", vpc_id: id("aws_vpc.main") } },
    ...(ins.length > 0 ? { aws_vpc_security_group_ingress_rule: rules(ins, "in") } : {}),
    ...(outs.length > 0 ? { aws_vpc_security_group_egress_rule: rules(outs, "out") } : {}),
  };
}

export function port(number: number, peer: JsonObject): JsonObject {
  return { from_port: number, to_port: number, ...peer };
}

export const anybody: JsonObject = { cidr_ipv4: "0.0.0.0/0" };
export const ofGroup = (name: string): JsonObject => ({
  referenced_security_group_id: id(`aws_security_group.${name}`),
});

/** Parts of several kinds as one; the same type's resources stand together. */
export function together(...parts: readonly Parts[]): Parts {
  const types = new Set(parts.flatMap((part) => Object.keys(part)));
  return Object.fromEntries(
    [...types].map((type) => [type, Object.assign({}, ...parts.map((part) => part[type] ?? {})) as JsonObject]),
  );
}

export function machineParts(place: string, group: string, parts: JsonObject = {}): Parts {
  return {
    aws_instance: {
      one: {
        ami: "ami-0a1b2c3d4e5f60718",
        instance_type: "t3.small",
        subnet_id: id(`aws_subnet.${place}`),
        vpc_security_group_ids: [id(`aws_security_group.${group}`)],
        ...parts,
      },
    },
  };
}

export function databaseParts(places: readonly string[], group: string, parts: JsonObject = {}): Parts {
  return {
    aws_db_subnet_group: { data: { subnet_ids: places.map((place) => id(`aws_subnet.${place}`)) } },
    aws_db_instance: {
      main: {
        engine: "postgres",
        instance_class: "db.t3.small",
        allocated_storage: 20,
        username: "digit",
        manage_master_user_password: true,
        db_subnet_group_name: ref("aws_db_subnet_group.data.name"),
        vpc_security_group_ids: [id(`aws_security_group.${group}`)],
        ...parts,
      },
    },
  };
}

/** An application load balancer in the subnets, with one listener that passes on to the machine `one`. */
export function balancerParts(places: readonly string[], listener: JsonObject, parts: JsonObject = {}): Parts {
  return {
    aws_lb: {
      edge: {
        subnets: places.map((place) => id(`aws_subnet.${place}`)),
        security_groups: [id("aws_security_group.edge")],
        ...parts,
      },
    },
    aws_lb_target_group: { app: { port: 8080, protocol: "HTTP", vpc_id: id("aws_vpc.main") } },
    aws_lb_listener: {
      edge: {
        load_balancer_arn: ref("aws_lb.edge.arn"),
        port: 443,
        protocol: "HTTPS",
        certificate_arn: "arn:aws:acm:ap-south-1:123456789012:certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
        default_action: { type: "forward", target_group_arn: ref("aws_lb_target_group.app.arn") },
        ...listener,
      },
    },
    aws_lb_target_group_attachment: {
      one: { target_group_arn: ref("aws_lb_target_group.app.arn"), target_id: id("aws_instance.one") },
    },
  };
}
