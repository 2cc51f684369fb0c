import type { RuleExamples } from "../../rule";
import { container, cronJob, deploymentExample, manifestExample } from "../kit/podExample";

const probe = (kind: string) => `${kind}Probe:\n  httpGet:\n    path: /health\n    port: 8080`;
const probes = container(`${probe("liveness")}\n${probe("readiness")}`);

export const examples: RuleExamples = [
  deploymentExample("good", `${probes}${container("", "initContainers", "load")}`),
  manifestExample("good-job", cronJob("archive", container())),
  deploymentExample("bad-nothing", container(), ["K8S-18.liveness", "K8S-18.readiness"]),
  deploymentExample("bad-liveness", container(probe("readiness")), ["K8S-18.liveness"]),
  deploymentExample("bad-readiness", container(probe("liveness")), ["K8S-18.readiness"]),
];
