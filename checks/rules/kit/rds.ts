import type { ResourceNode } from "../../graph/graph";

/** Where a database's storage comes from: its own, that of another instance, or that of one which is not in the inputs. */
export type Origin =
  | { readonly kind: "own" }
  | { readonly kind: "replica"; readonly source: ResourceNode }
  | { readonly kind: "unresolved"; readonly cause: string };

/** A read replica takes encryption from its source, and has neither backups nor a final snapshot that matter. */
export function originOf(node: ResourceNode): Origin {
  const path = node.type === "aws_rds_cluster" ? "replication_source_identifier" : "replicate_source_db";
  const reading = node.get(path);
  if (reading.kind === "absent") return { kind: "own" };
  const references = node.references(path);
  const source = references.nodes.find((candidate) => candidate.mode === "managed" && candidate !== node);
  if (source) return { kind: "replica", source };
  return { kind: "unresolved", cause: references.unresolved ?? `the source named in ${path} is not among the inputs` };
}

export function isReplica(node: ResourceNode): boolean {
  return originOf(node).kind !== "own";
}
