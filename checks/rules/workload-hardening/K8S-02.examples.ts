import type { RuleExamples } from "../../rule";
import { cronJob, deploymentExample, manifestExample, secured } from "../kit/podExample";

const granted = "K8S-02.escalation-granted";
const open = "K8S-02.escalation-not-forbidden";
const closed = secured("allowPrivilegeEscalation: false");

export const examples: RuleExamples = [
  deploymentExample("good", closed),
  deploymentExample("good-windows", `os:\n  name: windows\n${secured("runAsNonRoot: true")}`),
  deploymentExample("bad-stated", secured("allowPrivilegeEscalation: true"), [granted]),
  deploymentExample("bad-privileged", secured("privileged: true"), [granted]),
  deploymentExample("bad-capability", secured("capabilities:\n  add: [SYS_ADMIN]"), [granted]),
  deploymentExample("bad-unset", secured("runAsNonRoot: true"), [open]),
  manifestExample("bad-init", cronJob("archive", `${secured("runAsUser: 1", "initContainers", "load")}${closed}`), [
    [open, "CronJob/registry/archive"],
  ]),
];
