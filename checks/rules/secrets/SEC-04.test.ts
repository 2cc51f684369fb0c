import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import type { Finding } from "../../model";
import { rule } from "./SEC-04";

const word = ["Tiger", "Lily", "7"].join("-");

function judged(source: object): readonly Finding[] {
  const graph = buildGraph(readInputs([{ path: "main.tf.json", content: JSON.stringify(source) }]).inputs);
  return evaluate(graph, [rule], { version: "test", now: new Date("2026-01-01T00:00:00Z"), show: "all" }).findings;
}

function machine(userData: string): object {
  return { resource: { aws_instance: { web: { ami: "ami-1", instance_type: "t3.micro", user_data: userData } } } };
}

test("a credential in plain user data is found, and nothing repeats it", () => {
  const findings = judged(machine(`#!/bin/sh\nexport DB_PASSWORD=${word}`));
  expect(findings.map((finding) => [finding.check, finding.status])).toEqual([["SEC-04.user-data", "fail"]]);
  expect(JSON.stringify(findings)).not.toContain(word);
});

test("the digest that the provider keeps of user data gives no verdict", () => {
  expect(judged(machine("0123456789abcdef0123456789abcdef01234567"))).toEqual([]);
});

test("user data that only a deployment knows is unknown, holes inside known text are not", () => {
  const [unknown] = judged(machine(["$", "{var.user_data}"].join("")));
  expect(unknown?.status).toBe("unknown");
  const [clean] = judged(machine(["#!/bin/sh\nexport HOST=$", "{var.host}"].join("")));
  expect(clean?.status).toBe("pass");
});
