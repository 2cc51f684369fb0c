import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Equivalents, Rule, RuleContext } from "../../rule";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { textAt } from "../kit/kubernetes";
import { type Answer, every, not, yesIf } from "../kit/predicates";
import {
  boundRole,
  includes,
  isAnyResource,
  isAnyVerb,
  isBuiltIn,
  isEverything,
  isNamed,
  isWorkload,
  type RoleRule,
  type RoleRules,
  rulesOfRole,
  type Subject,
  subjectsOf,
} from "../kit/rbac";
import { anyRule, onBinding, onRole, type Permission, permitsPower } from "../kit/rbacJudge";
import { type Power, powers } from "../kit/rbacPowers";

const all = (rule: RoleRule): Answer => isEverything(rule);
const isStar = (value: string): boolean => value === "*";
/** Every verb that the API server knows of Secrets. */
const anyUse = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "impersonate", "*"];
const writes = ["create", "update", "patch", "delete", "deletecollection", "impersonate", "*"];

/** A question about the rules of a role, with the peers' ids on a role of the cluster and on one of a namespace. */
interface RoleQuestion {
  readonly id: string;
  readonly title: string;
  readonly severity: CheckMetadata["severity"];
  readonly equivalents: Equivalents;
  /** The kind that is asked; both where it is left out. */
  readonly kind?: "Role" | "ClusterRole";
  readonly fails: string;
  /** `yes`: the rule gives what it should not. */
  ask(rule: RoleRule): Answer;
}

const wildcards = { checkov: ["CKV_K8S_49"], kubelinter: ["wildcard-in-rules"] } as const;
const anyResource = (rule: RoleRule): Answer => every([isAnyResource(rule), not(isEverything(rule))]);
const secrets = (rule: RoleRule): Answer =>
  every([
    includes(rule.resources, (one) => one === "secrets"),
    includes(rule.verbs, (one) => anyUse.includes(one)),
    not(isNamed(rule)),
  ]);

/** All that Kubernetes' own clients do with objects; what is left out are the verbs of single resources. */
const everyUse = ["get", "list", "watch", "create", "update", "patch", "delete"];
const givesEveryUse = (rule: RoleRule): Answer =>
  every([
    includes(rule.groups, isStar),
    isAnyResource(rule),
    ...everyUse.map((verb) => includes(rule.verbs, (one) => one === verb || isStar(one))),
  ]);

/** Resources on which some verb leads to other rights. */
const leading: ReadonlySet<string> = new Set([
  ...["secrets", "pods", "deployments", "daemonsets", "statefulsets", "replicationcontrollers", "replicasets"],
  ...["cronjobs", "jobs", "roles", "clusterroles", "rolebindings", "clusterrolebindings", "users", "groups"],
]);
const isOfKubernetes = (rule: RoleRule): Answer => includes(rule.resources, (one) => leading.has(one));

