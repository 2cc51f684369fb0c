/** Transit gateways: cases with known answers from AWS's documentation, and random hubs against single packets. */
import fc from "fast-check";
import type { JsonObject } from "../../../common/json";
import { ref } from "../../rules/kit/example";
import { includes, trafficOf } from "../testing/ask";
import { endsAt, networkOf, reach, way } from "../testing/aws";
import { allow, group, id, world } from "../testing/awsParts";

type Parts = { readonly [type: string]: JsonObject };

const open = group([allow(5432, world)], [allow("all", world)]);
const hub = id("aws_ec2_transit_gateway.hub");
const attachment = (name: string) => id(`aws_ec2_transit_gateway_vpc_attachment.${name}`);
const gatewayTable = (name: string) => id(`aws_ec2_transit_gateway_route_table.${name}`);
const cidrOf = (index: number) => `10.${index + 1}.0.0/16`;
const names = ["a", "b", "c"] as const;

/** Networks with one machine each; every subnet sends what is not its own to the gateway. */
function spokes(extra: Parts = {}, gateway: JsonObject = {}, attach: JsonObject = {}): JsonObject {
  const each = (make: (name: string, index: number) => JsonObject): JsonObject =>
    Object.fromEntries(names.map((name, index) => [name, make(name, index)]));
  const base: Parts = {
    aws_vpc: each((_, index) => ({ cidr_block: cidrOf(index) })),
    aws_subnet: each((name, index) => ({ vpc_id: id(`aws_vpc.${name}`), cidr_block: `10.${index + 1}.1.0/24` })),
    aws_route_table: each((name) => ({
      vpc_id: id(`aws_vpc.${name}`),
      route: [{ cidr_block: "0.0.0.0/0", transit_gateway_id: hub }],
    })),
    aws_route_table_association: each((name) => ({
      subnet_id: id(`aws_subnet.${name}`),
      route_table_id: id(`aws_route_table.${name}`),
    })),
    aws_security_group: each((name) => ({ ...open, vpc_id: id(`aws_vpc.${name}`) })),
    aws_instance: each((name) => ({
      ami: "ami-0a1b2c3d",
      instance_type: "t3.small",
      subnet_id: id(`aws_subnet.${name}`),
      vpc_security_group_ids: [id(`aws_security_group.${name}`)],
    })),
    aws_ec2_transit_gateway: { hub: gateway },
    aws_ec2_transit_gateway_vpc_attachment: each((name) => ({
      transit_gateway_id: hub,
      vpc_id: id(`aws_vpc.${name}`),
      subnet_ids: [id(`aws_subnet.${name}`)],
      ...attach,
    })),
  };
  const types = new Set([...Object.keys(base), ...Object.keys(extra)]);
  return { resource: Object.fromEntries([...types].map((type) => [type, { ...base[type], ...extra[type] }])) };
}

const apart = {
  transit_gateway_default_route_table_association: false,
  transit_gateway_default_route_table_propagation: false,
};
const tables = (
  associations: Readonly<Record<string, string>>,
  propagations: readonly (readonly [from: string, table: string])[],
  routes: readonly JsonObject[] = [],
): Parts => ({
  aws_ec2_transit_gateway_route_table: Object.fromEntries(
    [...new Set([...Object.values(associations), ...propagations.map(([, table]) => table)])].map((name) => [
      name,
      { transit_gateway_id: hub },
    ]),
  ),
  aws_ec2_transit_gateway_route_table_association: Object.fromEntries(
    Object.entries(associations).map(([name, table]) => [
      name,
      { transit_gateway_attachment_id: attachment(name), transit_gateway_route_table_id: gatewayTable(table) },
    ]),
  ),
  aws_ec2_transit_gateway_route_table_propagation: Object.fromEntries(
    propagations.map(([name, table]) => [
      `${name}_${table}`,
      { transit_gateway_attachment_id: attachment(name), transit_gateway_route_table_id: gatewayTable(table) },
    ]),
  ),
  ...(routes.length > 0
    ? { aws_ec2_transit_gateway_route: Object.fromEntries(routes.map((route, index) => [`r${index}`, route])) }
    : {}),
});

