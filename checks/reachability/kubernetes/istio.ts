/**
 * Istio's AuthorizationPolicies, as far as they speak of namespaces, principals and ports: a denial that fits wins; then
 * whatever an allowing policy names passes, and everything where none selects the pod. They hold only at pods that are
 * in the mesh. Hosts, paths and conditions are followed as something that may fit. Istio's reference is the source.
 */
import type { BlockView, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, textAt } from "../../rules/kit/kubernetes";
import { fits } from "../../rules/kit/labelSelector";
import { type Answer, every, some } from "../../rules/kit/predicates";
import { type AddressSet, addressesOf, everywhere, isRange } from "../core/addresses";
import type { Permit } from "../core/model";
import { anything, type Flow, tcp } from "../core/traffic";
import type { PodFacts } from "./pods";
import { combined, doubted, type Selected, withoutDenied } from "./selected";

export const istioType = "AuthorizationPolicy.security.istio.io";

type Remote = PodFacts | undefined;

/** Policies of this namespace hold in all of the mesh, unless the mesh is set up otherwise. */
const rootNamespace = "istio-system";

export class IstioPolicies {
  private readonly policies: readonly ResourceNode[];

  constructor(graph: ResourceGraph) {
    this.policies = graph.ofType(istioType);
  }

  /** What they let in to the pod; undefined where none of them concerns it. */
  permits(pod: PodFacts, remote: Remote): readonly Permit[] | undefined {
    const allows: Selected[] = [];
    const denials: Permit[] = [];
    const entries = this.policies.flatMap((node) => {
      const answer = selects(node, pod);
      return answer === "no" ? [] : [{ node, answer }];
    });
    if (entries.length === 0) return undefined;
    for (const { node, answer } of entries) {
      const action = textAt(node, "spec.action") ?? "ALLOW";
      const matches = matchesOf(node, remote);
      if (action === "AUDIT") continue;
      if (action === "ALLOW") {
        allows.push({ node, answer, permits: matches, closes: true });
        continue;
      }
      const doubt =
        action === "DENY"
          ? `it is not known whether ${node.address} selects the pod`
          : `the action ${action} of ${node.address} is not followed`;
      denials.push(...(action === "DENY" && answer === "yes" ? matches : doubted(matches, doubt)));
    }
    const passing = withoutDenied(combined(allows), denials);
    if (inMesh(pod) === "yes") return passing;
    // Beside the mesh nothing of this holds, so that what is refused may pass all the same.
    const cause = `it is not known whether the pod is in the mesh, where ${entries[0]?.node.address} would hold`;
    return [...passing, { flow: anything, sure: false, by: [], cause }];
  }
}

function selects(node: ResourceNode, pod: PodFacts): Answer {
  const place = namespaceOf(node);
  if (node.get("spec.targetRefs").kind !== "absent" || node.get("spec.targetRef").kind !== "absent") return "unknown";
  const near: Answer =
    place === rootNamespace ? "yes" : pod.namespace === undefined ? "unknown" : place === pod.namespace ? "yes" : "no";
  const selector = node.get("spec.selector");
  if (selector.kind === "absent") return near;
  if (selector.kind === "unknown") return every([near, "unknown"]);
  return every([near, fits(selector.value, pod.own.labels, pod.own.complete)]);
}

/** A sidecar, or the node's proxy, is put before a pod by labels of the pod or of its namespace. */
function inMesh({ own, namespaceLabels }: PodFacts): Answer {
  const label = (labels: PodFacts["own"]["labels"], key: string) => labels?.[key];
  const inject = label(own.labels, "sidecar.istio.io/inject");
  if (inject === "true") return "yes";
  if (inject === "false") return "unknown";
  const spaces = namespaceLabels.labels;
  const wanted =
    label(spaces, "istio-injection") === "enabled" ||
    label(spaces, "istio.io/dataplane-mode") === "ambient" ||
    typeof label(spaces, "istio.io/rev") === "string";
  return wanted ? "yes" : "unknown";
}

/** A policy without rules matches nothing; an empty rule matches everything. */
function matchesOf(node: ResourceNode, remote: Remote): readonly Permit[] {
  const rules = node.blocks("spec.rules");
  const by = [node.address];
  const hidden: readonly Permit[] =
    rules.unknown === undefined ? [] : [{ flow: anything, sure: false, by, cause: rules.unknown }];
  return [...rules.items.flatMap((rule) => ruleMatches(node, rule, remote)), ...hidden];
}

function ruleMatches(node: ResourceNode, rule: BlockView, remote: Remote): readonly Permit[] {
  const sources = rule.blocks("from").items;
  const ends = sources.length === 0 ? [{ addresses: everywhere }] : sources.flatMap((one) => sourceMatch(one, remote));
  const operations = rule.blocks("to").items;
  const flows = operations.length === 0 ? [{ flow: anything }] : operations.flatMap(operationFlows);
  const condition = rule.get("when").kind === "absent" ? undefined : `a condition of ${node.address} is not followed`;
  return ends.flatMap(({ addresses, cause }: Match) =>
    flows.map(({ flow, cause: unread }: PortMatch): Permit => {
      const why = cause ?? unread ?? condition;
      const here = { ...flow, remote: addresses };
      const by = [node.address];
      return why === undefined ? { flow: here, sure: true, by } : { flow: here, sure: false, by, cause: why };
    }),
  );
}

