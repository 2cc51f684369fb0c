import type { JsonObject } from "../../../common/json";
import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./NET-10";

const group: JsonObject = { app: { description: "Application", vpc_id: "vpc-1" } };

test("a group that the root hands out may be used elsewhere", () => {
  const rows = judgedRows(rule, {
    resource: { aws_security_group: group },
    output: { group: { value: ref("aws_security_group.app.id") } },
  });
  expect(rows).toEqual(["unknown NET-10.attached aws_security_group.app"]);
});

test("groups that nobody knows yet may be this one", () => {
  const machine = { ami: "ami-1", instance_type: "t4g.small", vpc_security_group_ids: ref("var.groups") };
  const rows = judgedRows(rule, {
    variable: { groups: { type: "list(string)" } },
    resource: { aws_security_group: group, aws_instance: { main: machine } },
  });
  expect(rows).toEqual(["unknown NET-10.attached aws_security_group.app"]);
});

test("a group that a module is given which cannot be seen may be used there", () => {
  const module = { balancer: { source: "example/balancer/aws", groups: [ref("aws_security_group.app.id")] } };
  const rows = judgedRows(rule, { resource: { aws_security_group: group }, module });
  expect(rows).toEqual(["unknown NET-10.attached aws_security_group.app"]);
  const other = { balancer: { source: "example/balancer/aws", name: "app" } };
  expect(judgedRows(rule, { resource: { aws_security_group: group }, module: other })).toEqual([
    "fail NET-10.attached aws_security_group.app",
  ]);
});