const roleQuestions: readonly RoleQuestion[] = [
  {
    id: "cluster-everything",
    kind: "ClusterRole",
    title: "No role gives all verbs on all resources of the cluster",
    severity: "critical",
    equivalents: {
      checkov: ["CKV_K8S_49", "CKV_K8S_155", "CKV_K8S_156", "CKV_K8S_157", "CKV_K8S_158"],
      trivy: ["KSV-0044", "KSV-0046"],
      kubelinter: ["wildcard-in-rules"],
    },
    fails: "The role gives all verbs on all resources of the cluster",
    ask: all,
  },
  {
    id: "namespace-everything",
    kind: "Role",
    title: "No role gives all verbs on all resources of a namespace",
    severity: "high",
    equivalents: {
      checkov: ["CKV_K8S_49", "CKV_K8S_157", "CKV_K8S_158"],
      trivy: ["KSV-0044", "KSV-0112"],
      kubelinter: ["wildcard-in-rules"],
    },
    fails: "The role gives all verbs on all resources of its namespace",
    ask: all,
  },
  {
    id: "cluster-wildcard-resources",
    kind: "ClusterRole",
    title: "Roles of the cluster name the resources that they are for",
    severity: "high",
    equivalents: { ...wildcards, trivy: ["KSV-0046"] },
    fails: "The role is for all resources, those of later versions among them",
    ask: anyResource,
  },
  {
    id: "namespace-wildcard-resources",
    kind: "Role",
    title: "Roles of a namespace name the resources that they are for",
    severity: "medium",
    equivalents: { ...wildcards, trivy: ["KSV-0112"] },
    fails: "The role is for all resources, those of later versions among them",
    ask: anyResource,
  },
  {
    id: "wildcard-verbs",
    title: "Roles name the verbs that they give on Secrets, workloads, roles and the like",
    severity: "medium",
    equivalents: { ...wildcards, trivy: ["KSV-0045"] },
    fails: "The role gives all verbs, among them those that lead to other rights",
    ask: (rule) => every([isAnyVerb(rule), not(isAnyResource(rule)), isOfKubernetes(rule)]),
  },
  {
    id: "wildcard-verbs-other",
    title: "Roles name the verbs that they give on other resources",
    severity: "low",
    equivalents: wildcards,
    fails: "The role gives all verbs, those of later versions among them",
    ask: (rule) =>
      every([isAnyVerb(rule), yesIf(rule.resources.stated), not(isAnyResource(rule)), not(isOfKubernetes(rule))]),
  },
  {
    id: "wildcard-groups",
    title: "Roles name the API groups that they are for",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_49"] },
    fails: "The role is for all API groups",
    ask: (rule) => every([includes(rule.groups, isStar), not(isEverything(rule))]),
  },
  {
    id: "wildcard-subresources",
    title: "Roles name the subresources that they are for",
    severity: "low",
    equivalents: { checkov: ["CKV_K8S_49"] },
    fails: "The role is for all subresources of a resource, or for those of all resources",
    ask: (rule) => includes(rule.resources, (one) => one.includes("*") && one !== "*"),
  },
  {
    id: "wildcard-urls",
    title: "Roles name the paths of the API server that they are for",
    severity: "medium",
    equivalents: {},
    fails: "The role is for all paths of the API server",
    ask: (rule) => includes(rule.urls, (one) => one === "*" || one === "/*"),
  },
  {
    id: "cluster-secrets",
    kind: "ClusterRole",
    title: "No role of the cluster is for all Secrets",
    severity: "high",
    equivalents: { trivy: ["KSV-0041"] },
    fails: "The role is for all Secrets of wherever it is bound",
    ask: secrets,
  },
  {
    id: "namespace-secrets",
    kind: "Role",
    title: "Roles of a namespace name the Secrets that they are for",
    severity: "medium",
    equivalents: { trivy: ["KSV-0113"] },
    fails: "The role is for all Secrets of its namespace",
    ask: secrets,
  },
  {
    id: "aws-auth",
    title: "No role changes the ConfigMap aws-auth, which says who is administrator of an EKS cluster",
    severity: "high",
    equivalents: { trivy: ["KSV-0115"] },
    fails: "The role changes the ConfigMap aws-auth, which says who is administrator of the cluster",
    ask: (rule) =>
      every([
        includes(rule.resources, (one) => one === "configmaps"),
        includes(rule.verbs, (one) => writes.includes(one)),
        includes(rule.names, (one) => one === "aws-auth"),
      ]),
  },
];

type BoundTo = "workloads" | "people" | "anybody";

/** A question about what a binding hands to its subjects. */
interface BoundQuestion {
  readonly id: string;
  readonly to: BoundTo;
  readonly does: string;
  readonly severity: CheckMetadata["severity"];
  readonly equivalents: Equivalents;
  ask(rules: RoleRules): Permission;
}

const kubescapeOfAll = [
  ...new Set([...powers.flatMap(({ bound }) => bound?.kubescape ?? []), "C-0035", "C-0187"]),
].sort();
const checkovOfAll = [...new Set(powers.flatMap((power) => power.boundToWorkloads?.checkov ?? []))].sort();

