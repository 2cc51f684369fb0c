import { frameworks } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { effectivePath } from "../kit/kubernetes";
import { askPath, judgeContainers } from "../kit/kubernetesJudge";
import { podRule } from "../kit/podRule";
import { isFalse, orAbsent } from "../kit/predicates";

const namespaces = [
  { check: "K8S-05.host-network", field: "hostNetwork", fails: "The pod uses the network of its node" },
  { check: "K8S-05.host-pid", field: "hostPID", fails: "The pod sees the processes of its node" },
  {
    check: "K8S-05.host-ipc",
    field: "hostIPC",
    fails: "The pod shares inter-process communication with its node",
  },
] as const;

/** Pods keep to namespaces of their own. */
export const rule = podRule(
  {
    id: "K8S-05",
    title: "Pods do not enter the namespaces of their node",
    control: "workload-hardening.host-namespaces",
    severity: "high",
    rationale:
      "In its node's namespaces a pod passes network policies by, listens to the traffic of others, and reads or signals their processes with the secrets in their environments.",
    remediation:
      "Remove hostNetwork, hostPID, hostIPC and securityContext.windowsOptions.hostProcess from the pod's spec, or set them to false.",
    checks: [
      {
        id: "K8S-05.host-network",
        title: "hostNetwork is not true",
        severity: "high",
        equivalents: {
          checkov: ["CKV_K8S_19"],
          trivy: ["KSV-0009"],
          kubescape: ["C-0041"],
          kubelinter: ["host-network"],
        },
      },
      {
        id: "K8S-05.host-pid",
        title: "hostPID is not true",
        severity: "high",
        equivalents: {
          checkov: ["CKV_K8S_17"],
          trivy: ["KSV-0010"],
          kubescape: ["C-0038", "C-0275"],
          kubelinter: ["host-pid"],
        },
      },
      {
        id: "K8S-05.host-ipc",
        title: "hostIPC is not true",
        severity: "high",
        equivalents: {
          checkov: ["CKV_K8S_18"],
          trivy: ["KSV-0008"],
          kubescape: ["C-0038", "C-0276"],
          kubelinter: ["host-ipc"],
        },
      },
      {
        id: "K8S-05.host-process",
        title: "No Windows container runs as a process of its host",
        severity: "high",
        equivalents: { trivy: ["KSV-0103"], kubescape: ["C-0211"] },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.3", "5.2.4", "5.2.5"],
      cisEks: ["4.2.2", "4.2.3", "4.2.4"],
      nist: ["SC-7", "AC-6"],
      iso: ["A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },
  (pod) => [
    ...namespaces.map(({ check, field, fails }) =>
      judge(
        pod.node,
        field,
        orAbsent(isFalse()),
        { check, fails, passes: `The pod does not set ${field}` },
        { view: pod.spec },
      ),
    ),
    ...judgeContainers(
      pod,
      {
        check: "K8S-05.host-process",
        expected: false,
        fails: "runs as a process of its host",
        passes: "No container runs as a process of its host",
      },
      (container) => askPath(pod, effectivePath(pod, container, "windowsOptions.hostProcess"), orAbsent(isFalse())),
    ),
  ],
);
