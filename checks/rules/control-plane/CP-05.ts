import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { perGraph } from "../../graph/perGraph";
import type { Rule, RuleContext } from "../../rule";
import { type ComponentView, componentsIn, componentTypes } from "../kit/controlPlane";
import { allGiven, type FlagAnswer, type FlagCheck, flagIs, flagRule } from "../kit/flagChecks";
import { frameworks } from "../kit/frameworks";
import { textAt } from "../kit/kubernetes";
import { yesIf } from "../kit/predicates";

const component = "etcd";

/** Addresses that nobody but this machine reaches need no encryption. */
function encryptedListeners(view: ComponentView): FlagAnswer | undefined {
  const lists = ["listen-client-urls", "listen-peer-urls"].map((name) => view.flags.list(name));
  const given = lists.filter((list) => list.kind !== "absent");
  const plain = given.find((list) => list.values.some((url) => /^http:\/\/(?!127\.|localhost[:/]|\[::1\])/.test(url)));
  const hidden = given.find((list) => list.kind === "unknown");
  if (plain) return { answer: "no", path: plain.path, actual: plain.values.join(",") };
  if (hidden?.kind === "unknown") return { answer: "unknown", path: hidden.path, actual: null, reason: hidden.cause };
  const [first] = given;
  return first && { answer: "yes", path: first.path, actual: first.values.join(",") };
}

/** Whoever the API server's authority signed for would else be a client of etcd. */
function uniqueAuthority(view: ComponentView, context: RuleContext): FlagAnswer | undefined {
  const own = view.flags.get("trusted-ca-file");
  if (own.kind !== "set") return undefined;
  const others = authorities(context.graph).get(placeOf(view.node)) ?? [];
  if (others.length === 0) return undefined;
  return { answer: yesIf(!others.includes(own.value)), path: own.path, actual: own.value };
}

/** Files that API servers take client certificates' authorities from, by the namespace of their control plane. */
const authorities = perGraph((graph): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const node of graph.ofType(...componentTypes)) {
    const files = authoritiesIn(node, graph);
    if (files.length > 0) found.set(placeOf(node), [...(found.get(placeOf(node)) ?? []), ...files]);
  }
  return found;
});

/** Static pods of one control plane share a namespace; a host of several has one for each. */
function placeOf(node: ResourceNode): string {
  return textAt(node, "metadata.namespace") ?? "";
}

function authoritiesIn(node: ResourceNode, graph: ResourceGraph): readonly string[] {
  return componentsIn(node, graph).flatMap((view) => {
    const file = view.component === "kube-apiserver" ? view.flags.get("client-ca-file") : undefined;
    return file?.kind === "set" ? [file.value] : [];
  });
}

const checks: readonly FlagCheck[] = [
  {
    id: "CP-05.certificate",
    title: "etcd answers clients with TLS",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_116"], trivy: ["KCV-0042"], kubescape: ["C-0153"] },
    component,
    expected: "--cert-file=<file> and --key-file=<file>",
    fails: "etcd has no certificate, so all that the cluster stores crosses the network in plain text",
    ask: allGiven("cert-file", "key-file"),
  },
  {
    id: "CP-05.client-cert-auth",
    title: "etcd asks clients for a certificate",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_117"], trivy: ["KCV-0043"], kubescape: ["C-0154"] },
    component,
    expected: "--client-cert-auth=true",
    fails: "etcd gives all that the cluster stores to whoever reaches it",
    ask: flagIs("client-cert-auth", "true", "fails"),
  },
  {
    id: "CP-05.auto-tls",
    title: "etcd's certificate is not made up by itself",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_118"], trivy: ["KCV-0044"], kubescape: ["C-0155"] },
    component,
    expected: "--auto-tls not true",
    fails: "etcd signs its certificate itself, so no client can tell it from another",
    ask: flagIs("auto-tls", "false", "fine"),
  },
  {
    id: "CP-05.peer-certificate",
    title: "etcd's members speak with each other by TLS",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_119"], trivy: ["KCV-0045"], kubescape: ["C-0156"] },
    component,
    expected: "--peer-cert-file=<file> and --peer-key-file=<file>",
    fails: "etcd's members have no certificates for each other",
    ask: allGiven("peer-cert-file", "peer-key-file"),
  },
  {
    id: "CP-05.peer-client-cert-auth",
    title: "etcd's members ask each other for a certificate",
    severity: "critical",
    equivalents: { checkov: ["CKV_K8S_121"], trivy: ["KCV-0046"], kubescape: ["C-0157"] },
    component,
    expected: "--peer-client-cert-auth=true",
    fails: "Whoever reaches etcd's port for members can be one",
    ask: flagIs("peer-client-cert-auth", "true", "fails"),
  },
  {
    id: "CP-05.peer-auto-tls",
    title: "etcd's certificates for members are not made up by themselves",
    severity: "critical",
    equivalents: { trivy: ["KCV-0047"], kubescape: ["C-0158"] },
    component,
    expected: "--peer-auto-tls not true",
    fails: "etcd's members sign their certificates themselves",
    ask: flagIs("peer-auto-tls", "false", "fine"),
  },
  {
    id: "CP-05.plain-listeners",
    title: "etcd listens without TLS on this machine at most",
    severity: "critical",
    equivalents: {},
    component,
    expected: "--listen-client-urls and --listen-peer-urls with https:// or on 127.0.0.1",
    fails: "etcd listens without TLS on an address that others reach",
    ask: encryptedListeners,
  },
  {
    id: "CP-05.unique-authority",
    title: "etcd has an authority of its own",
    severity: "high",
    equivalents: { kubescape: ["C-0159"] },
    component,
    expected: "--trusted-ca-file other than the API server's --client-ca-file",
    fails: "Every client of the API server has a certificate that etcd takes too",
    ask: uniqueAuthority,
  },
];

/** etcd holds everything the cluster knows; only the API server and its own members may speak with it. */
export const rule: Rule = flagRule(
  {
    id: "CP-05",
    title: "Only the API server and its own members can speak with etcd",
    control: "control-plane.store",
    severity: "critical",
    rationale:
      "Whoever reads etcd has every Secret, and whoever writes to it is administrator of the cluster, past every role, policy and audit log.",
    remediation:
      "In etcd's spec.containers[*].command (kubeadm: etcd.local.extraArgs) give --cert-file, --key-file, --peer-cert-file and --peer-key-file their files, set --client-cert-auth=true and --peer-client-cert-auth=true, give --trusted-ca-file an authority that signs for etcd alone, listen by https:// and remove --auto-tls and --peer-auto-tls.",
    parameters: {},
    frameworks: frameworks({
      cisKubernetes: ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7"],
      nist: ["SC-8(1)", "IA-3", "AC-3"],
      iso: ["A.8.24", "A.8.3"],
      dpdp: ["6(1)(a)", "6(1)(b)"],
      digit: ["encryption", "accessControl"],
    }),
  },
  checks,
);
