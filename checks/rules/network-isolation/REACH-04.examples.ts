import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { anybody, databaseParts, groupParts, smallNetwork, subnet, together } from "../kit/reachExample";
import { example } from "../kit/scopedExample";

const out = groupParts("db", [], [{ ip_protocol: "-1", ...anybody }]);
const translated = {
  aws_nat_gateway: { nat: { subnet_id: ref("aws_subnet.open.id"), allocation_id: ref("aws_eip.nat.id") } },
  aws_eip: { nat: { domain: "vpc" } },
  aws_subnet: { nat_a: subnet(4), nat_b: subnet(5) },
  aws_route_table: { nat: { vpc_id: ref("aws_vpc.main.id") } },
  aws_route: {
    nat: {
      route_table_id: ref("aws_route_table.nat.id"),
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: ref("aws_nat_gateway.nat.id"),
    },
  },
  aws_route_table_association: {
    nat_a: { subnet_id: ref("aws_subnet.nat_a.id"), route_table_id: ref("aws_route_table.nat.id") },
    nat_b: { subnet_id: ref("aws_subnet.nat_b.id"), route_table_id: ref("aws_route_table.nat.id") },
  },
};

export const examples: RuleExamples = [
  example(
    "reach-04-good-subnets-without-a-way-out",
    smallNetwork(together(out, databaseParts(["closed", "second"], "db"))),
  ),
  example(
    "reach-04-good-group-for-the-network-only",
    smallNetwork(
      together(
        translated,
        groupParts("db", [], [{ ip_protocol: "-1", cidr_ipv4: "10.20.0.0/16" }]),
        databaseParts(["nat_a", "nat_b"], "db"),
      ),
    ),
  ),
  example(
    "reach-04-bad-by-nat-gateway",
    smallNetwork(together(translated, out, databaseParts(["nat_a", "nat_b"], "db"))),
    { fails: [["REACH-04.store-to-internet", "aws_db_instance.main"]] },
  ),
];