const boundQuestions: readonly BoundQuestion[] = [
  {
    id: "workload-everything",
    to: "workloads",
    does: "do everything",
    severity: "critical",
    equivalents: { checkov: checkovOfAll, kubescape: kubescapeOfAll },
    ask: (rules) => anyRule(rules, all),
  },
  {
    id: "bound-everything",
    to: "people",
    does: "do everything",
    severity: "high",
    equivalents: { kubescape: kubescapeOfAll },
    ask: (rules) => anyRule(rules, all),
  },
  {
    id: "bound-core",
    to: "anybody",
    does: "do everything with Kubernetes' first group of resources, Pods and Secrets among them",
    severity: "high",
    equivalents: { kubescape: ["C-0035", "C-0187"] },
    ask: (rules) => anyRule(rules, (rule) => every([isEverything(rule, ""), not(isEverything(rule))])),
  },
  {
    id: "bound-every-object",
    to: "anybody",
    does: "read and change every object",
    severity: "high",
    equivalents: {},
    ask: (rules) => anyRule(rules, (rule) => every([givesEveryUse(rule), not(isEverything(rule))])),
  },
  ...powers.flatMap(boundQuestionsOf),
];

/** Where a peer asks of workloads alone, bindings to people have a check of their own. */
function boundQuestionsOf(power: Power): readonly BoundQuestion[] {
  const { bound, boundToWorkloads } = power;
  const common = {
    does: power.does,
    severity: power.severity,
    ask: (rules: RoleRules): Permission => permitsPower(rules, power),
  };
  const whoever = { ...common, id: `bound-${power.id}`, to: "people" as const, equivalents: bound ?? {} };
  if (!boundToWorkloads) return bound ? [{ ...whoever, to: "anybody" }] : [];
  const workloads = {
    ...common,
    id: `workload-${power.id}`,
    to: "workloads" as const,
    equivalents: { ...bound, ...boundToWorkloads },
  };
  return bound ? [workloads, whoever] : [workloads];
}

/** A question about the binding alone. */
interface BindingQuestion {
  readonly id: string;
  readonly title: string;
  readonly severity: CheckMetadata["severity"];
  readonly equivalents: Equivalents;
  readonly expected: string;
  readonly fails: string;
  /** Where it stands; undefined for nowhere. */
  find(binding: ResourceNode, subjects: readonly Subject[]): string | undefined;
}

const named = (...names: readonly string[]) => {
  return (_binding: ResourceNode, subjects: readonly Subject[]): string | undefined => {
    const found = subjects.find(({ name }) => names.includes(name));
    return found && `${found.path}.name`;
  };
};

const bindingQuestions: readonly BindingQuestion[] = [
  {
    id: "cluster-admin",
    title: "The role cluster-admin is bound to nobody in the whole cluster",
    severity: "high",
    equivalents: { trivy: ["KSV-0111"], kubescape: ["C-0185"], kubelinter: ["cluster-admin-role-binding"] },
    expected: "a role with the rights that are needed",
    fails: "The binding makes its subjects administrators of the whole cluster",
    find: (binding) =>
      binding.type === "ClusterRoleBinding" && roleName(binding) === "cluster-admin" ? "roleRef.name" : undefined,
  },
  {
    id: "broad-role",
    title: "The roles admin, edit and cluster-admin are bound to nobody, and their rights given one by one",
    severity: "medium",
    equivalents: { trivy: ["KSV-0111"] },
    expected: "a role with the rights that are needed",
    fails: "The binding gives one of Kubernetes' broad roles, with the Secrets of the namespace",
    find: (binding) =>
      ["admin", "edit"].includes(roleName(binding)) ||
      (binding.type === "RoleBinding" && roleName(binding) === "cluster-admin")
        ? "roleRef.name"
        : undefined,
  },
  {
    id: "anonymous",
    title: "Nothing is bound to callers that have not said who they are",
    severity: "critical",
    equivalents: { trivy: ["KSV-0122"], kubescape: ["C-0262"] },
    expected: "users, groups or service accounts that are known",
    fails: "The binding gives rights to callers that have not said who they are",
    find: named("system:anonymous", "system:unauthenticated"),
  },
  {
    id: "masters",
    title: "Nothing is bound to the group system:masters, which no rule can hold back",
    severity: "critical",
    equivalents: { trivy: ["KSV-0123"] },
    expected: "a group of the organisation's own",
    fails: "The binding speaks of the group system:masters, which passes by every rule",
    find: named("system:masters"),
  },
];

