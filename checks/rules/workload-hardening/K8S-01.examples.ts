import type { RuleExamples } from "../../rule";
import { cronJob, deployment, manifestExample, pod } from "../kit/podExample";

const check = "K8S-01.privileged";

export const examples: RuleExamples = [
  manifestExample(
    "good",
    deployment(
      "permits",
      `
containers:
  - name: web
    image: registry.example.org/permits:2.4.1
    securityContext:
      privileged: false
  - name: exporter
    image: registry.example.org/exporter:1.0.0
`,
    ),
  ),
  manifestExample(
    "bad-container",
    pod(
      "permits",
      `
containers:
  - name: web
    image: registry.example.org/permits:2.4.1
  - name: tracer
    image: registry.example.org/tracer:0.3.0
    securityContext:
      privileged: true
`,
    ),
    [[check, "Pod/registry/permits"]],
  ),
  manifestExample(
    "bad-init-container",
    cronJob(
      "archive",
      `
restartPolicy: Never
initContainers:
  - name: sysctl
    image: registry.example.org/tools:1.2.0
    securityContext:
      privileged: yes
containers:
  - name: archive
    image: registry.example.org/archive:1.1.0
`,
    ),
    [[check, "CronJob/registry/archive"]],
  ),
  manifestExample(
    "bad-ephemeral-container",
    pod(
      "permits",
      `
containers:
  - name: web
    image: registry.example.org/permits:2.4.1
ephemeralContainers:
  - name: debugger
    image: registry.example.org/tools:1.2.0
    securityContext:
      privileged: true
`,
    ),
    [[check, "Pod/registry/permits"]],
  ),
];
