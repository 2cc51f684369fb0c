import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import { rule } from "./VER-06";

const content = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: archive\n";
const graph = buildGraph(readInputs([{ path: "job.yaml", content }]).inputs);

test.each([
  ["1.24", "pass"],
  ["v1.24", "pass"],
  ["1.25", "fail"],
  ["1.30.2", "fail"],
])("an object for Kubernetes %s: %s", (kubernetesVersion, status) => {
  const { findings } = evaluate(graph, [rule], {
    version: "test",
    now: new Date(0),
    show: "all",
    parameters: { kubernetesVersion },
  });
  expect(findings.map((one) => one.status)).toEqual([status]);
});
