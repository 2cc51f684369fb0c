import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { workloadTypes } from "../kit/kubernetes";
import { withPod } from "../kit/kubernetesJudge";
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
export const rule: Rule = {
  metadata: {
    id: "K8S-05",
    aliases: [],
    title: "Pods do not enter the namespaces of their node",
    control: "workload-hardening.host-namespaces",
    severity: "high",
    group: "workload-hardening",
    inputs: manifestInputs,
    resourceTypes: workloadTypes,
    rationale:
      "In its node's namespaces a pod passes network policies by, listens to the traffic of others, and reads or signals their processes with the secrets in their environments.",
    remediation: "Remove hostNetwork, hostPID and hostIPC from the pod's spec, or set them to false.",
    parameters: {},
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
          kubescape: ["C-0038"],
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
          kubescape: ["C-0038"],
          kubelinter: ["host-ipc"],
        },
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

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    return withPod(node, context.graph, (pod) =>
      namespaces.map(({ check, field, fails }) =>
        judge(
          node,
          field,
          orAbsent(isFalse()),
          { check, fails, passes: `The pod does not set ${field}` },
          { view: pod.spec },
        ),
      ),
    );
  },
};
