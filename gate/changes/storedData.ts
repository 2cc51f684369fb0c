/** What a change loses for good of what is stored (`catalogue/stored-data.json`). */
import catalogue from "../../catalogue/stored-data.json";
import { kindOf, type ResourceChange } from "../planDocument";

const destroyed = new Map<string, { readonly what: string }>(Object.entries(catalogue.destroyed));

/** The stored data that a change loses, in words for the operator; null where it loses none. */
export function losesOf(change: ResourceChange, creates: ReadonlySet<string> = new Set()): string | null {
  const kind = kindOf(change);
  if (kind === "delete" || kind === "replace") return destroyed.get(change.type)?.what ?? null;
  if (change.type === "aws_s3_bucket_lifecycle_configuration") return expires(change, kind, creates);
  if (kind !== "update") return null;
  const shorter = catalogue.shortened.find(
    ({ type, attribute, zero }) =>
      type === change.type &&
      lasting(memberOf(change.change.after, attribute), zero) <
        lasting(memberOf(change.change.before, attribute), zero),
  );
  return shorter ? shorter.what : null;
}

/** A time to keep, comparable. An attribute that is not set or only known later shortens nothing that can be told. */
function lasting(value: unknown, zero: string): number {
  if (typeof value !== "number") return Number.NaN;
  return value === 0 && zero === "forever" ? Number.POSITIVE_INFINITY : value;
}

/**
 * Objects that a bucket's lifecycle would delete sooner than before. A first lifecycle counts where its bucket is
 * there already; `creates` holds the addresses and bucket names that the same plan makes.
 */
function expires(change: ResourceChange, kind: string, creates: ReadonlySet<string>): string | null {
  if (kind !== "update" && kind !== "replace" && kind !== "create") return null;
  const bucket = memberOf(change.change.after, "bucket");
  if (kind === "create" && (typeof bucket !== "string" || creates.has(bucket))) return null;
  const before = expiryOf(kind === "create" ? undefined : change.change.before);
  const sooner = [...expiryOf(change.change.after)].some(
    ([rule, days]) => days < (before.get(rule) ?? Number.POSITIVE_INFINITY),
  );
  return sooner ? "objects and versions older than the new expiry" : null;
}

/** Days until each active rule deletes current objects or earlier versions, by rule and kind. */
function expiryOf(side: unknown): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const rule of listOf(memberOf(side, "rule"))) {
    if (memberOf(rule, "status") === "Disabled") continue;
    const id = String(memberOf(rule, "id") ?? "");
    for (const [block, attribute] of [
      ["expiration", "days"],
      ["noncurrent_version_expiration", "noncurrent_days"],
    ] as const) {
      const days = memberOf(listOf(memberOf(rule, block))[0], attribute);
      if (typeof days === "number" && days > 0) found.set(`${id}/${block}`, days);
    }
  }
  return found;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);

function memberOf(tree: unknown, name: string): unknown {
  if (typeof tree !== "object" || tree === null) return undefined;
  return Object.hasOwn(tree, name) ? (tree as Record<string, unknown>)[name] : undefined;
}
