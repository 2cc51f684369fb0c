/**
 * PodSecurityPolicy, the forerunner of Pod Security's labels: an API server of Kubernetes 1.24 or earlier admits a pod
 * where one policy that its maker may use allows what it asks for.
 */
import type { Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult } from "../../rule";
import { isList, isObject, readingToJson } from "./datum";
import { verdict } from "./judge";
import { type Answer, every, not, yesIf } from "./predicates";

export const policyType = "PodSecurityPolicy";

interface Question {
  readonly id: string;
  /** As in "A policy admits …". */
  readonly admits: string;
  readonly severity: CheckMetadata["severity"];
  readonly path: string;
  readonly expected: string;
  /** Of the policy itself. */
  readonly checkov: readonly string[];
  /** Of all policies together: one that forbids it is enough. */
  readonly kubescape: readonly string[];
  /** `yes`: the policy admits it. */
  ask(reading: Reading): Answer;
}

const isOn = (reading: Reading): Answer =>
  reading.kind === "unknown" ? "unknown" : yesIf(reading.kind !== "absent" && reading.value === true);
const isEmpty = (reading: Reading): Answer =>
  reading.kind === "unknown" ? "unknown" : yesIf(reading.kind === "absent");

const sharing = (name: string, id: string, checkov: string, kubescape: string): Question => ({
  id,
  admits: `pods that share the node's ${name}`,
  severity: "high",
  path: `spec.host${name === "network" ? "Network" : name === "processes" ? "PID" : "IPC"}`,
  expected: "false",
  checkov: [checkov],
  kubescape: [kubescape],
  ask: isOn,
});

const questions: readonly Question[] = [
  {
    id: "privileged",
    admits: "privileged containers",
    severity: "high",
    path: "spec.privileged",
    expected: "false",
    checkov: ["CKV_K8S_2"],
    kubescape: ["C-0213"],
    ask: isOn,
  },
  sharing("processes", "host-pid", "CKV_K8S_1", "C-0214"),
  sharing("message queues", "host-ipc", "CKV_K8S_3", "C-0215"),
  sharing("network", "host-network", "CKV_K8S_4", "C-0216"),
  {
    id: "escalation",
    admits: "processes that gain more rights than their parent",
    severity: "medium",
    path: "spec.allowPrivilegeEscalation",
    expected: "false",
    checkov: ["CKV_K8S_5"],
    kubescape: ["C-0217"],
    ask: isOn,
  },
  {
    id: "escalation-unset",
    admits: "processes that gain more rights than their parent, by leaving it unsaid",
    severity: "medium",
    path: "spec.allowPrivilegeEscalation",
    expected: "false",
    checkov: ["CKV_K8S_5"],
    kubescape: [],
    ask: isEmpty,
  },
  {
    id: "root",
    admits: "containers that run as root",
    severity: "medium",
    path: "spec.runAsUser",
    expected: "rule: MustRunAsNonRoot, or MustRunAs with ranges above 0",
    checkov: ["CKV_K8S_6"],
    kubescape: ["C-0218"],
    ask: admitsRoot,
  },
  {
    id: "capabilities",
    admits: "capabilities beyond the runtime's own",
    severity: "medium",
    path: "spec.allowedCapabilities",
    expected: "none",
    checkov: ["CKV_K8S_24"],
    kubescape: ["C-0219"],
    ask: (reading) => not(isEmpty(reading)),
  },
  {
    id: "kept-capabilities",
    admits: "containers that drop no capability",
    severity: "low",
    path: "spec.requiredDropCapabilities",
    expected: "ALL",
    checkov: ["CKV_K8S_36"],
    kubescape: ["C-0220"],
    ask: isEmpty,
  },
  {
    id: "net-raw",
    admits: "containers that forge packets, with the capability NET_RAW",
    severity: "low",
    path: "spec.requiredDropCapabilities",
    expected: "ALL or NET_RAW",
    checkov: ["CKV_K8S_7"],
    kubescape: [],
    ask: (reading) => {
      if (reading.kind === "unknown") return "unknown";
      const dropped = reading.kind === "absent" ? [] : isList(reading.value) ? reading.value : [reading.value];
      return yesIf(!dropped.some((name) => name === "ALL" || name === "NET_RAW"));
    },
  },
  {
    id: "seccomp",
    admits: "containers whose system calls nothing filters",
    severity: "low",
    path: 'metadata.annotations["seccomp.security.alpha.kubernetes.io/defaultProfileName"]',
    expected: "runtime/default",
    checkov: ["CKV_K8S_32"],
    kubescape: [],
    ask: (reading) => {
      if (reading.kind === "unknown") return "unknown";
      return yesIf(reading.kind === "absent" || !/^(?:docker|runtime)\/default$/.test(String(reading.value)));
    },
  },
];

function admitsRoot(reading: Reading): Answer {
  if (reading.kind === "unknown") return "unknown";
  if (reading.kind === "absent" || !isObject(reading.value)) return "yes";
  const { rule, ranges } = reading.value;
  if (rule === "MustRunAsNonRoot") return "no";
  const list = isList(ranges) ? ranges.filter(isObject) : [];
  return yesIf(rule !== "MustRunAs" || list.length === 0 || list.some((range) => !(Number(range.min) > 0)));
}

export const policyChecks: readonly CheckMetadata[] = questions.flatMap(
  ({ id, admits, severity, checkov, kubescape }): readonly CheckMetadata[] => [
    { id: `K8S-21.policy-${id}`, title: `No PodSecurityPolicy admits ${admits}`, severity, equivalents: { checkov } },
    ...(kubescape.length === 0
      ? []
      : [
          {
            id: `K8S-21.every-policy-${id}`,
            title: `Not every PodSecurityPolicy admits ${admits}`,
            severity,
            equivalents: { kubescape },
          },
        ]),
  ],
);

export function judgePolicy(policy: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const all = graph.ofType(policyType);
  return questions.flatMap(({ id, admits, path, expected, kubescape, ask }) => {
    const reading = policy.get(path);
    const reason = reading.kind === "unknown" ? reading.cause : "another policy is not known yet";
    const facts = { path, expected, actual: readingToJson(reading), reason };
    const own = verdict(not(ask(reading)), facts, {
      check: `K8S-21.policy-${id}`,
      fails: `The policy admits ${admits}`,
    });
    if (kubescape.length === 0) return [own];
    const together = every(all.map((one) => ask(one.get(path))));
    const shared = verdict(not(together), facts, {
      check: `K8S-21.every-policy-${id}`,
      fails: `Every policy of the inputs admits ${admits}`,
      passes: `A policy of the inputs does not admit ${admits}`,
    });
    return [own, shared];
  });
}
