import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { readInputs } from "../../inputs/readInputs";
import type { InputKind } from "../../model";
import { rule as privileged } from "../workload-hardening/K8S-01";

const container = "containers: [{name: web, image: a, securityContext: {privileged: true}}]";

function rows(content: string, kind: InputKind = "manifest"): readonly string[] {
  const { inputs } = readInputs([{ path: "a.yaml", content, kind }]);
  const report = evaluate(buildGraph(inputs), [privileged], { version: "t", now: new Date(0), show: "all" });
  return report.findings.map(({ status, resource, path }) => `${status} ${resource} ${path}`).sort();
}

test.each([
  ["v1", "Pod", "spec: {<>}", "spec"],
  ["v1", "PodTemplate", "template: {spec: {<>}}", "template.spec"],
  ["v1", "ReplicationController", "spec: {template: {spec: {<>}}}", "spec.template.spec"],
  ["apps/v1", "DaemonSet", "spec: {template: {spec: {<>}}}", "spec.template.spec"],
  ["extensions/v1beta1", "Deployment", "spec: {template: {spec: {<>}}}", "spec.template.spec"],
  ["apps.openshift.io/v1", "DeploymentConfig", "spec: {template: {spec: {<>}}}", "spec.template.spec"],
  ["batch/v1", "Job", "spec: {template: {spec: {<>}}}", "spec.template.spec"],
  [
    "batch/v1",
    "CronJob",
    "spec: {jobTemplate: {spec: {template: {spec: {<>}}}}}",
    "spec.jobTemplate.spec.template.spec",
  ],
])("%s %s has its pod where Kubernetes has it", (apiVersion, kind, body, path) => {
  const content = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${body.replace("<>", container)}\n`;
  expect(rows(content)).toEqual([`fail ${kind}/a ${path}.containers[0].securityContext.privileged`]);
});

test("a custom resource is no workload, whatever it is called", () => {
  const content = `apiVersion: example.org/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {${container}}}}\n`;
  expect(rows(content)).toEqual([]);
});

test("the worst container decides, and the others that fail are named", () => {
  const { inputs } = readInputs([
    {
      path: "a.yaml",
      content: `apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - {name: web, securityContext: {privileged: false}}
    - {name: proxy, securityContext: {privileged: true}}
  initContainers:
    - {name: load, securityContext: {privileged: true}}
    - {securityContext: {privileged: true}}
`,
    },
  ]);
  const { findings } = evaluate(buildGraph(inputs), [privileged], { version: "t", now: new Date(0) });
  expect(findings.map(({ message, path, source }) => [message, path, source.line])).toEqual([
    [
      "Container proxy is privileged (also: load, initContainers[1])",
      "spec.containers[1].securityContext.privileged",
      7,
    ],
  ]);
});

describe("a pod that another object made", () => {
  const owner = "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: a, controller: true}]";
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: a-1, namespace: n1, ${owner}}\nspec: {${container}}\n`;
  const replicaSet = `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: a, namespace: n1}\nspec: {template: {spec: {${container}}}}\n`;
  const [ofPod, ofOwner] = [
    "fail Pod/n1/a-1 spec.containers[0].securityContext.privileged",
    "fail ReplicaSet/n1/a spec.template.spec.containers[0].securityContext.privileged",
  ];

  test("is judged at its owner, where that is there", () => {
    expect(rows(`${pod}---\n${replicaSet}`)).toEqual([ofOwner]);
    expect(rows(`${pod}---\n${replicaSet.replace("n1", "n2")}`)).toEqual([ofPod, ofOwner.replace("n1", "n2")]);
    expect(rows(pod)).toEqual([ofPod]);
  });

  test("is never judged itself in a live cluster, unless nobody there is judged for it", () => {
    expect(rows(pod, "cluster")).toEqual([]);
    expect(rows(pod.replace("kind: ReplicaSet", "kind: Node"), "cluster")).toEqual([ofPod]);
    expect(rows(pod.replace("controller: true", "controller: false"), "cluster")).toEqual([ofPod]);
  });
});

test("a pod whose spec cannot be read is unknown, never fine", () => {
  const content = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: [{spec: {}}]}\n";
  expect(rows(content)).toEqual(["unknown Deployment/a spec.template"]);
});