/** What everybody with an account may do must not lead to the cluster's secrets or machines. */
const sensitive: ReadonlySet<string> = new Set([
  ...["*", "pods", "pods/exec", "pods/attach", "pods/portforward", "nodes", "secrets"],
  ...["deployments", "statefulsets", "daemonsets", "jobs", "cronjobs"],
]);

const checks: readonly CheckMetadata[] = [
  ...roleQuestions.map(({ id, title, severity, equivalents }) => ({
    id: `K8S-19.${id}`,
    title,
    severity,
    equivalents,
  })),
  ...powers.flatMap(({ id, does, severity, role }) =>
    role ? [{ id: `K8S-19.${id}`, title: `No role lets its holders ${does}`, severity, equivalents: role }] : [],
  ),
  ...boundQuestions.map(({ id, to, does, severity, equivalents }) => ({
    id: `K8S-19.${id}`,
    title: `No binding lets ${to === "anybody" ? "its subjects" : to} ${does}`,
    severity,
    equivalents,
  })),
  ...bindingQuestions.map(({ id, title, severity, equivalents }) => ({
    id: `K8S-19.${id}`,
    title,
    severity,
    equivalents,
  })),
  {
    id: "K8S-19.authenticated",
    title: "Nothing that leads further is bound to all who have an account",
    severity: "high",
    equivalents: { kubescape: ["C-0265"] },
  },
];

