/** What a rule of a Role lets its holder do, as the API server decides it. */
import type { BlockView, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { isList, isObject } from "./datum";
import { namespaceOf, textAt } from "./kubernetes";
import { fits, labelsOf } from "./labelSelector";
import { objectNamed } from "./objectNamed";
import { type Answer, every, not, yesIf } from "./predicates";

/** A kind of call, or several of which any will do. */
export interface Operation {
  readonly groups: readonly string[];
  /** With the subresource after a slash, as roles write it. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface RoleRule {
  readonly node: ResourceNode;
  /** Path from the role, for instance `rules[0]`. */
  readonly path: string;
  readonly groups: Words;
  readonly resources: Words;
  readonly verbs: Words;
  readonly names: Words;
  readonly urls: Words;
}

/** A list of texts; `open` is the cause where there may be others. */
export interface Words {
  readonly stated: boolean;
  readonly values: readonly string[];
  readonly open: string | undefined;
}

export interface RoleRules {
  readonly rules: readonly RoleRule[];
  /** Set where there may be rules that cannot be seen. */
  readonly unknown: string | undefined;
}

export function rulesOfRole(role: ResourceNode): RoleRules {
  const { items, unknown } = role.blocks("rules");
  return { rules: items.map((view) => ruleOf(role, view)), unknown };
}

function ruleOf(node: ResourceNode, view: BlockView): RoleRule {
  return {
    node,
    path: view.path,
    groups: wordsOf(view.get("apiGroups")),
    resources: wordsOf(view.get("resources")),
    verbs: wordsOf(view.get("verbs")),
    names: wordsOf(view.get("resourceNames")),
    urls: wordsOf(view.get("nonResourceURLs")),
  };
}

function wordsOf(reading: Reading): Words {
  if (reading.kind === "absent") return { stated: false, values: [], open: undefined };
  if (reading.kind === "unknown") return { stated: true, values: [], open: reading.cause };
  const items = isList(reading.value) ? reading.value : [reading.value];
  const values = items.filter((item) => typeof item === "string");
  return { stated: true, values, open: values.length === items.length ? undefined : "an item is not known yet" };
}

export function includes({ values, open }: Words, isWanted: (value: string) => boolean): Answer {
  if (values.some(isWanted)) return "yes";
  return open === undefined ? "no" : "unknown";
}

const isAny = (value: string): boolean => value === "*";

/** All verbs on all resources of all groups, or of the group that is asked for. */
export function isEverything(rule: RoleRule, group: "*" | "" = "*"): Answer {
  return every([includes(rule.groups, (one) => one === group), includes(rule.resources, isAny), isAnyVerb(rule)]);
}

export function isAnyResource(rule: RoleRule): Answer {
  return includes(rule.resources, isAny);
}

export function isAnyVerb(rule: RoleRule): Answer {
  return includes(rule.verbs, isAny);
}

/** Whether the rule allows the operation, by its name or by a wildcard. Names of single objects are not asked for. */
export function permits(rule: RoleRule, operation: Operation): Answer {
  const verb = includes(rule.verbs, (one) => isAny(one) || operation.verbs.includes(one));
  if (verb === "no") return "no";
  const resource = includes(rule.resources, (one) =>
    operation.resources.some((wanted) => one === wanted || isWildcardFor(one, wanted)),
  );
  return resource === "no" ? "no" : every([verb, resource, fitsGroup(rule, operation.groups)]);
}

/** An API server refuses a rule without groups; whoever wrote it meant some. */
function fitsGroup({ groups }: RoleRule, wanted: readonly string[]): Answer {
  return groups.stated ? includes(groups, (one) => isAny(one) || wanted.includes(one)) : "yes";
}

/** `*` is any resource and subresource, `*` before a subresource any that has it; after one it is meant likewise. */
function isWildcardFor(written: string, wanted: string): boolean {
  if (!written.includes("*")) return false;
  if (isAny(written)) return true;
  const [resource, subresource] = wanted.split("/");
  return subresource !== undefined && (written === `*/${subresource}` || written === `${resource}/*`);
}

/** Names of single objects narrow what a rule gives, except where it gives the making of new ones. */
export function isNamed(rule: RoleRule): Answer {
  return rule.names.stated ? yesIf(rule.names.values.length > 0 || rule.names.open !== undefined) : "no";
}

export type BoundRole =
  | { readonly kind: "found"; readonly role: ResourceNode; readonly rules: readonly RoleRule[]; readonly open?: string }
  | { readonly kind: "unseen"; readonly name: string }
  | { readonly kind: "unknown"; readonly cause: string };

/** The role of a binding, with the rules that it gathers from others by their labels. */
export function boundRole(binding: ResourceNode, graph: ResourceGraph): BoundRole {
  const name = binding.get("roleRef.name");
  if (name.kind === "unknown") return { kind: "unknown", cause: name.cause };
  if (name.kind === "absent" || typeof name.value !== "string") return { kind: "unknown", cause: "no role is named" };
  const kind = textAt(binding, "roleRef.kind") ?? "ClusterRole";
  const role = objectNamed(graph, kind, kind === "Role" ? namespaceOf(binding) : undefined, name.value);
  if (!role) return { kind: "unseen", name: name.value };
  const sources = [role, ...gathered(role, graph)].map(rulesOfRole);
  const open = sources.find((one) => one.unknown !== undefined)?.unknown;
  return { kind: "found", role, rules: sources.flatMap(({ rules }) => rules), ...(open === undefined ? {} : { open }) };
}

function gathered(role: ResourceNode, graph: ResourceGraph): readonly ResourceNode[] {
  const selectors = role.get("aggregationRule.clusterRoleSelectors");
  if (selectors.kind !== "known" || !isList(selectors.value)) return [];
  const wanted = selectors.value.filter(isObject);
  return graph
    .ofType("ClusterRole")
    .filter(
      (one) =>
        one !== role && wanted.some((selector) => not(fits(selector, labelsOf(one.get("metadata.labels")))) === "no"),
    );
}

export interface Subject {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

export interface Subjects {
  readonly items: readonly Subject[];
  readonly unknown: string | undefined;
}

export function subjectsOf(binding: ResourceNode): Subjects {
  const { items, unknown } = binding.blocks("subjects");
  const text = (view: BlockView, path: string): string | undefined => {
    const reading = view.get(path);
    return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
  };
  return {
    items: items.map((view) => ({
      path: view.path,
      kind: text(view, "kind") ?? "",
      name: text(view, "name") ?? "",
      namespace: text(view, "namespace"),
    })),
    unknown,
  };
}

/** Programs and machines, whose credentials lie where a break-in finds them; not people. */
export function isWorkload({ kind, name }: Subject): boolean {
  if (kind === "ServiceAccount" || kind === "Node") return true;
  return kind === "Group"
    ? /^system:(?:serviceaccounts(?::|$)|nodes$)/.test(name)
    : /^system:(?:serviceaccount|node):/.test(name);
}

/** What every cluster brings along, and puts right again by itself. */
export function isBuiltIn(node: ResourceNode): boolean {
  const name = textAt(node, "metadata.name") ?? "";
  const label = textAt(node, 'metadata.labels["kubernetes.io/bootstrapping"]');
  return label === "rbac-defaults" && (/^system:/.test(name) || /^(?:cluster-admin|admin|edit|view)$/.test(name));
}
