import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const networks: JsonObject = {
  aws_vpc: { here: { cidr_block: "10.20.0.0/16" }, there: { cidr_block: "10.30.0.0/20" } },
  aws_vpc_peering_connection: {
    pair: { vpc_id: ref("aws_vpc.here.id"), peer_vpc_id: ref("aws_vpc.there.id"), auto_accept: true },
  },
};
const pair = ref("aws_vpc_peering_connection.pair.id");
const route = (range: JsonObject): JsonObject => ({ route_table_id: "rtb-0a1b2c3d", ...range });
const table = (range: JsonObject): JsonObject => ({
  vpc_id: "vpc-0a1b2c3d",
  route: [
    {
      cidr_block: null,
      ipv6_cidr_block: null,
      carrier_gateway_id: null,
      core_network_arn: null,
      destination_prefix_list_id: null,
      egress_only_gateway_id: null,
      gateway_id: null,
      local_gateway_id: null,
      nat_gateway_id: null,
      network_interface_id: null,
      transit_gateway_id: null,
      vpc_endpoint_id: null,
      vpc_peering_connection_id: null,
      ...range,
    },
  ],
});

export const examples: RuleExamples = [
  example("net-11-good", {
    resource: {
      ...networks,
      aws_route: {
        peer: route({ destination_cidr_block: "10.30.0.0/20", vpc_peering_connection_id: pair }),
        part: route({ destination_cidr_block: "10.30.4.0/24", vpc_peering_connection_id: pair }),
        by_reference: route({
          destination_cidr_block: ref("aws_vpc.there.cidr_block"),
          vpc_peering_connection_id: pair,
        }),
        unseen: route({ destination_cidr_block: "10.40.0.0/16", vpc_peering_connection_id: "pcx-0a1b2c3d" }),
        out: route({ destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-0a1b2c3d" }),
      },
      aws_route_table: {
        main: table({ cidr_block: "10.30.0.0/20", vpc_peering_connection_id: pair }),
        out: table({ cidr_block: "0.0.0.0/0", gateway_id: "igw-0a1b2c3d" }),
      },
    },
  }),
  example(
    "net-11-bad-world",
    {
      resource: {
        ...networks,
        aws_route: {
          all: route({ destination_cidr_block: "0.0.0.0/0", vpc_peering_connection_id: pair }),
          all_six: route({ destination_ipv6_cidr_block: "::/0", vpc_peering_connection_id: "pcx-0a1b2c3d" }),
        },
        aws_route_table: { main: table({ cidr_block: "0.0.0.0/0", vpc_peering_connection_id: pair }) },
      },
    },
    {
      fails: [
        ["NET-11.world", "aws_route.all"],
        ["NET-11.world", "aws_route.all_six"],
        ["NET-11.world", "aws_route_table.main"],
      ],
    },
  ),
  example(
    "net-11-bad-wider-than-the-peer",
    {
      resource: {
        ...networks,
        aws_route: {
          wider: route({ destination_cidr_block: "10.30.0.0/16", vpc_peering_connection_id: pair }),
          unseen: route({ destination_cidr_block: "10.0.0.0/8", vpc_peering_connection_id: "pcx-0a1b2c3d" }),
        },
      },
    },
    {
      fails: [
        ["NET-11.peer-range", "aws_route.wider"],
        ["NET-11.peer-range", "aws_route.unseen"],
      ],
    },
  ),
];
