import type { RuleExamples } from "../../rule";
import {
  container,
  deployment,
  deploymentAddress,
  deploymentExample,
  documents,
  manifestExample,
} from "../kit/podExample";

const check = (name: string) => `K8S-12.${name}`;
const all = ["cpu-requests", "cpu-limits", "memory-requests", "memory-limits"].map(check);
const resources = (requests: string, limits: string) =>
  container(`resources:\n  requests: {${requests}}\n  limits: {${limits}}`);
const limitRange = (namespace: string) => `apiVersion: v1
kind: LimitRange
metadata:
  name: defaults
  namespace: ${namespace}
spec:
  limits:
    - type: Container
      default: {cpu: 500m, memory: 512Mi}
      defaultRequest: {cpu: 100m, memory: 256Mi}
`;

export const examples: RuleExamples = [
  deploymentExample("good", resources("cpu: 100m, memory: 256Mi", "cpu: 1, memory: 256Mi")),
  deploymentExample(
    "good-pod",
    `resources:\n  requests: {cpu: 1, memory: 1Gi}\n  limits: {cpu: 2, memory: 1Gi}\n${container()}`,
  ),
  manifestExample("good-limit-range", documents(deployment("permits", container()), limitRange("registry"))),
  manifestExample(
    "bad-other-limit-range",
    documents(deployment("permits", container()), limitRange("elsewhere")),
    all.map((one) => [one, deploymentAddress("permits")]),
  ),
  deploymentExample("bad-nothing", container(), all),
  deploymentExample("bad-without-cpu-limit", resources("cpu: 100m, memory: 256Mi", "memory: 256Mi"), [
    check("cpu-limits"),
  ]),
  deploymentExample("bad-zero", resources("cpu: 0, memory: 256Mi", 'cpu: 1, memory: "0"'), [
    check("cpu-requests"),
    check("memory-limits"),
  ]),
  deploymentExample("bad-without-memory-request", resources("cpu: 100m", "cpu: 1, memory: 256Mi"), [
    check("memory-requests"),
  ]),
  deploymentExample(
    "bad-init",
    `${resources("cpu: 1, memory: 1Gi", "cpu: 1, memory: 1Gi")}${container("", "initContainers", "load")}`,
    all,
  ),
];
