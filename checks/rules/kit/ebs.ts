import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { isTrue, orAbsent } from "./predicates";

/** The account setting of the node's region that encrypts every new volume, if the inputs hold one that is on. */
export function encryptionByDefault(node: ResourceNode, graph: ResourceGraph): ResourceNode | undefined {
  const region = node.region();
  return graph.ofType("aws_ebs_encryption_by_default").find((setting) => {
    const other = setting.region();
    const elsewhere = region.kind === "known" && other.kind === "known" && region.value !== other.value;
    return !elsewhere && setting.mode === "managed" && orAbsent(isTrue()).ask(setting.get("enabled")) === "yes";
  });
}
