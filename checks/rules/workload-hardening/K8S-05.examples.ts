import type { RuleExamples } from "../../rule";
import { container, cronJob, deploymentExample, manifestExample, pod, secured } from "../kit/podExample";

const web = container();
const hostProcess = "windowsOptions:\n  hostProcess: true";

export const examples: RuleExamples = [
  deploymentExample("good", web),
  manifestExample("good-stated", pod("permits", `hostNetwork: false\nhostPID: false\nhostIPC: false\n${web}`)),
  deploymentExample("bad-network", `hostNetwork: true\n${web}`, ["K8S-05.host-network"]),
  manifestExample("bad-pid", cronJob("archive", `hostPID: true\n${web}`), [
    ["K8S-05.host-pid", "CronJob/registry/archive"],
  ]),
  manifestExample("bad-ipc", pod("permits", `hostIPC: true\n${web}`), [["K8S-05.host-ipc", "Pod/registry/permits"]]),
  deploymentExample("bad-process", `os:\n  name: windows\n${secured(hostProcess)}`, ["K8S-05.host-process"]),
];