const shared = tables({ a: "one", b: "one" }, [
  ["a", "one"],
  ["b", "one"],
]);
const oneWay = tables({ a: "one", b: "two" }, [["b", "one"]]);
const static_ = (table: string, destination: string, to: JsonObject): JsonObject => ({
  transit_gateway_route_table_id: gatewayTable(table),
  destination_cidr_block: destination,
  ...to,
});
const egress: Parts = {
  aws_internet_gateway: { door: { vpc_id: id("aws_vpc.b") } },
  aws_eip: { nat: { domain: "vpc" } },
  aws_subnet: {
    b: { vpc_id: id("aws_vpc.b"), cidr_block: "10.2.1.0/24" },
    out: { vpc_id: id("aws_vpc.b"), cidr_block: "10.2.2.0/24" },
  },
  aws_nat_gateway: { nat: { subnet_id: id("aws_subnet.out"), allocation_id: id("aws_eip.nat") } },
  aws_route_table: {
    b: {
      vpc_id: id("aws_vpc.b"),
      route: [
        { cidr_block: "0.0.0.0/0", nat_gateway_id: id("aws_nat_gateway.nat") },
        { cidr_block: "10.1.0.0/16", transit_gateway_id: hub },
      ],
    },
    out: {
      vpc_id: id("aws_vpc.b"),
      route: [{ cidr_block: "0.0.0.0/0", gateway_id: id("aws_internet_gateway.door") }],
    },
  },
  aws_route_table_association: {
    b: { subnet_id: id("aws_subnet.b"), route_table_id: id("aws_route_table.b") },
    out: { subnet_id: id("aws_subnet.out"), route_table_id: id("aws_route_table.out") },
  },
};
const vpn: Parts = {
  aws_customer_gateway: { office: { bgp_asn: 65000, ip_address: "203.0.113.9", type: "ipsec.1" } },
  aws_vpn_connection: {
    office: { customer_gateway_id: id("aws_customer_gateway.office"), transit_gateway_id: hub, type: "ipsec.1" },
  },
};

type Case = readonly [name: string, parts: JsonObject, to: string, expected: string];
const b = "aws_instance.b";
const cases: readonly Case[] = [
  ["the gateway's default table joins all that are attached", spokes(), b, "yes tcp 5432"],
  [
    "without a default table and without another nothing passes",
    spokes({}, { default_route_table_association: "disable" }),
    b,
    "no",
  ],
  ["attachments that stay out of the default table", spokes({}, {}, apart), b, "no"],
  ["a table of one's own with both networks in it", spokes(shared, {}, apart), b, "yes tcp 5432"],
  ["a table without the way back", spokes(oneWay, {}, apart), b, "no"],
  [
    "a black hole takes what a propagated route would have",
    spokes(
      {
        ...shared,
        ...tables(
          { a: "one", b: "one" },
          [
            ["a", "one"],
            ["b", "one"],
          ],
          [static_("one", "10.2.0.0/16", { blackhole: true })],
        ),
      },
      {},
      apart,
    ),
    b,
    "no",
  ],
  [
    "a narrower route to another network takes the machine's range away",
    spokes(
      tables(
        { a: "one", b: "one" },
        [
          ["a", "one"],
          ["b", "one"],
        ],
        [static_("one", "10.2.1.0/24", { transit_gateway_attachment_id: attachment("c") })],
      ),
      {},
      apart,
    ),
    b,
    "no",
  ],
  [
    "static routes join as propagated ones do",
    spokes(
      tables(
        { a: "one", b: "one" },
        [],
        [
          static_("one", "10.2.0.0/16", { transit_gateway_attachment_id: attachment("b") }),
          static_("one", "10.1.0.0/16", { transit_gateway_attachment_id: attachment("a") }),
        ],
      ),
      {},
      apart,
    ),
    b,
    "yes tcp 5432",
  ],
  ["no way to the internet where none of the networks has one", spokes(), "internet", "no"],
  ["nothing beyond where only networks of the inputs are attached", spokes(), "other networks", "no"],
  [
    "out by the translating gateway of a shared network",
    spokes(
      {
        ...egress,
        ...tables(
          { a: "one", b: "one" },
          [["a", "one"]],
          [static_("one", "0.0.0.0/0", { transit_gateway_attachment_id: attachment("b") })],
        ),
      },
      {},
      apart,
    ),
    "internet",
    "yes all traffic",
  ],
  ["what a VPN announces to the default table is not known", spokes(vpn), "other networks", "may all traffic"],
  [
    "a static route to a VPN leads to other networks",
    spokes(
      {
        ...vpn,
        ...tables(
          { a: "one", b: "one" },
          [],
          [
            static_("one", "192.168.0.0/16", {
              transit_gateway_attachment_id: ref("aws_vpn_connection.office.transit_gateway_attachment_id"),
            }),
          ],
        ),
      },
      {},
      apart,
    ),
    "other networks",
    "yes all traffic",
  ],
];

