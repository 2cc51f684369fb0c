import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import { rule } from "./ECR-02";

/** A large platform holds as many registries as repositories: looking through all for each would take hours. */
test("asks for the registries once, however many repositories there are", () => {
  const content = [1, 2, 3]
    .map((index) => `resource "aws_ecr_repository" "r${index}" {\n  name = "r${index}"\n}\n`)
    .join("");
  const graph = buildGraph(readInputs([{ path: "main.tf", content }]).inputs);
  const asked: string[] = [];
  const counted = {
    ...graph,
    ofType: (type: string) => {
      asked.push(type);
      return graph.ofType(type);
    },
  };
  const context = { graph: counted, now: new Date("2026-11-25"), parameter: () => null };
  const statuses = graph.ofType("aws_ecr_repository").flatMap((node) => rule.evaluate(node, context));
  expect(statuses.map(({ status }) => status)).toEqual(["fail", "fail", "fail"]);
  expect(asked).toEqual(["aws_ecr_registry_scanning_configuration"]);
});
