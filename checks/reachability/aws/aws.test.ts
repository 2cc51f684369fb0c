/** Networks with known answers, worked out by hand from AWS's documentation. */
import type { JsonObject } from "../../../common/json";
import { ref } from "../../rules/kit/example";
import { networkOf, reach, way } from "../testing/aws";
import {
  allow,
  association,
  database,
  from,
  fromGroup,
  group,
  id,
  isPublic,
  machine,
  table,
  twoTiers,
  world,
} from "../testing/awsParts";

type Parts = { readonly [type: string]: JsonObject };
type Case = readonly [name: string, parts: Parts, from: string, to: string, expected: string];

const web = group([allow(443, world)]);
const everythingOut = allow("all", { ...world, ipv6_cidr_blocks: ["::/0"] });
const machineIn = (subnet: string, own: JsonObject, parts: JsonObject = isPublic): Parts => ({
  aws_security_group: { own },
  aws_instance: { one: machine(subnet, ["own"], parts) },
});
const pair = (groups: JsonObject, a: string, b: string, parts: Parts = {}): Parts => ({
  aws_security_group: groups,
  aws_instance: { a: machine(a, ["a"]), b: machine(b, ["b"]) },
  ...parts,
});
const acl = (ingress: readonly JsonObject[], egress: readonly JsonObject[], subnet = "public"): Parts => ({
  aws_network_acl: { list: { vpc_id: id("aws_vpc.main"), subnet_ids: [id(`aws_subnet.${subnet}`)], ingress, egress } },
});
const line = (
  number: number,
  action: string,
  ports: readonly [number, number] | "all",
  cidr = "0.0.0.0/0",
): JsonObject => ({
  rule_no: number,
  action,
  protocol: ports === "all" ? "-1" : "tcp",
  from_port: ports === "all" ? 0 : ports[0],
  to_port: ports === "all" ? 0 : ports[1],
  cidr_block: cidr,
});
const anyLine = line(100, "allow", "all");
const one = "aws_instance.one";
const db = "aws_db_instance.main";

