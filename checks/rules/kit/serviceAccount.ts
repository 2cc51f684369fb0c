/** Service accounts of pods: which one it is, and what it says of its token. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf, type PodView, textAt } from "./kubernetes";
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
  const found = graph
    .ofType("ServiceAccount")
    .find((one) => textAt(one, "metadata.name") === name && namespaceOf(one) === namespace);
  const refuses = found ? isFalse().ask(found.get("automountServiceAccountToken")) : "no";
  return { name, namespace, node: found, refuses, cause: undefined };
}

/** Whether some binding of the inputs gives the account a role. */
export function isAccountBound(graph: ResourceGraph, name: string, namespace: string): boolean {
  return graph
    .ofType("RoleBinding", "ClusterRoleBinding")
    .some((binding) =>
      subjectsOf(binding).items.some(
        (one) =>
          one.kind === "ServiceAccount" && one.name === name && (one.namespace ?? namespaceOf(binding)) === namespace,
      ),
    );
}
