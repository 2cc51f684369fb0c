import type { Reading, ResourceNode } from "../../graph/graph";
import { kubernetesNetworkOf } from "../../reachability";
import type { PodEnd } from "../../reachability/kubernetes/model";
import { deniesByDefault, type Policies, readPolicy } from "../../reachability/kubernetes/policies";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isObject } from "../kit/datum";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { namespaceOf, textAt, workloadTypes } from "../kit/kubernetes";
import { type Answer, some, yesIf } from "../kit/predicates";

/** What Kubernetes itself runs there is not the platform's to restrict. */
const systemNamespaces: ReadonlySet<string> = new Set(["kube-system", "kube-public", "kube-node-lease"]);

/** Traffic between pods is closed until a policy opens it. */
export const rule: Rule = {
  metadata: {
    id: "K8S-16",
    aliases: [],
    title: "Network policies close every namespace and select every workload",
    control: "network-isolation.policies",
    severity: "high",
    group: "network-isolation",
    inputs: manifestInputs,
    resourceTypes: [...workloadTypes, "Namespace", "NetworkPolicy"],
    rationale:
      "Without a policy every pod of a cluster may open a connection to every other one, so that whoever takes over the least of them is next to the database.",
    remediation:
      "Add a NetworkPolicy to the namespace with podSelector: {} and policyTypes: [Ingress, Egress] and no rules, and for each workload one whose spec.podSelector.matchLabels fits its pods and that lets in what it serves.",
    parameters: {},
    checks: [
      {
        id: "K8S-16.selected",
        title: "A network policy selects the workload's pods",
        severity: "high",
        equivalents: { checkov: ["CKV2_K8S_6"], kubescape: ["C-0260", "C-0030"], kubelinter: ["non-isolated-pod"] },
      },
      {
        id: "K8S-16.both-directions",
        title: "Policies restrict what comes to the workload's pods and what leaves them",
        severity: "medium",
        equivalents: {},
      },
      {
        id: "K8S-16.namespace",
        title: "The namespace has a network policy",
        severity: "medium",
        equivalents: { kubescape: ["C-0206", "C-0049", "C-0054"] },
      },
      {
        id: "K8S-16.default-deny",
        title: "The namespace is closed by default",
        severity: "medium",
        equivalents: {},
      },
      {
        id: "K8S-16.selectors",
        title: "A network policy says which pods it is about",
        severity: "medium",
        equivalents: { trivy: ["KSV-0038"] },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.3.2"],
      cisEks: ["4.3.2"],
      nist: ["SC-7", "AC-4"],
      iso: ["A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network", "accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const network = kubernetesNetworkOf(context.graph);
    if (node.type === "NetworkPolicy") return [judgeSelectors(node)];
    if (node.type === "Namespace") return judgeNamespace(node, context, network.policies);
    const workload = network.of(node);
    return workload ? judgeWorkload(workload, network.policies) : [];
  },
};

function judgeWorkload({ pod, facts }: PodEnd, policies: Policies): readonly CheckResult[] {
  const { sure, maybe } = policies.selecting(facts);
  const foreign = policies.doubtful(facts);
  const byVendors = { in: policies.closedByVendors(facts, "in"), out: policies.closedByVendors(facts, "out") };
  const doubt: readonly Answer[] = maybe.length + foreign.length > 0 ? ["unknown"] : [];
  const selected = some([yesIf(sure.length > 0), byVendors.in, byVendors.out, ...doubt]);
  const direction = (type: "in" | "out"): Answer => {
    const { sure: certain, maybe: doubtful } = policies.selecting(facts, type);
    const vague: readonly Answer[] = doubtful.length + foreign.length > 0 ? ["unknown"] : [];
    return some([yesIf(certain.length > 0), byVendors[type], ...vague]);
  };
  const directions = [direction("in"), direction("out")];
  const both: Answer = directions.includes("no") ? "no" : directions.includes("unknown") ? "unknown" : "yes";
  const path = `${pod.metadata}.labels`;
  const reason = `whether ${maybe[0]?.node.address ?? foreign[0]?.address ?? "a policy"} selects the pods cannot be told`;
  const names = [...sure, ...maybe].map((one) => one.node);
  // Policies hold for pods of the node's own network or not, as the network plugin has it; K8S-05 speaks of these.
  const severity = facts.hostNetwork === "yes" ? ({ severity: "low" } as const) : {};
  return [
    verdict(
      selected,
      { path, expected: "labels that a network policy selects", actual: null, reason },
      {
        check: "K8S-16.selected",
        fails: "No network policy selects the pods, so that every pod of the cluster reaches every port of them",
        passes: "A network policy selects the pods",
      },
      { related: names, ...severity },
    ),
    verdict(
      both,
      { path, expected: "policies for Ingress and for Egress", actual: stated(directions), reason },
      {
        check: "K8S-16.both-directions",
        fails: `No network policy restricts ${directions[0] === "no" ? "what comes to the pods" : "what leaves the pods"}`,
        passes: "Policies restrict what comes to the pods and what leaves them",
      },
      { related: names, ...severity },
    ),
  ];
}

function stated([ingress, egress]: readonly Answer[]): readonly string[] {
  return [...(ingress === "yes" ? ["Ingress"] : []), ...(egress === "yes" ? ["Egress"] : [])];
}

function judgeNamespace(node: ResourceNode, { graph }: RuleContext, policies: Policies): readonly CheckResult[] {
  const name = textAt(node, "metadata.name");
  if (name === undefined || systemNamespaces.has(name)) return [];
  const own = policies.all.filter((policy) => policy.namespace === name);
  const foreign = policies.foreignTo({ namespace: name });
  const cilium = graph.ofType("CiliumNetworkPolicy.cilium.io").filter((one) => namespaceOf(one) === name);
  const wide = graph.ofType("CiliumClusterwideNetworkPolicy.cilium.io").filter(coversEverything);
  const facts = { path: "metadata.name", actual: name };
  const has = some([yesIf(own.length + cilium.length + wide.length > 0)]);
  const denies = own.filter((policy) => deniesByDefault(policy, "in"));
  const vague: readonly Answer[] = foreign ? ["unknown"] : [];
  return [
    verdict(
      has,
      { ...facts, expected: "a NetworkPolicy in the namespace" },
      {
        check: "K8S-16.namespace",
        fails: "The namespace has no network policy",
        passes: "The namespace has a network policy",
      },
    ),
    verdict(
      some([yesIf(denies.length > 0), ...vague]),
      {
        ...facts,
        expected: "a NetworkPolicy with podSelector: {} that lets nothing in",
        reason: "policies of another kind are not followed",
      },
      {
        check: "K8S-16.default-deny",
        fails: "No network policy closes the namespace by default, so that a new workload is open to everybody",
        passes: "The namespace is closed by default",
      },
      { related: denies.map((policy) => policy.node) },
    ),
  ];
}

/** A policy for the whole cluster that selects every pod, restricts something, and does not waive the closing. */
function coversEverything(node: ResourceNode): boolean {
  return [...node.blocks("spec").items, ...node.blocks("specs").items].some((spec) => {
    const selectsAll = ["matchLabels", "matchExpressions"].every((part) =>
      isBlank(spec.get(`endpointSelector.${part}`)),
    );
    const isOff = (path: string) => {
      const reading = spec.get(path);
      return reading.kind === "known" && reading.value === false;
    };
    const waived = isOff("enableDefaultDeny.ingress") && isOff("enableDefaultDeny.egress");
    return (
      selectsAll &&
      !waived &&
      ["ingress", "egress", "ingressDeny", "egressDeny"].some(
        (path) => spec.get(path).kind !== "absent" || spec.blocks(path).items.length > 0,
      )
    );
  });
}

function isBlank(reading: Reading): boolean {
  if (reading.kind === "absent") return true;
  return reading.kind === "known" && isObject(reading.value) && Object.keys(reading.value).length === 0;
}

function judgeSelectors(node: ResourceNode): CheckResult {
  const policy = readPolicy(node);
  const peers = [
    ...policy.rules.in.flatMap((one) => one.blocks("from").items),
    ...policy.rules.out.flatMap((one) => one.blocks("to").items),
  ];
  const selecting = peers.some((peer) =>
    ["podSelector", "namespaceSelector"].some((path) => peer.get(path).kind !== "absent"),
  );
  const path = "spec.podSelector";
  return verdict(
    yesIf(policy.selector.kind !== "absent" || selecting || node.get("spec.namespaceSelector").kind !== "absent"),
    { path, expected: "a selector of pods", actual: null },
    {
      check: "K8S-16.selectors",
      fails:
        "The policy selects neither the pods that it is about nor any that it lets in, so it says less than it seems to",
      passes: "The policy says which pods it is about",
    },
  );
}