test.each(cases)("%s", (_, parts, to, expected) => {
  expect(reach(networkOf(parts), "aws_instance.a", to)).toEqual([expected]);
});

test("of a gateway that no input holds nothing is sure", () => {
  const { aws_ec2_transit_gateway: _, ...rest } = (spokes() as { resource: Parts }).resource;
  const text = JSON.stringify({ resource: rest }).replaceAll(hub, "tgw-0a1b2c3d");
  expect(reach(networkOf(JSON.parse(text) as JsonObject), "aws_instance.a", b)).toEqual(["may tcp 5432"]);
});

test("the way names the gateway's routes", () => {
  expect(way(networkOf(spokes(shared, {}, apart)), "aws_instance.a", b)?.hops).toEqual([
    "aws_security_group.a",
    "aws_route_table.a",
    "aws_ec2_transit_gateway.hub",
    "aws_ec2_transit_gateway_route_table_propagation.b_one",
    "aws_ec2_transit_gateway_vpc_attachment.b",
    "aws_ec2_transit_gateway_route_table_propagation.a_one",
    "aws_ec2_transit_gateway_vpc_attachment.a",
    "aws_route_table.b",
    "aws_security_group.b",
  ]);
});

interface RandomHub {
  /** Table of each network, by its number; undefined: none. */
  readonly associations: readonly (number | undefined)[];
  /** Networks that announce themselves to each of two tables. */
  readonly propagations: readonly (readonly boolean[])[];
}

const randomHub: fc.Arbitrary<RandomHub> = fc.record({
  associations: fc.tuple(...names.map(() => fc.option(fc.nat(1), { nil: undefined }))),
  propagations: fc.tuple(...[0, 1].map(() => fc.tuple(...names.map(() => fc.boolean())))),
});

function hubOf({ associations, propagations }: RandomHub): JsonObject {
  const table = (index: number) => `t${index}`;
  const stated = Object.fromEntries(
    names.flatMap((name, index) => {
      const own = associations[index];
      return own === undefined ? [] : [[name, table(own)]];
    }),
  );
  const announced = propagations.flatMap((row, index) =>
    names.flatMap((name, place) => (row[place] ? [[name, table(index)] as const] : [])),
  );
  return spokes(tables(stated, announced), {}, apart);
}

/** A packet passes where the table of the sender's network knows the receiver's, and the other way round. */
function connects({ associations, propagations }: RandomHub, from: number, to: number): boolean {
  const knows = (own: number, other: number) => {
    const table = associations[own];
    return table !== undefined && propagations[table]?.[other] === true;
  };
  return knows(from, to) && knows(to, from);
}

function answers(
  spec: RandomHub,
): readonly { readonly pair: string; readonly sure: boolean; readonly may: boolean; readonly truth: boolean }[] {
  const network = networkOf(hubOf(spec));
  const ends = names.map((name) => endsAt(network, `aws_instance.${name}`)[0]?.end);
  return ends.flatMap((source, from) =>
    ends.flatMap((target, to) => {
      if (!source || !target || from === to) return [];
      const traffic = trafficOf(network.reachability, source, target);
      return [
        {
          pair: `${from} ${to}`,
          sure: includes(traffic.sure, 5432),
          may: includes(traffic.may, 5432),
          truth: connects(spec, from, to),
        },
      ];
    }),
  );
}

const runs = { numRuns: 60, seed: 20260102 };

test("random tables agree with single packets", () => {
  fc.assert(
    fc.property(randomHub, (spec) => {
      expect(answers(spec).filter(({ sure, may, truth }) => sure !== truth || may !== truth)).toEqual([]);
    }),
    runs,
  );
});

test("an announcement more removes no way, one less adds none", () => {
  fc.assert(
    fc.property(randomHub, fc.nat(1), fc.nat(2), (spec, table, place) => {
      const more = {
        ...spec,
        propagations: spec.propagations.map((row, index) =>
          index === table ? row.map((on, at) => on || at === place) : row,
        ),
      };
      const after = new Set(
        answers(more)
          .filter(({ may }) => may)
          .map(({ pair }) => pair),
      );
      expect(answers(spec).filter(({ may, pair }) => may && !after.has(pair))).toEqual([]);
    }),
    runs,
  );
});
