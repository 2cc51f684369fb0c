import type { RuleExamples } from "../../rule";
import { cronJob, deployment, manifestExample, pod } from "../kit/podExample";

const container = `
containers:
  - name: web
    image: registry.example.org/permits:2.4.1
`;

export const examples: RuleExamples = [
  manifestExample("good", deployment("permits", container)),
  manifestExample("good-stated", pod("permits", `hostNetwork: false\nhostPID: false\nhostIPC: false\n${container}`)),
  manifestExample("bad-network", deployment("permits", `hostNetwork: true\n${container}`), [
    ["K8S-05.host-network", "Deployment/registry/permits"],
  ]),
  manifestExample("bad-pid", cronJob("archive", `hostPID: true\n${container}`), [
    ["K8S-05.host-pid", "CronJob/registry/archive"],
  ]),
  manifestExample("bad-ipc", pod("permits", `hostIPC: true\n${container}`), [
    ["K8S-05.host-ipc", "Pod/registry/permits"],
  ]),
];
