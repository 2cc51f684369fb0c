import { evaluate } from "./evaluate";
import { buildGraph } from "./graph/buildGraph";
import { clusterInput, type UnreadKind } from "./inputs/cluster";
import type { Rule } from "./rule";

/** Fails where a namespace has no policy; looks among policies to find out. */
const rule: Rule = {
  metadata: {
    id: "T-01",
    aliases: [],
    title: "Each namespace has a policy",
    control: "test.policy",
    severity: "high",
    group: "network-isolation",
    inputs: ["manifest", "cluster"],
    resourceTypes: ["Namespace", "Deployment"],
    rationale: "",
    remediation: "",
    parameters: {},
    checks: [{ id: "T-01.policy", title: "Each namespace has a policy", severity: "high", equivalents: {} }],
    frameworks: {},
  },
  evaluate: (node, { graph }) => {
    const common = { check: "T-01.policy", path: "metadata", expected: null, actual: null, message: "" };
    if (node.type === "Deployment") return [{ ...common, status: "pass" }];
    return [{ ...common, status: graph.ofType("NetworkPolicy").length > 0 ? "pass" : "fail" }];
  },
};
const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } };
const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "d", namespace: "a" } };
const policies: UnreadKind = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", cause: "forbidden" };
const deployments: UnreadKind = { apiVersion: "apps/v1", kind: "Deployment", cause: "down" };

function judged(clusters: readonly Parameters<typeof clusterInput>[0][]): readonly string[] {
  const report = evaluate(buildGraph(clusters.map(clusterInput)), [rule], {
    version: "test",
    now: new Date(0),
    show: "all",
  });
  return report.findings.map(({ status, input, resource, reason }) =>
    [status, input, resource, reason].filter((part) => part !== undefined).join(" "),
  );
}

test("where all was read, nothing is doubted", () => {
  expect(judged([{ name: "cluster:a", objects: [namespace, deployment], unread: [] }])).toEqual([
    "fail 0 Namespace/a",
    "pass 0 Deployment/a/d",
  ]);
});

test("what a rule reached after looking among an unread kind is unknown, and no other answer", () => {
  const rows = judged([{ name: "cluster:a", objects: [deployment, namespace], unread: [policies] }]);
  expect(rows).toEqual(["unknown 0 Namespace/a forbidden", "pass 0 Deployment/a/d"]);
});

test("what would be judged of an unread kind is unknown, once", () => {
  const rows = judged([{ name: "cluster:a", objects: [namespace], unread: [deployments] }]);
  expect(rows).toEqual(["fail 0 Namespace/a", "unknown 0 Deployment/* down"]);
});

test("one cluster's gaps say nothing about another", () => {
  const rows = judged([
    { name: "cluster:a", objects: [namespace], unread: [policies] },
    { name: "cluster:b", objects: [namespace], unread: [] },
  ]);
  expect(rows).toEqual(["fail 1 Namespace/a", "unknown 0 Namespace/a forbidden"]);
});

test("the input says what was not read, and shows nothing of who wrote or applied it", () => {
  const annotations = { "kubectl.kubernetes.io/last-applied-configuration": "a copy", owner: "platform" };
  const metadata = { name: "a", managedFields: [{ manager: "kubectl" }], annotations };
  const input = clusterInput({ name: "cluster:a", objects: [{ ...namespace, metadata }], unread: [policies] });
  expect(input.objects?.[0]?.body).toEqual({
    ...namespace,
    metadata: { name: "a", annotations: { owner: "platform" } },
  });
  expect(input.notes?.map(({ message }) => message)).toEqual([
    "NetworkPolicy (networking.k8s.io/v1) was not read: forbidden",
  ]);
});

test("the hash does not depend on the order in which objects were read", () => {
  const hash = (objects: readonly (typeof namespace)[]) =>
    clusterInput({ name: "cluster:a", objects, unread: [] }).sha256;
  expect(hash([namespace, deployment])).toBe(hash([deployment, namespace]));
  expect(hash([namespace])).not.toBe(hash([deployment]));
});