/** Who may do what in a cluster, as roles state it and as bindings hand it out. */
export const rule: Rule = {
  metadata: {
    id: "K8S-19",
    aliases: [],
    title: "Roles of a cluster give what is needed, and nothing that leads to more",
    control: "identity.cluster-roles",
    severity: "high",
    group: "identity",
    inputs: workloadInputs,
    resourceTypes: ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"],
    rationale:
      "A role with wildcards gives what nobody thought of, and what later versions bring. Some rights lead to all others: reading Secrets, acting as somebody else, binding or writing roles, starting pods, calling the kubelet, changing the webhooks that guard the API server. Whoever takes over one workload then has the cluster.",
    remediation:
      'Write out rules[].apiGroups, rules[].resources and rules[].verbs without "*"; name the Secrets of a rule in rules[].resourceNames; leave out the verbs bind, escalate and impersonate, and the resources nodes/proxy, pods/exec, serviceaccounts/token and the webhook configurations. In bindings, set roleRef.name to a role of your own instead of cluster-admin, admin or edit, and name a service account of one workload in subjects[].',
    parameters: {},
    checks,
    frameworks: frameworks({
      cisKubernetes: ["5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.8", "5.1.9", "5.1.10", "5.1.11", "5.1.12", "5.1.13"],
      cisEks: ["4.1.1", "4.1.2", "4.1.3", "4.1.4", "4.1.8"],
      nist: ["AC-6", "AC-3"],
      iso: ["A.8.2", "A.5.18"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (isBuiltIn(node)) return node.type.endsWith("Binding") ? judgeBuiltIn(node) : [];
    return node.type.endsWith("Binding") ? judgeBinding(node, context) : judgeRole(node);
  },
};

const passesOfRole = "The role does not give this";
const passesOfBinding = "The binding does not give this";
const narrower = "rights that are needed, one by one";

function judgeRole(role: ResourceNode): readonly CheckResult[] {
  const rules = rulesOfRole(role);
  const asked = roleQuestions
    .filter(({ kind }) => kind === undefined || kind === role.type)
    .map(({ id, fails, ask }) =>
      onRole(anyRule(rules, ask), { check: `K8S-19.${id}`, expected: narrower, fails, passes: passesOfRole }),
    );
  const further = powers.flatMap((power) =>
    power.role
      ? [
          onRole(permitsPower(rules, power), {
            check: `K8S-19.${power.id}`,
            expected: narrower,
            fails: `The role lets its holders ${power.does}`,
            passes: passesOfRole,
          }),
        ]
      : [],
  );
  return [...asked, ...further];
}

/** Every cluster shows its version and health to anybody, unless somebody takes that away. */
function judgeBuiltIn(binding: ResourceNode): readonly CheckResult[] {
  return judgeAlone(binding)
    .filter(({ check }) => check === "K8S-19.anonymous")
    .map((result) => ({ ...result, severity: "low" }));
}

function judgeBinding(binding: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
  const { items: subjects } = subjectsOf(binding);
  const own = judgeAlone(binding);
  const bound = boundRole(binding, graph);
  if (bound.kind === "found") {
    const rules: RoleRules = { rules: bound.rules, unknown: bound.open };
    return [
      ...own,
      ...boundQuestions.flatMap((question) => judgeBound(binding, question, rules, subjects, bound.role)),
      ...judgeAuthenticated(subjects, rules, bound.role),
    ];
  }
  if (bound.kind === "unseen" && isKnownByName(bound.name)) return own;
  const reason = bound.kind === "unknown" ? bound.cause : `the role ${bound.name} is not among the inputs`;
  return [
    ...own,
    verdict(
      "unknown",
      { path: "roleRef.name", expected: narrower, actual: roleName(binding), reason },
      { check: "K8S-19.bound-everything", fails: "" },
    ),
  ];
}

function judgeAlone(binding: ResourceNode): readonly CheckResult[] {
  const { items: subjects, unknown } = subjectsOf(binding);
  return bindingQuestions.map(({ id, expected, fails, find }) => {
    const path = find(binding, subjects);
    const answer = path === undefined ? (unknown === undefined ? "yes" : "unknown") : "no";
    const actual = path === undefined ? null : (textAt(binding, path) ?? null);
    return verdict(
      answer,
      { path: path ?? "subjects", expected, actual, reason: unknown },
      { check: `K8S-19.${id}`, fails, passes: passesOfBinding },
    );
  });
}

/** Kubernetes brings these along in every cluster; what is wrong with binding them has checks of its own. */
function isKnownByName(name: string): boolean {
  return /^system:/.test(name) || ["cluster-admin", "admin", "edit", "view"].includes(name);
}

function judgeBound(
  binding: ResourceNode,
  { id, to, does, ask }: BoundQuestion,
  rules: RoleRules,
  subjects: readonly Subject[],
  role: ResourceNode,
): readonly CheckResult[] {
  const fitting = to === "anybody" ? subjects : subjects.filter((one) => isWorkload(one) === (to === "workloads"));
  const [first] = fitting;
  if (!first) return [];
  const permission = ask(rules);
  const who = fitting.map(({ kind, name }) => `${kind} ${name}`).join(", ");
  return [
    onBinding(permission, role, "roleRef.name", {
      check: `K8S-19.${id}`,
      expected: narrower,
      fails: `By way of ${roleName(binding)}, the binding lets ${who} ${does}`,
      passes: passesOfBinding,
    }),
  ];
}

function judgeAuthenticated(
  subjects: readonly Subject[],
  rules: RoleRules,
  role: ResourceNode,
): readonly CheckResult[] {
  const everybody = subjects.find(({ kind, name }) => kind === "Group" && name === "system:authenticated");
  if (!everybody) return [];
  const permission = anyRule(rules, (one) => includes(one.resources, (name) => sensitive.has(name)));
  return [
    onBinding(permission, role, `${everybody.path}.name`, {
      check: "K8S-19.authenticated",
      expected: "groups of those who need it",
      fails: "The binding gives everybody with an account rights on workloads, nodes or Secrets",
      passes: passesOfBinding,
    }),
  ];
}

function roleName(binding: ResourceNode): string {
  return textAt(binding, "roleRef.name") ?? "";
}
