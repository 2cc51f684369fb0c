/** Service accounts of pods: which one it is, and what it says of its token. */

import { append } from "../../../common/append";
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

/** Bindings by the accounts that they give a role, by the graph's own list of bindings. */
const bindings = new WeakMap<readonly ResourceNode[], ReadonlyMap<string, readonly ResourceNode[]>>();

/**
 * What gives the account a role. Bindings that nobody could read are not asked for, because they would make all that is
 * said of the pod unknown: then there is no answer.
 */
export function bindingsOf(graph: ResourceGraph, name: string, namespace: string): readonly ResourceNode[] | undefined {
  const types = ["RoleBinding", "ClusterRoleBinding"];
  if (graph.unread.some(({ type }) => types.includes(type))) return undefined;
  return types.flatMap((type) => {
    const all = graph.ofType(type);
    const index = bindings.get(all) ?? indexOf(all);
    bindings.set(all, index);
    return index.get(`${namespace}/${name}`) ?? [];
  });
}

function indexOf(all: readonly ResourceNode[]): ReadonlyMap<string, readonly ResourceNode[]> {
  const index = new Map<string, ResourceNode[]>();
  for (const binding of all) {
    const accounts = subjectsOf(binding).items.filter(({ kind }) => kind === "ServiceAccount");
    for (const key of new Set(accounts.map((one) => `${one.namespace ?? namespaceOf(binding)}/${one.name}`))) {
      append(index, key, binding);
    }
  }
  return index;
}
