import { evaluate } from "../../evaluate";
import { graphOf } from "../../reachability/testing/aws";
import type { Rule } from "../../rule";
import { judgedRows } from "../kit/judgedRows";
import {
  anybody,
  balancerParts,
  databaseParts,
  groupParts,
  machineParts,
  ofGroup,
  port,
  smallNetwork,
  together,
} from "../kit/reachExample";
import { rule as reach01 } from "./REACH-01";
import { rule as reach03 } from "./REACH-03";

const exposed = smallNetwork(
  together(groupParts("db", [port(5432, anybody)]), databaseParts(["open"], "db", { publicly_accessible: true })),
);
const edge = smallNetwork(
  together(
    groupParts("edge", [port(443, anybody)], [port(8080, anybody)]),
    groupParts("own", [port(8080, ofGroup("edge"))]),
    machineParts("closed", "own"),
    balancerParts(["open", "second"], {}),
  ),
);

function findings(rule: Rule, parts: Parameters<typeof graphOf>[0]) {
  return evaluate(graphOf(parts), [rule], { version: "test", now: new Date(0) }).findings;
}

test("a finding tells the way, and names everything on it", () => {
  expect(findings(reach01, exposed)).toMatchObject([
    {
      status: "fail",
      message:
        "The internet reaches the store on tcp 5432: internet → aws_internet_gateway.door → aws_route.door → aws_security_group.db → aws_vpc_security_group_ingress_rule.db_in_0 → aws_db_instance.main",
      related: [
        "aws_internet_gateway.door",
        "aws_route.door",
        "aws_security_group.db",
        "aws_vpc_security_group_ingress_rule.db_in_0",
      ],
    },
  ]);
});

test("a balancer that the organisation has not declared is no edge, once it declares any", () => {
  const rows = (declaredEdges: string[]) =>
    judgedRows(reach03, edge, { declaredEdges }).filter((row) => row.includes("edge-ports"));
  expect(rows([])).toEqual(["pass REACH-03.edge-ports aws_lb.edge"]);
  expect(rows(["aws_lb.other"])).toEqual(["fail REACH-03.edge-ports aws_lb.edge"]);
  expect(rows(["aws_lb.*"])).toEqual([]);
});
