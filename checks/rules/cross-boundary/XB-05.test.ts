import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import { hostRule, ingress } from "../kit/clusterExample";
import { rule } from "./XB-05";

const host = hostRule("permits.example.org");
const nginx = ingress("edge", `ingressClassName: nginx\n${host}`);
const internal = ingress("edge", `ingressClassName: alb\n${host}`, "alb.ingress.kubernetes.io/scheme: internal");
const facing = ingress("edge", `ingressClassName: alb\n${host}`, "alb.ingress.kubernetes.io/scheme: internet-facing");

function statuses(content: string, declaredEdges: readonly string[]): readonly string[] {
  const graph = buildGraph(readInputs([{ path: "m.yaml", content, kind: "manifest" }]).inputs);
  const options = { version: "test", now: new Date(0), show: "all", parameters: { declaredEdges } } as const;
  return evaluate(graph, [rule], options).findings.map(({ status }) => status);
}

test("where edges are declared, they and what the cloud shows to the internet are judged, and nothing else", () => {
  expect(statuses(nginx, [])).toEqual(["unknown"]);
  expect(statuses(nginx, ["Ingress/registry/edge"])).toEqual(["unknown"]);
  expect(statuses(nginx, ["Ingress/other/*"])).toEqual([]);
  expect(statuses(facing, ["Ingress/other/*"])).toEqual(["fail"]);
});

test("an internal balancer that is declared to be an edge stands behind somebody who lets the internet in", () => {
  expect(statuses(internal, [])).toEqual([]);
  expect(statuses(internal, ["Ingress/registry/*"])).toEqual(["fail"]);
});