const outside: readonly Case[] = [
  ["a public machine whose group lets the world in", machineIn("public", web), "internet", one, "yes tcp 443"],
  [
    "the same without a public address",
    machineIn("public", web, { associate_public_ip_address: false }),
    "internet",
    one,
    "no",
  ],
  [
    "nothing said of an address: the subnet decides, and gives none",
    machineIn("public", web, {}),
    "internet",
    one,
    "no",
  ],
  ["a public address, and no route to an internet gateway", machineIn("private", web), "internet", one, "no"],
  [
    "a public address, a door, and a closed group",
    machineIn("public", group([allow(22, from("10.0.0.0/8"))])),
    "internet",
    one,
    "no",
  ],
  [
    "only a single office is let in, which is somebody and not nobody",
    machineIn("public", group([allow(22, from("203.0.113.0/24"))])),
    "internet",
    one,
    "yes tcp 22",
  ],
  [
    "an elastic address makes a machine public",
    { ...machineIn("public", web, {}), aws_eip: { nat: { domain: "vpc" }, own: { instance: id("aws_instance.one") } } },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "an elastic address joined by an association",
    {
      ...machineIn("public", web, {}),
      aws_eip: { nat: { domain: "vpc" }, own: { domain: "vpc" } },
      aws_eip_association: { own: { instance_id: id("aws_instance.one"), allocation_id: id("aws_eip.own") } },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the subnet gives out public addresses",
    {
      ...machineIn("open", web, {}),
      aws_subnet: { open: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24", map_public_ip_on_launch: true } },
      aws_route_table_association: { open: association("open", "public") },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the main route table leads outside, and the subnet has none of its own",
    {
      ...machineIn("bare", web),
      aws_subnet: { bare: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24" } },
      aws_main_route_table_association: {
        main: { vpc_id: id("aws_vpc.main"), route_table_id: id("aws_route_table.public") },
      },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the adopted default route table leads outside",
    {
      ...machineIn("data", web),
      aws_default_route_table: {
        main: {
          default_route_table_id: ref("aws_vpc.main.default_route_table_id"),
          route: [{ cidr_block: "0.0.0.0/0", gateway_id: id("aws_internet_gateway.door") }],
        },
      },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "a separate route leads outside",
    {
      ...machineIn("data", web),
      aws_route: {
        out: {
          route_table_id: ref("aws_vpc.main.main_route_table_id"),
          destination_cidr_block: "0.0.0.0/0",
          gateway_id: id("aws_internet_gateway.door"),
        },
      },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the door is only for one partner's range, the rest goes by NAT",
    {
      ...machineIn("mixed", web),
      aws_subnet: { mixed: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24" } },
      aws_route_table: {
        mixed: table(
          { cidr_block: "0.0.0.0/0", nat_gateway_id: id("aws_nat_gateway.nat") },
          { cidr_block: "198.51.100.0/24", gateway_id: id("aws_internet_gateway.door") },
        ),
      },
      aws_route_table_association: { mixed: association("mixed", "mixed") },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "an IPv6 address of a subnet that gives them out",
    {
      ...machineIn("six", group([allow(443, { ipv6_cidr_blocks: ["::/0"] })]), {}),
      aws_subnet: {
        six: { vpc_id: id("aws_vpc.main"), ipv6_cidr_block: "2406:da1a::/64", assign_ipv6_address_on_creation: true },
      },
      aws_route_table: { six: table({ ipv6_cidr_block: "::/0", gateway_id: id("aws_internet_gateway.door") }) },
      aws_route_table_association: { six: association("six", "six") },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the same behind an egress-only gateway lets nobody in",
    {
      ...machineIn("six", group([allow(443, { ipv6_cidr_blocks: ["::/0"] })]), {}),
      aws_egress_only_internet_gateway: { six: { vpc_id: id("aws_vpc.main") } },
      aws_subnet: {
        six: { vpc_id: id("aws_vpc.main"), ipv6_cidr_block: "2406:da1a::/64", assign_ipv6_address_on_creation: true },
      },
      aws_route_table: {
        six: table({ ipv6_cidr_block: "::/0", egress_only_gateway_id: id("aws_egress_only_internet_gateway.six") }),
      },
      aws_route_table_association: { six: association("six", "six") },
    },
    "internet",
    one,
    "no",
  ],
  ["the network ACL has no rule", { ...machineIn("public", web), ...acl([], []) }, "internet", one, "no"],
  [
    "the network ACL lets everything through",
    { ...machineIn("public", web), ...acl([anyLine], [anyLine]) },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the network ACL denies before it allows",
    { ...machineIn("public", web), ...acl([line(50, "deny", [443, 443]), anyLine], [anyLine]) },
    "internet",
    one,
    "no",
  ],
  [
    "the network ACL denies after it has allowed",
    { ...machineIn("public", web), ...acl([line(150, "deny", [443, 443]), anyLine], [anyLine]) },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the network ACL lets requests in and no reply out",
    { ...machineIn("public", web), ...acl([anyLine], [line(100, "allow", [5432, 5432], "10.0.0.0/8")]) },
    "internet",
    one,
    "no",
  ],
  [
    "rules of the network ACL stand in resources of their own",
    {
      ...machineIn("public", web),
      aws_network_acl: { list: { vpc_id: id("aws_vpc.main") } },
      aws_network_acl_association: {
        public: { network_acl_id: id("aws_network_acl.list"), subnet_id: id("aws_subnet.public") },
      },
      aws_network_acl_rule: {
        in: aclRule(100, false, "allow", [443, 443]),
        out: aclRule(100, true, "allow", [1024, 65535]),
      },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "the adopted default network ACL is empty",
    {
      ...machineIn("public", web),
      aws_default_network_acl: { main: { default_network_acl_id: ref("aws_vpc.main.default_network_acl_id") } },
    },
    "internet",
    one,
    "no",
  ],
  [
    "rules of the group stand in resources of their own",
    {
      ...machineIn("public", group()),
      aws_vpc_security_group_ingress_rule: {
        web: {
          security_group_id: id("aws_security_group.own"),
          ip_protocol: "tcp",
          from_port: 8080,
          to_port: 8090,
          cidr_ipv4: "0.0.0.0/0",
        },
      },
    },
    "internet",
    one,
    "yes tcp 8080-8090",
  ],
  [
    "a prefix list that the inputs hold",
    {
      ...machineIn("public", group([allow(443, { prefix_list_ids: [id("aws_ec2_managed_prefix_list.all")] })])),
      aws_ec2_managed_prefix_list: {
        all: { name: "all", address_family: "IPv4", max_entries: 1, entry: [{ cidr: "0.0.0.0/0" }] },
      },
    },
    "internet",
    one,
    "yes tcp 443",
  ],
  [
    "a prefix list that no input holds",
    machineIn("public", group([allow(443, { prefix_list_ids: ["pl-0a1b2c3d"] })])),
    "internet",
    one,
    "may tcp 443",
  ],
  [
    "a second group that no input holds may let in anything",
    {
      ...machineIn("public", group()),
      aws_instance: {
        one: machine("public", [], {
          ...isPublic,
          vpc_security_group_ids: [id("aws_security_group.own"), "sg-0a1b2c3d"],
        }),
      },
    },
    "internet",
    one,
    "may all traffic",
  ],
  [
    "a public database in public subnets",
    {
      ...database(["public"], ["db"], { publicly_accessible: true }),
      aws_security_group: { db: group([allow(5432, world)]) },
    },
    "internet",
    db,
    "yes tcp 5432",
  ],
  [
    "a public database whose group opens another port",
    {
      ...database(["public"], ["db"], { publicly_accessible: true }),
      aws_security_group: { db: group([allow(22, world)]) },
    },
    "internet",
    db,
    "no",
  ],
  [
    "a public database of which AWS chooses the subnet",
    {
      ...database(["public", "private"], ["db"], { publicly_accessible: true }),
      aws_security_group: { db: group([allow(5432, world)]) },
    },
    "internet",
    db,
    "may tcp 5432",
  ],
  [
    "a public database in private subnets",
    {
      ...database(["private"], ["db"], { publicly_accessible: true }),
      aws_security_group: { db: group([allow(5432, world)]) },
    },
    "internet",
    db,
    "no",
  ],
  [
    "a database that is public on a group with port 3306, as its engine has it",
    {
      ...database(["public"], ["db"], { publicly_accessible: true, engine: "mysql" }),
      aws_security_group: { db: group([allow([3000, 4000], world)]) },
    },
    "internet",
    db,
    "yes tcp 3306",
  ],
  [
    "the endpoint of a cluster, open by default",
    { aws_eks_cluster: { one: { name: "one", vpc_config: [{ subnet_ids: [id("aws_subnet.private")] }] } } },
    "internet",
    "aws_eks_cluster.one",
    "yes tcp 443",
  ],
  [
    "the endpoint of a cluster, private",
    {
      aws_eks_cluster: {
        one: { name: "one", vpc_config: [{ subnet_ids: [id("aws_subnet.private")], endpoint_public_access: false }] },
      },
    },
    "internet",
    "aws_eks_cluster.one",
    "no",
  ],
  [
    "a search domain outside any network",
    { aws_opensearch_domain: { one: { domain_name: "one" } } },
    "internet",
    "aws_opensearch_domain.one",
    "yes tcp 443",
  ],
  [
    "nodes with SSH for everybody, in subnets that give out addresses",
    {
      aws_subnet: { open: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24", map_public_ip_on_launch: true } },
      aws_route_table_association: { open: association("open", "public") },
      aws_eks_cluster: { one: { name: "one", vpc_config: [{ subnet_ids: [id("aws_subnet.open")] }] } },
      aws_eks_node_group: {
        one: {
          cluster_name: ref("aws_eks_cluster.one.name"),
          subnet_ids: [id("aws_subnet.open")],
          remote_access: [{ ec2_ssh_key: "key" }],
        },
      },
    },
    "internet",
    "aws_eks_node_group.one",
    "yes tcp 22",
  ],
  [
    "machines of a fleet by their template",
    {
      aws_security_group: { own: web },
      aws_launch_template: {
        one: {
          network_interfaces: [{ associate_public_ip_address: true, security_groups: [id("aws_security_group.own")] }],
        },
      },
      aws_autoscaling_group: {
        one: {
          vpc_zone_identifier: [id("aws_subnet.public")],
          launch_template: [{ id: id("aws_launch_template.one") }],
        },
      },
    },
    "internet",
    "aws_autoscaling_group.one",
    "yes tcp 443",
  ],
];

function aclRule(number: number, egress: boolean, action: string, [low, high]: readonly [number, number]): JsonObject {
  return {
    network_acl_id: id("aws_network_acl.list"),
    rule_number: number,
    egress,
    rule_action: action,
    protocol: "tcp",
    from_port: low,
    to_port: high,
    cidr_block: "0.0.0.0/0",
  };
}

const balancer = (parts: JsonObject, listener: JsonObject, target: JsonObject, groups: JsonObject): Parts => ({
  aws_security_group: groups,
  aws_instance: { one: machine("private", ["own"], {}) },
  aws_lb: { edge: { subnets: [id("aws_subnet.public")], ...parts } },
  aws_lb_target_group: { app: { port: 8080, protocol: "HTTP", vpc_id: id("aws_vpc.main"), ...target } },
  aws_lb_listener: {
    edge: {
      load_balancer_arn: ref("aws_lb.edge.arn"),
      port: 443,
      protocol: "HTTPS",
      default_action: [{ type: "forward", target_group_arn: ref("aws_lb_target_group.app.arn") }],
      ...listener,
    },
  },
  aws_lb_target_group_attachment: {
    one: { target_group_arn: ref("aws_lb_target_group.app.arn"), target_id: id("aws_instance.one") },
  },
});
const edgeGroups = {
  edge: group([allow(443, world)], [everythingOut]),
  own: group([allow(8080, fromGroup("edge"))]),
};
const application: JsonObject = { security_groups: [id("aws_security_group.edge")] };

const throughBalancers: readonly Case[] = [
  [
    "a balancer faces the internet",
    balancer(application, {}, {}, edgeGroups),
    "internet",
    "aws_lb.edge",
    "yes tcp 443",
  ],
  [
    "and passes on to its target's port",
    balancer(application, {}, {}, edgeGroups),
    "internet",
    one,
    "yes tcp 8080 relayed",
  ],
  [
    "an internal balancer passes nothing on",
    balancer({ ...application, internal: true }, {}, {}, edgeGroups),
    "internet",
    one,
    "no",
  ],
  [
    "the balancer's group lets nothing out",
    balancer(application, {}, {}, { ...edgeGroups, edge: group([allow(443, world)]) }),
    "internet",
    one,
    "no",
  ],
  [
    "the target lets in somebody else",
    balancer(application, {}, {}, { ...edgeGroups, other: group(), own: group([allow(8080, fromGroup("other"))]) }),
    "internet",
    one,
    "no",
  ],
  [
    "a listener on a port that the balancer's group does not open",
    balancer(application, { port: 8443 }, {}, edgeGroups),
    "internet",
    one,
    "no",
  ],
  [
    "a network balancer shows its target the caller's address",
    balancer(
      { load_balancer_type: "network" },
      { protocol: "TCP" },
      { protocol: "TCP" },
      { own: group([allow(8080, world)]) },
    ),
    "internet",
    one,
    "yes tcp 8080 relayed",
  ],
  [
    "whose range the target's group must let in",
    balancer(
      { load_balancer_type: "network" },
      { protocol: "TCP" },
      { protocol: "TCP" },
      { own: group([allow(8080, from("10.0.0.0/16"))]) },
    ),
    "internet",
    one,
    "no",
  ],
  [
    "unless it hides the caller",
    balancer(
      { load_balancer_type: "network" },
      { protocol: "TCP" },
      { protocol: "TCP", preserve_client_ip: false },
      { own: group([allow(8080, from("10.0.0.0/16"))]) },
    ),
    "internet",
    one,
    "yes tcp 8080 relayed",
  ],
  [
    "a classic balancer with its instances",
    {
      aws_security_group: edgeGroups,
      aws_instance: { one: machine("private", ["own"], {}) },
      aws_elb: {
        edge: {
          subnets: [id("aws_subnet.public")],
          security_groups: [id("aws_security_group.edge")],
          instances: [id("aws_instance.one")],
          listener: [{ lb_port: 443, lb_protocol: "https", instance_port: 8080, instance_protocol: "http" }],
        },
      },
    },
    "internet",
    one,
    "yes tcp 8080 relayed",
  ],
];

const inside: readonly Case[] = [
  [
    "by group",
    pair({ a: group([], [everythingOut]), b: group([allow(5432, fromGroup("a"))]) }, "private", "data"),
    "aws_instance.a",
    "aws_instance.b",
    "yes tcp 5432",
  ],
  [
    "not the other way",
    pair({ a: group([], [everythingOut]), b: group([allow(5432, fromGroup("a"))]) }, "private", "data"),
    "aws_instance.b",
    "aws_instance.a",
    "no",
  ],
  [
    "a group without egress opens nothing",
    pair({ a: group(), b: group([allow(5432, fromGroup("a"))]) }, "private", "data"),
    "aws_instance.a",
    "aws_instance.b",
    "no",
  ],
  [
    "by the subnet's range",
    pair({ a: group([], [everythingOut]), b: group([allow(22, from("10.0.2.0/24"))]) }, "private", "data"),
    "aws_instance.a",
    "aws_instance.b",
    "yes tcp 22",
  ],
  [
    "by another subnet's range",
    pair({ a: group([], [everythingOut]), b: group([allow(22, from("10.0.1.0/24"))]) }, "private", "data"),
    "aws_instance.a",
    "aws_instance.b",
    "no",
  ],
  [
    "by half of the subnet's range",
    pair({ a: group([], [everythingOut]), b: group([allow(22, from("10.0.2.0/25"))]) }, "private", "data"),
    "aws_instance.a",
    "aws_instance.b",
    "may tcp 22",
  ],
  [
    "by both halves",
    pair(
      {
        a: group([], [everythingOut]),
        b: group([allow(22, from("10.0.2.0/25")), allow([20, 30], from("10.0.2.128/25"))]),
      },
      "private",
      "data",
    ),
    "aws_instance.a",
    "aws_instance.b",
    "yes tcp 22",
  ],
  [
    "members of one group by self",
    {
      aws_security_group: { a: group([allow(7000, { self: true })], [allow("all", { self: true })]) },
      aws_instance: { a: machine("private", ["a"]), b: machine("data", ["a"]) },
    },
    "aws_instance.a",
    "aws_instance.b",
    "yes tcp 7000",
  ],
  [
    "a network ACL between two subnets",
    pair(
      { a: group([], [everythingOut]), b: group([allow(5432, fromGroup("a"))]) },
      "private",
      "data",
      acl([line(100, "allow", [443, 443])], [anyLine], "data"),
    ),
    "aws_instance.a",
    "aws_instance.b",
    "no",
  ],
  [
    "no network ACL within one subnet",
    pair(
      { a: group([], [everythingOut]), b: group([allow(5432, fromGroup("a"))]) },
      "data",
      "data",
      acl([], [], "data"),
    ),
    "aws_instance.a",
    "aws_instance.b",
    "yes tcp 5432",
  ],
  [
    "nothing between two networks",
    pair({ a: group([], [everythingOut]), b: group([allow(5432, from("0.0.0.0/0"))]) }, "private", "far", {
      aws_vpc: { far: { cidr_block: "10.9.0.0/16" } },
      aws_subnet: { far: { vpc_id: id("aws_vpc.far"), cidr_block: "10.9.1.0/24" } },
    }),
    "aws_instance.a",
    "aws_instance.b",
    "no",
  ],
  ["a peering with routes on both sides", peering(true), "aws_instance.a", "aws_instance.b", "yes tcp 5432"],
  ["a peering without the way back", peering(false), "aws_instance.a", "aws_instance.b", "no"],
  [
    "the default group when nothing is said",
    {
      aws_instance: {
        a: machine("private", [], { vpc_security_group_ids: null }),
        b: machine("data", [], { vpc_security_group_ids: null }),
      },
    },
    "aws_instance.a",
    "aws_instance.b",
    "yes all traffic",
  ],
  [
    "an adopted default group without rules",
    {
      aws_default_security_group: { main: { vpc_id: id("aws_vpc.main") } },
      aws_instance: {
        a: machine("private", [], { vpc_security_group_ids: null }),
        b: machine("data", [], { vpc_security_group_ids: null }),
      },
    },
    "aws_instance.a",
    "aws_instance.b",
    "no",
  ],
];

function peering(back: boolean): Parts {
  const link = id("aws_vpc_peering_connection.link");
  return pair({ a: group([], [everythingOut]), b: group([allow(5432, from("10.0.0.0/16"))]) }, "near", "far", {
    aws_vpc: { far: { cidr_block: "10.9.0.0/16" } },
    aws_vpc_peering_connection: { link: { vpc_id: id("aws_vpc.main"), peer_vpc_id: id("aws_vpc.far") } },
    aws_subnet: {
      near: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24" },
      far: { vpc_id: id("aws_vpc.far"), cidr_block: "10.9.1.0/24" },
    },
    aws_route_table: {
      near: table({ cidr_block: "10.9.0.0/16", vpc_peering_connection_id: link }),
      far: {
        vpc_id: id("aws_vpc.far"),
        route: back ? [{ cidr_block: "10.0.0.0/16", vpc_peering_connection_id: link }] : [],
      },
    },
    aws_route_table_association: { near: association("near", "near"), far: association("far", "far") },
  });
}

function byVpn(stated: boolean): Parts {
  return {
    ...machineIn("vpn", group([], [everythingOut]), {}),
    aws_vpn_gateway: { office: { vpc_id: id("aws_vpc.main") } },
    aws_vpn_connection: {
      office: { vpn_gateway_id: id("aws_vpn_gateway.office"), type: "ipsec.1", static_routes_only: stated },
    },
    aws_vpn_connection_route: {
      office: { vpn_connection_id: id("aws_vpn_connection.office"), destination_cidr_block: "192.168.0.0/16" },
    },
    aws_subnet: { vpn: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24" } },
    aws_route_table: { vpn: { ...table(), propagating_vgws: [id("aws_vpn_gateway.office")] } },
    aws_route_table_association: { vpn: association("vpn", "vpn") },
  };
}

const outwards: readonly Case[] = [
  [
    "a private machine by NAT",
    machineIn("private", group([], [everythingOut]), {}),
    one,
    "internet",
    "yes all traffic",
  ],
  ["a machine without any way out", machineIn("data", group([], [everythingOut]), {}), one, "internet", "no"],
  [
    "a public subnet without a public address",
    machineIn("public", group([], [everythingOut]), {}),
    one,
    "internet",
    "no",
  ],
  ["a public machine by the door", machineIn("public", group([], [allow(443, world)])), one, "internet", "yes tcp 443"],
  [
    "a group that lets only private ranges be called",
    machineIn("private", group([], [allow("all", from("10.0.0.0/8"))]), {}),
    one,
    "internet",
    "no",
  ],
  [
    "a NAT gateway for private use only",
    {
      ...machineIn("private", group([], [everythingOut]), {}),
      aws_nat_gateway: { nat: { subnet_id: id("aws_subnet.public"), connectivity_type: "private" } },
    },
    one,
    "internet",
    "no",
  ],
  ["a VPN whose routes are stated", byVpn(true), one, "other networks", "yes all traffic"],
  ["a VPN whose other side says what it has", byVpn(false), one, "other networks", "may all traffic"],
  ["a VPN with stated routes is no way to the internet", byVpn(true), one, "internet", "no"],
  [
    "a transit gateway, behind which nobody sees",
    {
      ...machineIn("hub", group([], [everythingOut]), {}),
      aws_ec2_transit_gateway: { hub: {} },
      aws_subnet: { hub: { vpc_id: id("aws_vpc.main"), cidr_block: "10.0.9.0/24" } },
      aws_route_table: {
        hub: table({ cidr_block: "0.0.0.0/0", transit_gateway_id: id("aws_ec2_transit_gateway.hub") }),
      },
      aws_route_table_association: { hub: association("hub", "hub") },
    },
    one,
    "internet",
    "may all traffic",
  ],
];

test.each([...outside, ...throughBalancers, ...inside, ...outwards])("%s", (_, parts, source, target, expected) => {
  expect(reach(networkOf(twoTiers(parts)), source, target)).toEqual([expected]);
});

test("a way names everything on it that decides, in its order", () => {
  const network = networkOf(twoTiers({ ...machineIn("public", web), ...acl([anyLine], [anyLine]) }));
  expect(way(network, "internet", one)).toEqual({
    hops: ["aws_internet_gateway.door", "aws_route_table.public", "aws_network_acl.list", "aws_security_group.own"],
    causes: [],
  });
});

test("a way that nobody can be sure of says why", () => {
  const parts = machineIn("public", group([allow(443, { prefix_list_ids: ["pl-0a1b2c3d"] })]));
  expect(way(networkOf(twoTiers(parts)), "internet", one)?.causes).toEqual(["pl-0a1b2c3d is not in the inputs"]);
});
