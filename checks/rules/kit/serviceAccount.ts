/** Service accounts of pods: which one it is, and what it says of its token. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, type PodView } from "./kubernetes";
import { objectNamed } from "./objectNamed";
import { type Answer, isFalse } from "./predicates";
import { subjectsOf } from "./rbac";

export interface Account {
  /** Undefined where it is not known yet. */
  readonly name: string | undefined;
  readonly namespace: string;
  /** Where it is among the inputs. */
  readonly node: ResourceNode | undefined;
  /** Whether it keeps its token from pods that do not ask for it; one that is not seen is as Kubernetes makes it. */
  readonly refuses: Answer;
  readonly cause: string | undefined;
}

export function accountOf({ node, spec }: PodView, graph: ResourceGraph): Account {
  const namespace = namespaceOf(node);
  const stated = [spec.get("serviceAccountName"), spec.get("serviceAccount")].find(({ kind }) => kind !== "absent");
  if (stated?.kind === "unknown") {
    return { name: undefined, namespace, node: undefined, refuses: "unknown", cause: stated.cause };
  }
  const name = stated?.kind === "known" ? String(stated.value) : "default";
  const found = objectNamed(graph, "ServiceAccount", namespace, name);
  const refuses = found ? isFalse().ask(found.get("automountServiceAccountToken")) : "no";
  return { name, namespace, node: found, refuses, cause: undefined };
}

/** Accounts that some binding gives a role, by the graph's own list of bindings. */
const boundAccounts = new WeakMap<readonly ResourceNode[], ReadonlySet<string>>();

/**
 * Whether some binding of the inputs gives the account a role. Bindings that nobody could read are not asked for: they
 * would make all that is said of the pod unknown, and only how much it weighs hangs on them.
 */
export function isAccountBound(graph: ResourceGraph, name: string, namespace: string): boolean {
  const types = ["RoleBinding", "ClusterRoleBinding"];
  if (graph.unread.some(({ type }) => types.includes(type))) return false;
  const key = `${namespace}/${name}`;
  return types.some((type) => {
    const bindings = graph.ofType(type);
    const accounts = boundAccounts.get(bindings) ?? accountsOf(bindings);
    boundAccounts.set(bindings, accounts);
    return accounts.has(key);
  });
}

function accountsOf(bindings: readonly ResourceNode[]): ReadonlySet<string> {
  return new Set(
    bindings.flatMap((binding) =>
      subjectsOf(binding).items.flatMap(({ kind, name, namespace }) =>
        kind === "ServiceAccount" ? [`${namespace ?? namespaceOf(binding)}/${name}`] : [],
      ),
    ),
  );
}
