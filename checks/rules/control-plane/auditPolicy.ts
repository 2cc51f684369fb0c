import type { BlockView, ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult } from "../../rule";
import { isList } from "../kit/datum";
import { controlPlaneInfo, judgeEmbedded } from "../kit/hostScanner";
import { verdict } from "../kit/judge";
import { yesIf } from "../kit/predicates";

interface Target {
  readonly group: string;
  readonly resource: string;
}

/** What holds credentials in its body: a log that keeps bodies would keep these. */
const confidential: readonly Target[] = [
  { group: "", resource: "secrets" },
  { group: "", resource: "configmaps" },
  { group: "authentication.k8s.io", resource: "tokenreviews" },
];

/** What an investigation asks about first. */
const essential: readonly Target[] = [
  ...confidential,
  { group: "", resource: "pods" },
  { group: "", resource: "pods/exec" },
  { group: "", resource: "pods/portforward" },
  { group: "", resource: "pods/proxy" },
  { group: "", resource: "services/proxy" },
  { group: "apps", resource: "deployments" },
  { group: "rbac.authorization.k8s.io", resource: "clusterrolebindings" },
];

const coverage: CheckMetadata = {
  id: "K8S-26.policy-coverage",
  title: "The audit policy covers secrets, shells, workloads and roles",
  severity: "high",
  equivalents: { kubescape: ["C-0161"] },
};
const confidentiality: CheckMetadata = {
  id: "K8S-26.policy-confidentiality",
  title: "The audit policy keeps secrets themselves out of the log",
  severity: "high",
  equivalents: { kubescape: ["C-0161"] },
};

/** Rules of an audit policy, of which the first that matches a request decides. */
interface PolicyRule {
  readonly path: string;
  readonly level: string;
  /** It speaks of some users, namespaces, verbs or names alone. */
  readonly narrow: boolean;
  matches(target: Target): boolean;
}

export const auditPolicy = {
  resourceTypes: ["Policy", controlPlaneInfo],
  checks: [coverage, confidentiality],

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.type === controlPlaneInfo) {
      return judgeEmbedded(node, "data.APIServerInfo.auditPolicyFile.content", judgePolicy);
    }
    return node.type === "Policy" ? judgePolicy(node) : [];
  },
};

function judgePolicy(node: ResourceNode): readonly CheckResult[] {
  const { items, unknown } = node.blocks("rules");
  const rules = items.map(policyRule);
  const silent = essential.find((target) => isSilent(rules, target));
  const leak = confidential.flatMap((target) => leakingRule(rules, target) ?? [])[0];
  const reason = unknown ?? "the rules cannot be read";
  return [
    verdict(
      unknown !== undefined ? "unknown" : yesIf(silent === undefined),
      { path: "rules", expected: "at least level Metadata", actual: silent?.resource ?? "all covered", reason },
      {
        check: coverage.id,
        fails: `Requests for ${silent?.resource ?? ""} leave no trace in the audit log`,
        passes: coverage.title,
      },
    ),
    verdict(
      unknown !== undefined ? "unknown" : yesIf(leak === undefined),
      { path: leak?.path ?? "rules", expected: "Metadata", actual: leak?.level ?? "Metadata", reason },
      {
        check: confidentiality.id,
        fails: "The audit log holds the contents of secrets, configuration or tokens",
        passes: confidentiality.title,
      },
    ),
  ];
}

/** No rule, or one for everybody that logs nothing, comes before any that logs. */
function isSilent(rules: readonly PolicyRule[], target: Target): boolean {
  const decisive = rules.find((rule) => rule.matches(target) && (!rule.narrow || rule.level !== "None"));
  return decisive === undefined || decisive.level === "None";
}

/** The first rule that logs bodies, unless one for everybody comes before it. */
function leakingRule(rules: readonly PolicyRule[], target: Target): PolicyRule | undefined {
  for (const rule of rules.filter((one) => one.matches(target))) {
    if (rule.level === "Request" || rule.level === "RequestResponse") return rule;
    if (!rule.narrow) return undefined;
  }
  return undefined;
}

function policyRule(view: BlockView): PolicyRule {
  const level = view.get("level");
  const given = (path: string) => view.get(path).kind !== "absent";
  const resources = view.blocks("resources").items.map((item) => ({
    group: textOr(item, "group", ""),
    names: listAt(item, "resources"),
    narrow: item.get("resourceNames").kind !== "absent",
  }));
  const onlyUrls = resources.length === 0 && given("nonResourceURLs");
  return {
    path: `${view.path}.level`,
    level: level.kind === "known" ? String(level.value) : "None",
    narrow: ["users", "userGroups", "verbs", "namespaces"].some(given) || resources.some((one) => one.narrow),
    matches: ({ group, resource }) =>
      !onlyUrls &&
      (resources.length === 0 ||
        resources.some((one) => one.group === group && (one.names.length === 0 || one.names.some(named(resource))))),
  };
}

/** `*` is all, `pods/*` all below pods, and `*` with a part below it that part of all. */
function named(resource: string): (pattern: string) => boolean {
  const [base = "", part] = resource.split("/");
  return (pattern) =>
    pattern === "*" ||
    pattern === resource ||
    (part !== undefined && (pattern === `${base}/*` || pattern === `*/${part}`));
}

function textOr(view: BlockView, path: string, otherwise: string): string {
  const reading = view.get(path);
  return reading.kind === "known" ? String(reading.value) : otherwise;
}

function listAt(view: BlockView, path: string): readonly string[] {
  const reading = view.get(path);
  return reading.kind === "known" && isList(reading.value) ? reading.value.map(String) : [];
}
