/** Which attributes of a resource a plan changes. Values are shown only where nothing marks or shapes them as secret. */
import { redactValue, sensitive } from "../../checks/reports/redact";
import { canonicalJson, isRecord, type Json } from "../../common/json";
import type { ResourceChange } from "../planDocument";
import { type AttributeChange, knownAfterApply } from "./model";
import { settled } from "./settled";

/** A value before and after, with the trees that mark what is unknown and what is sensitive in it. */
interface Place {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly hiddenBefore: unknown;
  readonly hiddenAfter: unknown;
}

/** As many levels as attributes and policies have; what lies deeper is compared as a whole. */
const deepest = 12;

/** Attributes that differ, in the order of their names. Of a replacement, what is only recomputed is left out. */
export function changedAttributes(change: ResourceChange): readonly AttributeChange[] {
  const { before, after, after_unknown, before_sensitive, after_sensitive } = change.change;
  const root = {
    path: "",
    before,
    after,
    unknown: after_unknown,
    hiddenBefore: before_sensitive,
    hiddenAfter: after_sensitive,
  };
  const forced = (change.change.replace_paths ?? []).map(pathText);
  const replaced = change.change.actions.length > 1;
  const found = differences(root, 0).map((one) => ({
    ...one,
    forcesReplacement: forced.some((path) => path !== "" && (within(one.path, path) || within(path, one.path))),
  }));
  const names = new Set(found.map(({ path }) => path.split(/[.[]/)[0]));
  return found.filter(({ path, to, forcesReplacement }) => {
    if (replaced && to === knownAfterApply && !forcesReplacement) return false;
    return !(path.startsWith("tags_all") && names.has("tags"));
  });
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

/** True when `path` is `outer` or lies under it; positions do not count, because sets have none. */
export function within(path: string, outer: string): boolean {
  const [inside, around] = [path, outer].map((text) => text.replace(/\[[^\]]*\]/g, ""));
  return inside === around || (inside ?? "").startsWith(`${around}.`);
}

type Difference = Omit<AttributeChange, "forcesReplacement">;

function differences(place: Place, depth: number): readonly Difference[] {
  if (place.unknown === true) return [shown(place, knownAfterApply)];
  const unwrapped = unwrapJson(place);
  const { before, after } = unwrapped;
  if (isRecord(before) && isRecord(after) && depth < deepest) return ofMembers(unwrapped, before, after, depth);
  if (isRecord(after) && isRecord(unwrapped.unknown) && before === undefined && depth === 0)
    return ofMembers(unwrapped, {}, after, depth);
  if (Array.isArray(before) && Array.isArray(after) && depth < deepest) {
    if (hasUnknown(unwrapped.unknown)) return [shown(place, knownAfterApply)];
    return ofItems(unwrapped, before, after, depth);
  }
  const same = canonicalJson(settled(asJson(before))) === canonicalJson(settled(asJson(after)));
  return same && !hasUnknown(unwrapped.unknown) ? [] : [shown(place)];
}

function ofMembers(
  place: Place,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  depth: number,
): readonly Difference[] {
  const marks = isRecord(place.unknown) ? Object.keys(place.unknown) : [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...marks])].sort();
  return names.flatMap((name) =>
    differences(
      {
        path: place.path === "" ? name : `${place.path}.${name}`,
        before: before[name],
        after: after[name],
        unknown: memberOf(place.unknown, name),
        hiddenBefore: memberOf(place.hiddenBefore, name),
        hiddenAfter: memberOf(place.hiddenAfter, name),
      },
      depth + 1,
    ),
  );
}

/** Order means nothing in a set, and mostly nothing in a list: what is in one and not in the other counts. */
function ofItems(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
  depth: number,
): readonly Difference[] {
  const gone = missingFrom(before, after);
  const come = missingFrom(after, before);
  const [from, to] = [gone[0], come[0]];
  if (gone.length === 1 && come.length === 1 && from !== undefined && to !== undefined) {
    return differences(
      {
        path: `${place.path}[${to}]`,
        before: before[from],
        after: after[to],
        unknown: undefined,
        hiddenBefore: memberOf(place.hiddenBefore, from),
        hiddenAfter: memberOf(place.hiddenAfter, to),
      },
      depth + 1,
    );
  }
  const one = { ...place, unknown: undefined };
  return [
    ...gone.map((index) =>
      shown({
        ...one,
        path: `${place.path}[-]`,
        before: before[index],
        after: null,
        hiddenBefore: memberOf(place.hiddenBefore, index),
        hiddenAfter: undefined,
      }),
    ),
    ...come.map((index) =>
      shown({
        ...one,
        path: `${place.path}[+]`,
        before: null,
        after: after[index],
        hiddenBefore: undefined,
        hiddenAfter: memberOf(place.hiddenAfter, index),
      }),
    ),
  ];
}

/** Positions of the items that the other list does not have; an item that stands twice counts twice. */
function missingFrom(items: readonly unknown[], others: readonly unknown[]): readonly number[] {
  const left = new Map<string, number>();
  for (const other of others) {
    const key = canonicalJson(settled(asJson(other)));
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return items.flatMap((item, index) => {
    const key = canonicalJson(settled(asJson(item)));
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0 ? [] : [index];
  });
}

function shown({ path, before, after, hiddenBefore, hiddenAfter }: Place, to?: string): Difference {
  const name = path.replace(/\[[+-]\]$/, "");
  const cleared = (value: unknown, marks: unknown): Json => redactValue(name, masked(asJson(value), marks));
  return { path, from: cleared(before, hiddenBefore), to: to ?? cleared(after, hiddenAfter) };
}

/** The value with everything marked in it replaced. */
export function masked(value: Json, marks: unknown): Json {
  if (value === null) return null;
  if (marks === true) return sensitive;
  if (Array.isArray(value)) return value.map((item: Json, index) => masked(item, memberOf(marks, index)));
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item, memberOf(marks, name))]));
}

/** Documents inside a string (policies, configurations) are compared by what they say. */
function unwrapJson(place: Place): Place {
  if (place.hiddenBefore === true || place.hiddenAfter === true) return place;
  const before = parsed(place.before);
  const after = parsed(place.after);
  return isRecord(before) && isRecord(after) ? { ...place, before, after } : place;
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*\{/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // Text that only begins like a document is compared as text.
    return value;
  }
}

function hasUnknown(mask: unknown): boolean {
  if (mask === true) return true;
  return mask !== null && typeof mask === "object" && Object.values(mask).some(hasUnknown);
}

function memberOf(tree: unknown, step: string | number): unknown {
  if (tree === true) return true;
  if (Array.isArray(tree)) return typeof step === "number" ? tree[step] : undefined;
  return isRecord(tree) && Object.hasOwn(tree, step) ? tree[step] : undefined;
}

const asJson = (value: unknown): Json => (value === undefined ? null : (value as Json));
