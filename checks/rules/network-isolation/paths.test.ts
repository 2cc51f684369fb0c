/** What NET-* and RDS-03 say of ways, beside what the attributes state. */
import { evaluate } from "../../evaluate";
import { graphOf } from "../../reachability/testing/aws";
import type { Rule } from "../../rule";
import { anybody, databaseParts, groupParts, machineParts, port, smallNetwork, together } from "../kit/reachExample";
import { rule as net01 } from "./NET-01";
import { rule as net02 } from "./NET-02";
import { rule as rds03 } from "./RDS-03";

function findings(rule: Rule, parts: Parameters<typeof graphOf>[0]) {
  return evaluate(graphOf(parts), [rule], { version: "test", now: new Date(0) }).findings;
}

test("an open port says whom the internet reaches by it, and names everything on the way", () => {
  const exposed = smallNetwork(
    together(
      groupParts("own", [port(22, anybody)]),
      machineParts("open", "own", { associate_public_ip_address: true }),
    ),
  );
  expect(findings(net01, exposed)).toMatchObject([
    {
      check: "NET-01.ssh",
      resource: "aws_vpc_security_group_ingress_rule.own_in_0",
      message: expect.stringMatching(
        /^SSH \(port 22\) is open to the world; the internet reaches (\S+): internet → aws_internet_gateway\.door → .*aws_security_group\.own → aws_vpc_security_group_ingress_rule\.own_in_0 → \1$/,
      ),
      related: expect.arrayContaining(["aws_internet_gateway.door", "aws_security_group.own"]),
    },
  ]);
});

test("an open port of what nobody reaches yet is a finding all the same", () => {
  const hidden = smallNetwork(together(groupParts("db", [port(5432, anybody)]), databaseParts(["closed"], "db", {})));
  expect(findings(net02, hidden)).toMatchObject([
    {
      check: "NET-02.data-ports",
      status: "fail",
      message: "A port of data stores is open to the world; no way leads from the internet to its members yet",
    },
  ]);
});

test("a database's subnet is public by the way that leads to it, and an access list can close that way", () => {
  const parts = together(groupParts("db", []), databaseParts(["open"], "db", {}));
  const [found] = findings(rds03, smallNetwork(parts));
  expect(found).toMatchObject({
    check: "RDS-03.private-subnets",
    status: "fail",
    actual: ["aws_subnet.open"],
    message: expect.stringMatching(/: internet → aws_internet_gateway\.door → aws_route\.door → aws_subnet\.open$/),
    related: expect.arrayContaining(["aws_subnet.open", "aws_route.door"]),
  });
  const walled = together(parts, {
    aws_network_acl: {
      wall: { vpc_id: "${aws_vpc.main.id}", subnet_ids: ["${aws_subnet.open.id}"], ingress: [], egress: [] },
    },
  });
  expect(findings(rds03, smallNetwork(walled))).toEqual([]);
});
