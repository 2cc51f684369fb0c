import { FlowRecord } from "./flowRecord";
import { SecurityGroup } from "./securityGroup";
import { ServiceEndpoints } from "./serviceEndpoints";
import { openStatements, synthesized, testPlace } from "./testing";
import { ZonedNetwork } from "./zonedNetwork";

const { all, only, text } = synthesized((scope) => {
  const network = new ZonedNetwork(scope, "vpc", {
    name: "test",
    cidr: "10.20.0.0/16",
    zones: { a: "ap-south-1a", b: "ap-south-1b", c: "ap-south-1c" },
  });
  new ServiceEndpoints(scope, "endpoint", {
    name: "test",
    place: testPlace,
    vpcId: network.vpcId,
    subnetIds: Object.values(network.subnetIds.application),
    routeTableIds: network.applicationRouteTableIds,
    clients: network.cidrs.application,
  });
  new FlowRecord(scope, "flow", {
    name: "test-flow",
    logGroupName: "/digit/test/flow",
    vpcId: network.vpcId,
    retentionDays: 365,
    place: testPlace,
  });
});

test("three tiers stand in three zones and hand out no public address", () => {
  const subnets = Object.values(all("aws_subnet"));
  expect(subnets).toHaveLength(9);
  expect(new Set(subnets.map((subnet) => subnet.availability_zone)).size).toBe(3);
  expect(subnets.filter((subnet) => subnet.map_public_ip_on_launch !== false)).toEqual([]);
});

test("each zone has a NAT gateway of its own", () => {
  expect(Object.keys(all("aws_nat_gateway"))).toHaveLength(3);
  expect(new Set(Object.values(all("aws_nat_gateway")).map((nat) => nat.subnet_id)).size).toBe(3);
});

test("no route leads out of the data tier, and its ACL permits the VPC alone", () => {
  const routes = Object.values(all("aws_route"));
  expect(routes).toHaveLength(4);
  expect(routes.filter((route) => String(route.route_table_id).includes("data"))).toEqual([]);
  const acl = only("aws_network_acl");
  for (const rules of [acl.ingress, acl.egress]) {
    expect(rules).toEqual([expect.objectContaining({ cidr_block: "10.20.0.0/16" })]);
  }
});

test("the default security group admits nothing", () => {
  expect(only("aws_default_security_group")).toMatchObject({ ingress: [], egress: [] });
});

test("endpoints carry calls of this account only; S3 also AWS's own images and packages", () => {
  const endpoints = Object.values(all("aws_vpc_endpoint"));
  expect(endpoints.length).toBeGreaterThan(10);
  for (const endpoint of endpoints) {
    const open = openStatements(endpoint.policy);
    expect(open.map((statement) => statement.Sid)).toEqual(
      endpoint.vpc_endpoint_type === "Gateway" ? ["ImagesAndPackagesOfAws"] : [],
    );
    expect(open.every((statement) => statement.Action === "s3:GetObject")).toBe(true);
  }
});

test("every connection is recorded, encrypted and kept", () => {
  expect(only("aws_flow_log")).toMatchObject({ traffic_type: "ALL", max_aggregation_interval: 60 });
  expect(only("aws_cloudwatch_log_group")).toMatchObject({ retention_in_days: 365 });
  expect(only("aws_cloudwatch_log_group").kms_key_id).toEqual(expect.stringContaining("aws_kms_key."));
});

test("no rule admits the world", () => {
  for (const rule of Object.values(all("aws_vpc_security_group_ingress_rule"))) {
    expect(rule.cidr_ipv4).not.toBe("0.0.0.0/0");
  }
  expect(text).not.toContain("::/0");
});

test("a security group has the rules that it names, each with its reason, and none inline", () => {
  const group = synthesized((scope) => {
    new SecurityGroup(scope, "group", {
      name: "test",
      purpose: "Tests",
      vpcId: "vpc-1",
      from: { clients: { peer: { group: "sg-1" }, port: 5432, why: "Clients" } },
      to: { s3: { peer: { prefixList: "pl-1" }, port: 443, why: "S3" } },
    });
  });
  expect(group.only("aws_security_group")).not.toHaveProperty("ingress");
  expect(group.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    description: "Clients",
    from_port: 5432,
    to_port: 5432,
    ip_protocol: "tcp",
    referenced_security_group_id: "sg-1",
  });
  expect(group.only("aws_vpc_security_group_egress_rule")).toMatchObject({ description: "S3", prefix_list_id: "pl-1" });
});
