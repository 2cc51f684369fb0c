/** What a change loses for good of what is stored (`catalogue/stored-data.json`). */
import catalogue from "../../catalogue/stored-data.json";
import { canonicalJson } from "../../common/json";
import { kindOf, type ResourceChange } from "../planDocument";

const destroyed = new Map<string, { readonly what: string }>(Object.entries(catalogue.destroyed));

/** The stored data that a change loses, in words for the operator; null where it loses none. */
export function losesOf(change: ResourceChange): string | null {
  const kind = kindOf(change);
  if (kind === "delete" || kind === "replace") {
    const what = destroyed.get(change.type)?.what;
    if (what !== undefined) return what;
  }
  if (kind !== "update" && kind !== "replace") return null;
  const { before, after } = change.change;
  const shorter = catalogue.shortened.find(
    ({ type, attribute, zero }) =>
      type === change.type && lasting(memberOf(after, attribute), zero) < lasting(memberOf(before, attribute), zero),
  );
  if (shorter) return shorter.what;
  const limits = documents[change.type];
  if (!limits) return null;
  const known = limits.of(before);
  const sooner = [...limits.of(after)].some(([name, limit]) => limit < (known.get(name) ?? Number.POSITIVE_INFINITY));
  return sooner ? limits.what : null;
}

/** A time to keep, comparable. An attribute that is not set or only known later shortens nothing that can be told. */
function lasting(value: unknown, zero: string): number {
  if (typeof value !== "number") return Number.NaN;
  return value === 0 && zero === "forever" ? Number.POSITIVE_INFINITY : value;
}

/**
 * Types that say in a document how long or how much is kept, and how its limits are read; what has no limit is kept.
 * Only a change counts: where a first one is made, the store was mostly made by a run that was cut off, and that has to
 * be able to go on.
 */
const documents: Readonly<
  Record<string, { readonly what: string; readonly of: (side: unknown) => ReadonlyMap<string, number> }>
> = {
  aws_s3_bucket_lifecycle_configuration: { what: "objects and versions older than the new expiry", of: expiryOf },
  aws_ecr_lifecycle_policy: { what: "images that the new policy expires", of: imageLimits },
  aws_msk_configuration: { what: "messages older or more than the new retention of topics", of: topicLimits },
  aws_dynamodb_table: { what: "the continuous backups of the table", of: tableBackups },
};

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

/** Images or days that each rule keeps, by what it selects. */
function imageLimits(side: unknown): ReadonlyMap<string, number> {
  const rules = listOf(memberOf(parsed(memberOf(side, "policy")), "rules"));
  return new Map(
    rules.flatMap((rule): readonly (readonly [string, number])[] => {
      const { countNumber, ...selection } = recordOf(memberOf(rule, "selection"));
      return typeof countNumber === "number" ? [[canonicalJson(selection), countNumber]] : [];
    }),
  );
}

/** Retention by time and by size in the properties of Kafka's brokers; -1 keeps everything. */
function topicLimits(side: unknown): ReadonlyMap<string, number> {
  const text = memberOf(side, "server_properties");
  const lines = typeof text === "string" ? text.matchAll(/^\s*(log\.retention\.\w+)\s*=\s*(-?\d+)\s*$/gm) : [];
  return new Map(
    [...lines].map(([, name = "", value]) => [name, Number(value) < 0 ? Number.POSITIVE_INFINITY : Number(value)]),
  );
}

function tableBackups(side: unknown): ReadonlyMap<string, number> {
  const enabled = memberOf(listOf(memberOf(side, "point_in_time_recovery"))[0], "enabled");
  return new Map([["point_in_time_recovery", enabled === true ? 1 : 0]]);
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    // A document that cannot be read limits nothing that can be told.
    return undefined;
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function memberOf(tree: unknown, name: string): unknown {
  return Object.hasOwn(recordOf(tree), name) ? recordOf(tree)[name] : undefined;
}
