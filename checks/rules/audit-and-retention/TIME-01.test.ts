import type { JsonObject } from "../../../common/json";
import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./TIME-01";

const instance = (userData: string, more: JsonObject = {}): JsonObject => ({
  variable: { server: { type: "string" } },
  resource: { aws_instance: { app: { ami: "ami-1", instance_type: "t3.micro", user_data: userData, ...more } } },
});

test("a server that nobody knows yet is unknown, beside one that is wrong it does not matter", () => {
  expect(judgedRows(rule, instance(`server ${ref("var.server")} iburst`))).toEqual([
    "unknown TIME-01.source aws_instance.app",
  ]);
  expect(judgedRows(rule, instance(`server ${ref("var.server")} iburst\nserver time.aws.com\n`))).toEqual([
    "fail TIME-01.source aws_instance.app",
  ]);
});

test("a hole elsewhere in the text hides nothing that is stated", () => {
  expect(judgedRows(rule, instance(`server samay1.nic.in iburst\necho ${ref("var.server")}\n`))).toEqual([
    "pass TIME-01.source aws_instance.app",
  ]);
});

test("a digest in the place of the text says nothing", () => {
  expect(judgedRows(rule, instance("0123456789abcdef0123456789abcdef01234567"))).toEqual([
    "unknown TIME-01.source aws_instance.app",
  ]);
});

test("own servers count once they are declared", () => {
  const own = instance("server ntp.example.org iburst");
  expect(judgedRows(rule, own)).toEqual(["fail TIME-01.source aws_instance.app"]);
  expect(judgedRows(rule, own, { timeServers: ["ntp.example.org"] })).toEqual(["pass TIME-01.source aws_instance.app"]);
});
