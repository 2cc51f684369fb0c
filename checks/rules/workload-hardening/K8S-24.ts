import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { isObject, textOf } from "../kit/datum";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { type Image, readImage } from "../kit/image";
import { verdict } from "../kit/judge";
import { namespaceOf, podOf, workloadTypes } from "../kit/kubernetes";
import { yesIf } from "../kit/predicates";

/** Annotations of ingress-nginx whose values end up in the configuration of NGINX as they are. */
const copied: Readonly<Record<string, RegExp>> = {
  "auth-url": /https?:\/\/[^\s<>"{}|^`\\]*[\r\n<>"{}|^`\\]/,
  "auth-tls-match-cn": /CN=.*[\r\n#{};|]/,
  "mirror-target": /https?:\/\/[^\s<>"{}|^`\\]*[\r\n<>"{}|^`\\]/,
  "mirror-host": /https?:\/\/[^\s<>"{}|^`\\]*[\r\n<>"{}|^`\\]/,
};
const prefix = "nginx.ingress.kubernetes.io/";

/** Nobody who may write an Ingress writes the configuration of the proxy, and the proxy has no known hole. */
export const rule: Rule = {
  metadata: {
    id: "K8S-24",
    aliases: [],
    title: "Ingresses carry no configuration of the proxy, and the proxy is maintained",
    control: "workload-hardening.ingress-controller",
    severity: "high",
    group: "workload-hardening",
    inputs: manifestInputs,
    resourceTypes: ["Ingress", ...workloadTypes],
    rationale:
      "A snippet in an annotation runs in the ingress controller, which may read every Secret of the cluster (CVE-2021-25742). Controllers before 1.11.5 and 1.12.1 take the same from anybody on the pods' network, without any right (CVE-2025-1974), and ingress-nginx gets no more fixes after March 2026.",
    remediation:
      'Remove annotations with snippet in their names and characters that end a directive; set allow-snippet-annotations: "false" in the controller\'s ConfigMap; run controller v1.12.1 or later, and move to a controller that is maintained.',
    parameters: {},
    checks: [
      {
        id: "K8S-24.snippets",
        title: "The Ingress has no snippets",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_153"] },
      },
      {
        id: "K8S-24.lua",
        title: "No snippet of the Ingress runs code or reads the controller's own paths",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_152"] },
      },
      {
        id: "K8S-24.alias",
        title: "No snippet of the Ingress has an alias",
        severity: "high",
        equivalents: { checkov: ["CKV_K8S_154"] },
      },
      {
        id: "K8S-24.characters",
        title: "No annotation ends the directive that it is copied into",
        severity: "critical",
        equivalents: { trivy: ["KCV-0093"] },
      },
      {
        id: "K8S-24.controller-version",
        title: "The ingress controller has no known hole",
        severity: "high",
        equivalents: {},
      },
      {
        id: "K8S-24.controller-snippets",
        title: "An old ingress controller takes no snippets",
        severity: "high",
        equivalents: { kubescape: ["C-0059"] },
      },
      {
        id: "K8S-24.controller-maintained",
        title: "The ingress controller is maintained",
        severity: "medium",
        equivalents: { kubescape: ["C-0292"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-10", "SI-2"], iso: ["A.8.8"], digit: ["vulnerability"] }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    return node.type === "Ingress" ? judgeIngress(node) : judgeControllers(node, graph);
  },
};

interface Annotation {
  readonly name: string;
  readonly value: string;
}

function annotationsOf(node: ResourceNode): readonly Annotation[] {
  const reading = node.get("metadata.annotations");
  if (reading.kind !== "known" || !isObject(reading.value)) return [];
  return Object.entries(reading.value).map(([name, value]) => ({ name, value: textOf(value)?.text ?? "" }));
}

/** Values are left out: they are whole pieces of configuration. */
function found(check: string, bad: readonly Annotation[], fails: string, passes: string): CheckResult {
  const names = bad.map(({ name }) => name).sort();
  return verdict(
    yesIf(bad.length === 0),
    {
      path: names[0] === undefined ? "metadata.annotations" : `metadata.annotations["${names[0]}"]`,
      expected: null,
      actual: names,
    },
    { check, fails, passes },
  );
}

function judgeIngress(node: ResourceNode): readonly CheckResult[] {
  const all = annotationsOf(node);
  const snippets = all.filter(({ name }) => name.includes("snippet"));
  const lua = snippets.filter(({ value }) => /\blua_|_lua\b|_lua_|\bkubernetes\.io\b/.test(value));
  const alias = snippets.filter(({ value }) => value.includes("alias"));
  const breaking = all.filter(({ name, value }) => {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    return Object.hasOwn(copied, key) && Object.values(copied).some((pattern) => pattern.test(value));
  });
  return [
    found(
      "K8S-24.snippets",
      snippets,
      "The Ingress writes configuration of the proxy in a snippet",
      "The Ingress has no snippets",
    ),
    found("K8S-24.lua", lua, "A snippet runs code in the controller, or reads its own paths", "No snippet runs code"),
    found("K8S-24.alias", alias, "A snippet serves files of the controller by an alias", "No snippet has an alias"),
    found(
      "K8S-24.characters",
      breaking,
      "An annotation has characters that end the directive which it is copied into",
      "No annotation ends the directive that it is copied into",
    ),
  ];
}

function isController({ repository }: Image): boolean {
  return /ingress-nginx\/|\/ingress-nginx(-controller)?$|nginx-ingress-controller$|nginx-controller$/.test(repository);
}

function judgeControllers(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  const pod = podOf(node, graph);
  const controllers = (pod?.containers ?? []).flatMap(({ kind, view }) => {
    const reading = readImage(view.get("image"));
    // Jobs beside the controller make certificates for its webhook.
    const isOne = reading.kind === "image" && isController(reading.image) && !/certgen/.test(reading.text);
    return kind === "containers" && isOne ? [{ path: `${view.path}.image`, ...reading }] : [];
  });
  const [controller] = controllers;
  if (!controller) return [];
  const { path, text, image } = controller;
  const version = versionOf(image.tag ?? "");
  const facts = { path, actual: text };
  const hasHole = version ? isBefore(version, [1, 11, 5]) || version.join(".") === "1.12.0" : undefined;
  return [
    verdict(
      hasHole === undefined ? "unknown" : yesIf(!hasHole),
      { ...facts, expected: "v1.12.1 or later", reason: "the image does not say which version it is" },
      {
        check: "K8S-24.controller-version",
        fails: "The ingress controller lets anybody on the pods' network run code in it (CVE-2025-1974)",
        passes: "The ingress controller has no known hole of that kind",
      },
    ),
    ...(version ? [judgeSnippetsOf(node, graph, facts, version)] : []),
    verdict(
      "no",
      { ...facts, expected: "a controller that is maintained" },
      {
        check: "K8S-24.controller-maintained",
        fails: "ingress-nginx gets no fixes after March 2026",
      },
    ),
  ];
}

type Version = readonly [major: number, minor: number, patch: number];

function versionOf(tag: string): Version | undefined {
  const match = /(\d+)\.(\d+)\.(\d+)/.exec(tag);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

function isBefore(version: Version, other: Version): boolean {
  const difference = version.map((part, index) => part - (other[index] ?? 0)).find((part) => part !== 0);
  return (difference ?? 0) < 0;
}

/** Versions before 0.49.1, and 1.0.0, cannot be told to refuse snippets but by their ConfigMap. */
function judgeSnippetsOf(
  node: ResourceNode,
  graph: ResourceGraph,
  facts: { readonly path: string; readonly actual: string },
  version: Version,
): CheckResult {
  const isOld = isBefore(version, [0, 49, 1]) || version.join(".") === "1.0.0";
  const isOff = graph.ofType("ConfigMap").some((map) => {
    const reading = map.get('data["allow-snippet-annotations"]');
    return namespaceOf(map) === namespaceOf(node) && reading.kind === "known" && String(reading.value) === "false";
  });
  return verdict(
    yesIf(!isOld || isOff),
    { ...facts, expected: 'allow-snippet-annotations: "false", or a later version' },
    {
      check: "K8S-24.controller-snippets",
      fails: "The ingress controller takes snippets from every Ingress (CVE-2021-25742)",
      passes: "The ingress controller is newer, or takes no snippets",
    },
  );
}
