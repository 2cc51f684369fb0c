/** Roles and bindings of examples, as short as they can be. */
import { objectOf } from "./clusterExample";
import { documents } from "./podExample";

const apiVersion = "rbac.authorization.k8s.io/v1";

/** One rule of a role; lists as YAML writes them in one line. */
export function allow(groups: string, resources: string, verbs: string, more = ""): string {
  const rest = more === "" ? "" : `\n    ${more}`;
  return `  - apiGroups: [${groups}]\n    resources: [${resources}]\n    verbs: [${verbs}]${rest}\n`;
}

export function role(name: string, ...rules: readonly string[]): string {
  return objectOf(apiVersion, "Role", name, `rules:\n${rules.join("")}`);
}

export function clusterRole(name: string, ...rules: readonly string[]): string {
  return objectOf(apiVersion, "ClusterRole", name, `rules:\n${rules.join("")}`).replace("  namespace: registry\n", "");
}

/** A subject as `Kind name`; service accounts are those of the namespace `registry`. */
function subjectText(subject: string): string {
  const [kind = "", name = ""] = subject.split(" ");
  const where = kind === "ServiceAccount" ? "namespace: registry" : "apiGroup: rbac.authorization.k8s.io";
  return `  - kind: ${kind}\n    name: ${name}\n    ${where}\n`;
}

function bindingText(kind: string, name: string, roleRef: string, subjects: readonly string[]): string {
  const [roleKind = "", roleName = ""] = roleRef.split(" ");
  const body = `subjects:\n${subjects.map(subjectText).join("")}roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${roleKind}\n  name: ${roleName}\n`;
  return objectOf(apiVersion, kind, name, body);
}

/** A binding of a `Role name` or `ClusterRole name` in the namespace `registry`. */
export function roleBinding(name: string, roleRef: string, ...subjects: readonly string[]): string {
  return bindingText("RoleBinding", name, roleRef, subjects);
}

export function clusterRoleBinding(name: string, roleRef: string, ...subjects: readonly string[]): string {
  return bindingText("ClusterRoleBinding", name, roleRef, subjects).replace("  namespace: registry\n", "");
}

/** A role of the cluster with one rule, bound to the subjects. */
export function bound(rule: string, ...subjects: readonly string[]): string {
  return documents(clusterRole("helper", rule), clusterRoleBinding("helper", "ClusterRole helper", ...subjects));
}

/** Checks of the rule on roles that fail on a resource. */
export function wrongOn(resource: string, ...checks: readonly string[]): readonly (readonly [string, string])[] {
  return checks.map((check) => [`K8S-19.${check}`, resource] as const);
}
