import type { Json } from "../../../common/json";
import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { readingToJson } from "../kit/datum";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isJudgedByOwner, textAt, workloadTypes } from "../kit/kubernetes";
import { judgePolicy, policyChecks, policyType } from "../kit/podSecurityPolicy";
import { yesIf } from "../kit/predicates";

const objectTypes = [
  "CSIStorageCapacity",
  "ConfigMap",
  "Endpoints",
  "EndpointSlice",
  "HorizontalPodAutoscaler",
  "Ingress",
  "Lease",
  "PersistentVolumeClaim",
  "PodDisruptionBudget",
  "Role",
  "RoleBinding",
  "Secret",
  "Service",
  "ServiceAccount",
];

/** What Kubernetes itself puts into every namespace, the default one included. */
const own: ReadonlySet<string> = new Set([
  "ServiceAccount/default",
  "Service/kubernetes",
  "Endpoints/kubernetes",
  "EndpointSlice/kubernetes",
  "ConfigMap/kube-root-ca.crt",
]);
/** Their pods are parts of the node and need what Pod Security forbids. */
const systemNamespaces: ReadonlySet<string> = new Set(["kube-system", "kube-public", "kube-node-lease"]);

const label = (mode: string) => `metadata.labels["pod-security.kubernetes.io/${mode}"]`;
const baselineControls = ["C-0193", "C-0194", "C-0195", "C-0196", "C-0199", "C-0202", "C-0203", "C-0204"];
const restrictedControls = ["C-0197", "C-0198", "C-0200", "C-0201"];

/** Namespaces bound what their pods may do, and nothing lives where no bounds are. */
export const rule: Rule = {
  metadata: {
    id: "K8S-21",
    aliases: [],
    title: "Namespaces enforce Pod Security, and nothing runs in the default namespace",
    control: "workload-hardening.namespaces",
    severity: "medium",
    group: "workload-hardening",
    inputs: workloadInputs,
    resourceTypes: ["Namespace", policyType, ...workloadTypes, ...objectTypes],
    rationale:
      "A namespace is where policies, quotas and rights take hold. Without Pod Security's labels anyone who may create a pod may create a privileged one, and in the default namespace applications meet whatever else was left there.",
    remediation:
      "Label the namespace with pod-security.kubernetes.io/enforce: baseline (or restricted) and pod-security.kubernetes.io/warn: restricted; set metadata.namespace of workloads and their objects to a namespace of their own.",
    parameters: {},
    checks: [
      {
        id: "K8S-21.enforced",
        title: "A namespace enforces a level of Pod Security",
        severity: "medium",
        equivalents: { kubescape: ["C-0192", ...baselineControls, ...restrictedControls] },
      },
      {
        id: "K8S-21.baseline",
        title: "The level that is enforced is baseline or restricted",
        severity: "medium",
        equivalents: { kubescape: [...baselineControls, ...restrictedControls] },
      },
      {
        id: "K8S-21.restricted",
        title: "The level restricted is enforced, or at least warned of",
        severity: "low",
        equivalents: { kubescape: restrictedControls },
      },
      {
        id: "K8S-21.default-namespace",
        title: "No workload is in the default namespace",
        severity: "medium",
        equivalents: {
          checkov: ["CKV_K8S_21"],
          trivy: ["KSV-0110"],
          kubescape: ["C-0061", "C-0212"],
          kubelinter: ["use-namespace"],
        },
      },
      {
        id: "K8S-21.default-namespace-object",
        title: "No object of an application is in the default namespace",
        severity: "low",
        equivalents: { checkov: ["CKV_K8S_21"], kubescape: ["C-0212"], kubelinter: ["use-namespace"] },
      },
      ...policyChecks,
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.1", "5.7.1", "5.7.4"],
      cisEks: ["4.5.1", "4.5.2"],
      nist: ["CM-7", "AC-6"],
      iso: ["A.8.9"],
    }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    if (node.type === policyType) return judgePolicy(node, graph);
    if (node.type === "Namespace") return systemNamespaces.has(textAt(node, "metadata.name") ?? "") ? [] : levels(node);
    if (own.has(`${node.type}/${textAt(node, "metadata.name")}`)) return [];
    if (!workloadTypes.includes(node.type)) return [inDefault(node, "K8S-21.default-namespace-object")];
    return isJudgedByOwner(node, graph) ? [] : [inDefault(node, "K8S-21.default-namespace")];
  },
};

function levels(node: ResourceNode): readonly CheckResult[] {
  const [enforce, warn] = [node.get(label("enforce")), node.get(label("warn"))];
  const level = enforce.kind === "known" ? enforce.value : undefined;
  const isUnknown = enforce.kind === "unknown" || node.get("metadata.labels").kind === "unknown";
  const reason = enforce.kind === "unknown" ? enforce.cause : "the labels cannot be read";
  const facts = (expected: Json) => ({ path: label("enforce"), expected, actual: readingToJson(enforce), reason });
  const enforced = verdict(isUnknown ? "unknown" : yesIf(enforce.kind !== "absent"), facts("baseline or restricted"), {
    check: "K8S-21.enforced",
    fails: "The namespace enforces no level of Pod Security, so any pod may be privileged",
    passes: "The namespace enforces a level of Pod Security",
  });
  const isRestricted = level === "restricted" || (warn.kind === "known" && warn.value === "restricted");
  const restricted = verdict(
    isRestricted ? "yes" : isUnknown || warn.kind === "unknown" ? "unknown" : "no",
    { ...facts("restricted"), path: label("warn"), actual: readingToJson(warn) },
    {
      check: "K8S-21.restricted",
      fails: "Nobody is warned of pods that do not keep to the level restricted",
      passes: "The level restricted is enforced or warned of",
    },
  );
  if (enforced.status !== "pass") return [enforced, restricted];
  const baseline = verdict(yesIf(level === "baseline" || level === "restricted"), facts("baseline or restricted"), {
    check: "K8S-21.baseline",
    fails: "The level that is enforced allows privileged pods",
    passes: "The level that is enforced forbids privileged pods",
  });
  return [enforced, baseline, restricted];
}

/** Where nothing is written, whoever applies the object chooses the namespace: by default it is this one. */
function inDefault(node: ResourceNode, check: string): CheckResult {
  const path = "metadata.namespace";
  const reading = node.get(path);
  const isUnset = reading.kind === "absent";
  const answer =
    reading.kind === "unknown" ? "unknown" : yesIf(!isUnset && String(reading.value).toLowerCase() !== "default");
  return verdict(
    answer,
    {
      path,
      expected: "a namespace of its own",
      actual: readingToJson(reading),
      reason: reading.kind === "unknown" ? reading.cause : undefined,
    },
    {
      check,
      fails: isUnset
        ? "No namespace is written, so the object lands in default unless something else is said when it is applied"
        : "The object is in the default namespace",
      passes: "The object is in a namespace of its own",
    },
    isUnset ? { severity: "low" } : {},
  );
}
