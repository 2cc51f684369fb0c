import { frameworks } from "../kit/frameworks";
import { askContainer } from "../kit/kubernetesJudge";
import { containerRule } from "../kit/podRule";
import { isTrue } from "../kit/predicates";

/** What an image holds stays as it was built. Windows cannot mount its root read-only. */
export const rule = containerRule(
  {
    id: "K8S-09",
    title: "Containers cannot change their own root file system",
    control: "workload-hardening.read-only-root",
    severity: "medium",
    rationale:
      "Whoever breaks into a container wants to leave a tool there and change a program; on a read-only root there is no place for either, and what runs is what was scanned.",
    remediation:
      "Set securityContext.readOnlyRootFilesystem to true on every container, and mount an emptyDir where it writes temporary files.",
    checks: [
      {
        id: "K8S-09.read-only-root",
        title: "readOnlyRootFilesystem is true",
        severity: "medium",
        equivalents: {
          checkov: ["CKV_K8S_22"],
          trivy: ["KSV-0014"],
          kubescape: ["C-0017", "C-0211"],
          kubelinter: ["no-read-only-root-fs"],
        },
      },
    ],
    frameworks: frameworks({ nist: ["CM-7", "SI-7"], iso: ["A.8.19"] }),
  },
  [
    {
      check: "K8S-09.read-only-root",
      expected: true,
      fails: "can write to its root file system",
      passes: "All root file systems are read-only",
      ask: (container, pod) =>
        pod.isWindows ? undefined : askContainer(pod, container, "securityContext.readOnlyRootFilesystem", isTrue()),
    },
  ],
);
