import { frameworks } from "../kit/frameworks";
import { askContainer } from "../kit/kubernetesJudge";
import { judgeQuestions, podRule } from "../kit/podRule";
import type { Predicate } from "../kit/predicates";

/** Workloads whose pods end of themselves: what would a probe tell of them? */
const finite: ReadonlySet<string> = new Set(["Job", "CronJob"]);

/** Kubernetes can see whether a container lives and whether it can serve. */
export const rule = podRule(
  {
    id: "K8S-18",
    title: "Containers that serve have a liveness and a readiness probe",
    control: "backup-and-recovery.probes",
    severity: "low",
    group: "backup-and-recovery",
    rationale:
      "Without a liveness probe a process that hangs stays until somebody notices; without a readiness probe users are sent to a pod that still starts, or has lost its database.",
    remediation: "Set livenessProbe and readinessProbe on every container under containers.",
    checks: [
      {
        id: "K8S-18.liveness",
        title: "livenessProbe is set",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_8"], kubescape: ["C-0056"], kubelinter: ["no-liveness-probe"] },
      },
      {
        id: "K8S-18.readiness",
        title: "readinessProbe is set",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_9"], kubescape: ["C-0018"], kubelinter: ["no-readiness-probe"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-10", "SI-13"], iso: ["A.8.14"] }),
  },
  (pod) => {
    if (finite.has(pod.node.type)) return [];
    return judgeQuestions(
      pod,
      (["liveness", "readiness"] as const).map((kind) => ({
        check: `K8S-18.${kind}`,
        expected: "set",
        fails: `has no ${kind} probe`,
        passes: `Every container has a ${kind} probe`,
        // Init containers end before the pod serves, and ephemeral ones may have no probes.
        ask: (container) =>
          container.kind === "containers" ? askContainer(pod, container, `${kind}Probe`, stated) : undefined,
      })),
    );
  },
);

const stated: Predicate = {
  expected: "set",
  ask: ({ kind }) => (kind === "absent" ? "no" : kind === "unknown" ? "unknown" : "yes"),
};