interface Match {
  readonly addresses: AddressSet;
  readonly cause?: string;
}

interface PortMatch {
  readonly flow: Flow;
  readonly cause?: string;
}

const followed = new Set(["principals", "namespaces", "ipBlocks"]);
const sourceParts = [
  ...followed,
  "notPrincipals",
  "requestPrincipals",
  "notRequestPrincipals",
  "notNamespaces",
  "notIpBlocks",
  "remoteIpBlocks",
  "notRemoteIpBlocks",
  "serviceAccounts",
  "notServiceAccounts",
];

/** All that a source states has to hold. */
function sourceMatch(view: BlockView, remote: Remote): readonly Match[] {
  const stated = (part: string) => view.get(`source.${part}`);
  const odd = sourceParts.find((part) => !followed.has(part) && stated(part).kind !== "absent");
  const answers: Answer[] = odd === undefined ? [] : ["unknown"];
  for (const part of ["principals", "namespaces"] as const) {
    const reading = stated(part);
    if (reading.kind !== "absent") answers.push(identityFits(reading, part, remote));
  }
  const answer = every(answers);
  if (answer === "no") return [];
  const blocks = stated("ipBlocks");
  const texts = textsOf(blocks);
  const ranges = texts?.filter(isRange);
  const lost = blocks.kind !== "absent" && (ranges === undefined || ranges.length < (texts?.length ?? 0));
  const addresses = ranges === undefined || lost ? everywhere : addressesOf(ranges);
  const isUnsure = answer === "unknown" || lost;
  return [
    {
      addresses: blocks.kind === "absent" ? everywhere : addresses,
      ...(isUnsure ? { cause: `it is not known whether ${odd ?? "a source"} of an AuthorizationPolicy fits` } : {}),
    },
  ];
}

/** Only who calls from within the mesh shows who it is. */
function identityFits(reading: Reading, part: "principals" | "namespaces", remote: Remote): Answer {
  if (!remote) return "no";
  const texts = textsOf(reading);
  if (texts === undefined) return "unknown";
  const answer = some(
    texts.map((text) => (part === "namespaces" ? namespaceFits(text, remote) : principalFits(text, remote))),
  );
  return every([answer, inMesh(remote)]);
}

function namespaceFits(pattern: string, { namespace }: PodFacts): Answer {
  if (pattern === "*") return "yes";
  if (namespace === undefined) return "unknown";
  return matchesPattern(pattern, namespace) ? "yes" : "no";
}

/** `cluster.local/ns/NAMESPACE/sa/ACCOUNT`; `*` at one end stands for any beginning or end. */
function principalFits(pattern: string, { namespace, account }: PodFacts): Answer {
  if (pattern === "*") return "yes";
  if (namespace === undefined) return "unknown";
  const begin = `cluster.local/ns/${namespace}/sa/`;
  if (account !== undefined) {
    if (matchesPattern(pattern, `${begin}${account}`)) return "yes";
    // Another trust domain may be the cluster's own.
    return pattern.endsWith(`/ns/${namespace}/sa/${account}`) ? "unknown" : "no";
  }
  return pattern.includes(`/ns/${namespace}/`) || pattern.includes("*") ? "unknown" : "no";
}

function matchesPattern(pattern: string, text: string): boolean {
  if (pattern.endsWith("*")) return text.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith("*")) return text.endsWith(pattern.slice(1));
  return pattern === text;
}

const requestParts = ["hosts", "notHosts", "methods", "notMethods", "paths", "notPaths", "notPorts"];

function operationFlows(view: BlockView): readonly PortMatch[] {
  const odd = requestParts.find((part) => view.get(`operation.${part}`).kind !== "absent");
  const cause = odd === undefined ? {} : { cause: `${odd} of an AuthorizationPolicy is not followed` };
  const stated = view.get("operation.ports");
  if (stated.kind === "absent") return [{ flow: anything, ...cause }];
  const texts = textsOf(stated);
  if (texts === undefined) return [{ flow: anything, cause: "a port of an AuthorizationPolicy is not known" }];
  return texts.filter((text) => /^\d+$/.test(text)).map((text) => ({ flow: tcp(Number(text)), ...cause }));
}

/** Undefined where not all of them can be seen. */
function textsOf(reading: Reading): readonly string[] | undefined {
  if (reading.kind !== "known") return undefined;
  const items = [reading.value].flat();
  const texts = items.flatMap((item) => (typeof item === "string" || typeof item === "number" ? [String(item)] : []));
  return texts.length === items.length ? texts : undefined;
}
