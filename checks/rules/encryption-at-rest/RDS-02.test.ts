import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import { rule } from "./RDS-02";

const arn = "arn:aws:kms:ap-south-1:123456789012:key/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9";

function stateWith(...others: readonly object[]): string {
  const database = {
    address: "aws_db_instance.main",
    mode: "managed",
    type: "aws_db_instance",
    name: "main",
    values: { id: "main", storage_encrypted: true, kms_key_id: arn },
  };
  return JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources: [database, ...others] } },
  });
}

function statusOf(state: string): readonly string[] {
  const graph = buildGraph(readInputs([{ path: "state.json", content: state }]).inputs);
  const now = new Date("2026-01-01T00:00:00Z");
  return evaluate(graph, [rule], { version: "test", now, show: "all" }).findings.map((finding) => finding.status);
}

test("a key that only a state names may be the one of AWS, which every state shows by its ARN", () => {
  expect(statusOf(stateWith())).toEqual(["unknown"]);
});

test("a key that is among the inputs is the customer's", () => {
  const key = {
    address: "aws_kms_key.own",
    mode: "managed",
    type: "aws_kms_key",
    name: "own",
    values: { id: "own", arn },
  };
  expect(statusOf(stateWith(key))).toEqual(["pass"]);
});
