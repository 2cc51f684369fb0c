import type { Datum, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { type PodView, podOf } from "../kit/kubernetes";
import { numberOf, oneOf, orAbsent, some, yesIf } from "../kit/predicates";
import { covers, isSpread, type Replicas, replicasOf } from "../kit/replicas";

const workloads = ["Deployment", "StatefulSet"] as const;
const fewest = 2;

/** A service survives the loss of a node, and nodes can be drained. */
export const rule: Rule = {
  metadata: {
    id: "K8S-20",
    aliases: [],
    title: "Workloads have two pods on different nodes, and a disruption budget that lets nodes be drained",
    control: "backup-and-recovery.replicas",
    severity: "low",
    group: "backup-and-recovery",
    inputs: workloadInputs,
    resourceTypes: [...workloads, "PodDisruptionBudget"],
    rationale:
      "One pod is one failure away from an outage, two on one node are no better, and a budget that allows no eviction blocks every upgrade of a node until somebody overrides it.",
    remediation:
      "Set spec.replicas, or minReplicas of the autoscaler, to 2 or more; set topologySpreadConstraints or podAntiAffinity; add a PodDisruptionBudget for the pods with maxUnavailable: 1; leave spec.strategy.type at RollingUpdate.",
    parameters: {},
    checks: [
      {
        id: "K8S-20.replicas",
        title: "There are at least two replicas",
        severity: "low",
        equivalents: {},
      },
      {
        id: "K8S-20.spread",
        title: "Replicas are spread by podAntiAffinity or topologySpreadConstraints",
        severity: "low",
        equivalents: { kubelinter: ["no-anti-affinity"] },
      },
      {
        id: "K8S-20.disruption-budget",
        title: "A PodDisruptionBudget selects the pods of a workload with several replicas",
        severity: "low",
        equivalents: {},
      },
      {
        id: "K8S-20.eviction",
        title: "A PodDisruptionBudget lets at least one pod be evicted",
        severity: "low",
        equivalents: { kubelinter: ["pdb-max-unavailable", "pdb-min-available"] },
      },
      {
        id: "K8S-20.bound",
        title: "A PodDisruptionBudget says how many pods may be missing",
        severity: "low",
        equivalents: {},
      },
      {
        id: "K8S-20.rolling-update",
        title: "A Deployment replaces its pods one after the other",
        severity: "low",
        equivalents: { kubescape: ["C-0305"], kubelinter: ["no-rolling-update-strategy"] },
      },
    ],
    frameworks: frameworks({ nist: ["CP-10"], iso: ["A.8.14"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },

  evaluate(node, { graph }): readonly CheckResult[] {
    if (node.type === "PodDisruptionBudget") return eviction(graph, node);
    const pod = podOf(node, graph);
    if (!pod) return [];
    const replicas = replicasOf(graph, node);
    // Nothing runs, on purpose.
    if (replicas.count === 0 && !replicas.scaler) return [];
    const several = replicas.count === undefined || replicas.count >= fewest;
    return [
      enough(replicas),
      ...rolling(node),
      ...(several ? [spread(pod, replicas), budget(graph, pod, replicas)] : []),
    ];
  },
};

/** RollingUpdate is the default of a Deployment, and the only kind of update that a StatefulSet has by itself. */
function rolling(node: ResourceNode): readonly CheckResult[] {
  if (node.type !== "Deployment") return [];
  return [
    judge(node, "spec.strategy.type", orAbsent(oneOf(["RollingUpdate"])), {
      check: "K8S-20.rolling-update",
      fails: "All pods end before the first new one starts, so each release is an outage",
    }),
  ];
}

function enough(replicas: Replicas): CheckResult {
  const { count, path, cause, scaler } = replicas;
  return verdict(
    count === undefined ? "unknown" : yesIf(count >= fewest),
    { path, expected: `>= ${fewest}`, actual: count ?? null, reason: cause },
    {
      check: "K8S-20.replicas",
      fails: scaler ? "The autoscaler may leave one replica" : "There is only one replica",
      passes: "There are several replicas",
    },
    scaler ? { related: [scaler] } : {},
  );
}

function spread(pod: PodView, { count, cause }: Replicas): CheckResult {
  const answer = isSpread(pod);
  const path = `${pod.spec.path}.topologySpreadConstraints`;
  const reason = cause ?? "what keeps the pods apart cannot be compared";
  return verdict(
    answer === "no" && count === undefined ? "unknown" : answer,
    { path, expected: "set", actual: null, reason },
    { check: "K8S-20.spread", fails: "All replicas may run on one node", passes: "Replicas are spread over nodes" },
  );
}

function budget(graph: ResourceGraph, pod: PodView, { count, cause }: Replicas): CheckResult {
  const budgets = graph.ofType("PodDisruptionBudget").map((node) => ({ node, answer: covers(node, pod.node) }));
  const answer = some(budgets.map((one) => one.answer));
  const found = budgets.find((one) => one.answer === answer && answer !== "no");
  return verdict(
    answer === "no" && count === undefined ? "unknown" : answer,
    {
      path: `${pod.metadata}.labels`,
      expected: "a PodDisruptionBudget that selects them",
      actual: null,
      reason: cause ?? "a budget's selector cannot be compared",
    },
    {
      check: "K8S-20.disruption-budget",
      fails: "No PodDisruptionBudget keeps some of the pods while nodes are drained",
      passes: "A PodDisruptionBudget keeps some of the pods",
    },
    found ? { related: [found.node] } : {},
  );
}

function eviction(graph: ResourceGraph, node: ResourceNode): readonly CheckResult[] {
  const [unavailable, available] = [node.get("spec.maxUnavailable"), node.get("spec.minAvailable")];
  const [path, reading] =
    unavailable.kind === "absent" ? ["spec.minAvailable", available] : ["spec.maxUnavailable", unavailable];
  const words = {
    check: "K8S-20.eviction",
    fails: "The budget lets no pod be evicted, so no node can be drained",
    passes: "The budget lets a pod be evicted",
  };
  const bound = verdict(
    yesIf(reading.kind !== "absent"),
    { path: "spec", expected: "minAvailable or maxUnavailable", actual: null },
    {
      check: "K8S-20.bound",
      fails: "The budget says neither minAvailable nor maxUnavailable",
      passes: "The budget says how many pods may be missing",
    },
  );
  if (reading.kind === "absent") return [bound];
  if (reading.kind === "unknown") {
    return [bound, verdict("unknown", { path, expected: "room for one", actual: null, reason: reading.cause }, words)];
  }
  const covered = workloads
    .flatMap((type) => graph.ofType(type))
    .filter((workload) => covers(node, workload) === "yes");
  const counts = covered.flatMap((workload) => replicasOf(graph, workload).count ?? []).filter((count) => count > 0);
  const blocked = path === "spec.maxUnavailable" ? amount(reading.value, 1) === 0 : blocksAll(reading.value, counts);
  return [
    bound,
    verdict(
      yesIf(!blocked),
      { path, expected: "room for one", actual: text(reading.value) },
      words,
      covered.length > 0 ? { related: covered } : {},
    ),
  ];
}

/** A number of pods, or a share of them rounded up. */
function amount(value: Datum, replicas: number): number | undefined {
  const percent = typeof value === "string" ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? numberOf(value) : Math.ceil((replicas * Number(percent)) / 100);
}

function blocksAll(value: Datum, counts: readonly number[]): boolean {
  if (typeof value === "string" && /^(?:[1-9]\d\d+)%$/.test(value)) return true;
  return counts.some((count) => count <= (amount(value, count) ?? 0));
}

function text(value: Datum): string | number | null {
  return typeof value === "string" || typeof value === "number" ? value : null;
}
