/** Values that a LimitRange gives to containers of its namespace that state none. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { namespaceOf } from "./kubernetes";

/** The LimitRange that sets the default, if there is one. Containers without a request get the default limit's value. */
export function limitRangeFor(
  graph: ResourceGraph,
  node: ResourceNode,
  kind: "requests" | "limits",
  resource: "cpu" | "memory",
): ResourceNode | undefined {
  const members = kind === "limits" ? ["default"] : ["defaultRequest", "default"];
  return graph.ofType("LimitRange").find(
    (range) =>
      namespaceOf(range) === namespaceOf(node) &&
      range.blocks("spec.limits").items.some((limit) => {
        const type = limit.get("type");
        const isForContainers = type.kind === "known" && type.value === "Container";
        return isForContainers && members.some((member) => limit.get(`${member}.${resource}`).kind === "known");
      }),
  );
}
