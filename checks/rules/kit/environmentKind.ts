/** Whether something belongs to production, as far as its tags and names say. */
import type { ResourceNode } from "../../graph/graph";
import { tagOf } from "./tags";

export type EnvironmentKind = "production" | "other";

const between = (words: string) => new RegExp(`(^|[^a-z])(${words})([^a-z]|$)`, "i");

/** Tried first, because some of these hold a word of production. */
const other = between(
  "non-?_?prod(uction)?|pre-?_?prod(uction)?|dev|develop|development|test|testing|tst|qa|uat|sit|stage|staging|stg|sandbox|demo|training|perf|local|ci",
);
const production = between("prod|production|prd|live");

export function kindOfName(text: string): EnvironmentKind | undefined {
  if (other.test(text)) return "other";
  return production.test(text) ? "production" : undefined;
}

const tagKeys = ["environment", "Environment", "env", "Env", "stage", "Stage"];
const nameAttributes = [
  "identifier",
  "cluster_identifier",
  "db_instance_identifier",
  "db_cluster_identifier",
  "db_snapshot_identifier",
  "db_cluster_snapshot_identifier",
  "identifier_prefix",
  "name",
];

/** By the tag that names the environment, or else by the resource's own name. */
export function environmentOf(node: ResourceNode): EnvironmentKind | undefined {
  for (const key of tagKeys) {
    const tag = tagOf(node, key);
    if (tag.kind === "value") return kindOfName(tag.value);
  }
  for (const path of nameAttributes) {
    const reading = node.get(path);
    const kind = reading.kind === "known" && typeof reading.value === "string" ? kindOfName(reading.value) : undefined;
    if (kind !== undefined) return kind;
  }
  return undefined;
}
