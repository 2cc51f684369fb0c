import { evaluate } from "../evaluate";
import { readInputs } from "../inputs/readInputs";
import { renderJson } from "../reports/json";
import { allRules } from "../rules";
import { buildGraph } from "./buildGraph";

const canary = "canary-7f3a9c51";
const content = `apiVersion: v1
kind: Secret
metadata:
  name: login
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"a":"${canary}"}}'
data: {a: ${canary}}
stringData: {b: ${canary}}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example.org/web:1
      args: ["--password=${canary}"]
      env:
        - {name: DB_PASSWORD, value: ${canary}}
        - {name: URL, value: "postgres://web:${canary}@db/web"}
        - {name: PORT, value: "80"}
`;

test("no payload of a Secret and no credential of an environment reaches a report", () => {
  const graph = buildGraph(readInputs([{ path: "a.yaml", content }]).inputs);
  const report = evaluate(graph, allRules, { version: "t", now: new Date(0), show: "all" });
  expect(report.findings.length).toBeGreaterThan(20);
  expect(renderJson(report, { reproducible: true })).not.toContain(canary);
});

test("what is secret is marked, and nothing beside it", () => {
  const [pod, secret] = buildGraph(readInputs([{ path: "a.yaml", content }]).inputs).nodes;
  const env = "spec.containers[0].env";
  expect(
    ["data", "data.a", "stringData.b", "metadata.annotations", "metadata.name"].map((path) => secret?.sensitive(path)),
  ).toEqual([true, true, true, true, false]);
  expect(
    [env, `${env}[0].value`, `${env}[0].name`, `${env}[1]`, `${env}[2].value`, "spec.containers[0].image"].map((path) =>
      pod?.sensitive(path),
    ),
  ).toEqual([true, true, false, true, false, false]);
});
