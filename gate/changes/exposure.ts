/** Whether a change makes something reachable, readable or usable by more or by fewer (`catalogue/exposure.json`). */
import catalogue from "../../catalogue/exposure.json";
import { redactValue } from "../../checks/reports/redact";
import { canonicalJson, type Json } from "../../common/json";
import { kindOf, type ResourceChange } from "../planDocument";
import { masked, within } from "./attributes";
import { type AttributeChange, type Exposure, knownAfterApply } from "./model";
import { admitsAnybody, policyExposure } from "./statements";

type Way = "policy" | "more-widens" | "true-widens" | "false-widens" | "unset-widens" | "changes";
interface ExposedType {
  readonly existence: "grants" | "guards" | "neutral";
  readonly attributes: Readonly<Record<string, Way>>;
}

const types = new Map(Object.entries(catalogue.types as Readonly<Record<string, ExposedType>>));

export interface ExposureChange {
  readonly exposure: Exposure;
  readonly anybody: boolean;
  /** The attributes that make it. */
  readonly attributes: readonly AttributeChange[];
}

/** True for an attribute that the configuration sets: what a provider fills in by itself is no change of anybody's. */
export type Configured = (attribute: string) => boolean;

/** The change of exposure that a resource's change brings, or undefined. `attributes` are those of `changedAttributes`. */
export function exposureOf(
  change: ResourceChange,
  attributes: readonly AttributeChange[],
  configured: Configured,
): ExposureChange | undefined {
  const type = types.get(change.type);
  if (!type) return undefined;
  const kind = kindOf(change);
  const anybody = kind !== "delete" && kind !== "forget" && letsAnybodyIn(change);
  if (kind === "update" || kind === "replace") {
    const relevant = attributes.filter(
      ({ path, to }) => wayOf(type, path) !== undefined && (to !== knownAfterApply || configured(topOf(path))),
    );
    const moves = directions(type, change, relevant);
    if (moves.length === 0) return undefined;
    return { exposure: joined(moves), anybody, attributes: relevant };
  }
  if (kind !== "create" && kind !== "delete") return undefined;
  const side = kind === "create" ? change.change.after : change.change.before;
  const stated = statedAttributes(type, side, change, { kind, configured });
  const exposure = byExistence(type, side, change, { kind, configured });
  return exposure === undefined ? undefined : { exposure, anybody, attributes: stated };
}

function wayOf(type: ExposedType, path: string): Way | undefined {
  return Object.entries(type.attributes).find(([name]) => within(path, name) || within(name, path))?.[1];
}

const topOf = (path: string): string => path.split(/[.[]/)[0] ?? path;

interface Existing {
  readonly kind: "create" | "delete";
  readonly configured: Configured;
}

function directions(
  type: ExposedType,
  { change }: ResourceChange,
  attributes: readonly AttributeChange[],
): readonly Exposure[] {
  const done = new Set<string>();
  return attributes.flatMap(({ path, from, to }): readonly Exposure[] => {
    const way = wayOf(type, path) ?? "changes";
    if (way === "policy") {
      const name = topOf(path);
      if (done.has(name)) return [];
      done.add(name);
      if (to === knownAfterApply) return ["changed"];
      const moved = policyExposure(memberOf(change.before, name), memberOf(change.after, name));
      return moved === null ? [] : [moved];
    }
    return [directionOf(way, path, from, to)];
  });
}

function directionOf(way: Way, path: string, from: Json, to: Json): Exposure {
  if (to === knownAfterApply) return "changed";
  if (way === "true-widens") return to === true ? "wider" : "narrower";
  if (way === "false-widens") return to === true ? "narrower" : "wider";
  if (way === "unset-widens") return to === null ? "wider" : from === null ? "narrower" : "changed";
  if (way === "more-widens") {
    if (path.endsWith("[+]") || isEmpty(from)) return "wider";
    if (path.endsWith("[-]") || isEmpty(to)) return "narrower";
  }
  return "changed";
}

const isEmpty = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

function joined(moves: readonly Exposure[]): Exposure {
  const first = moves[0] ?? "changed";
  return moves.every((move) => move === first) ? first : "changed";
}

/** What a resource's coming or going does: by what the type is for, or by what it states. */
function byExistence(
  type: ExposedType,
  side: unknown,
  { change }: ResourceChange,
  { kind, configured }: Existing,
): Exposure | undefined {
  const creates = kind === "create";
  if (type.existence === "grants") return creates ? "wider" : "narrower";
  if (type.existence === "guards") return creates ? "narrower" : "wider";
  const moves = Object.entries(type.attributes).flatMap(([name, way]): readonly Exposure[] => {
    const value = (memberOf(side, name) ?? null) as Json;
    if (way === "policy") {
      if (creates && memberOf(change.after_unknown, name) === true) return configured(name) ? ["changed"] : [];
      const moved = creates ? policyExposure(undefined, value) : policyExposure(value, undefined);
      return moved === null ? [] : [moved];
    }
    const opens =
      (way === "more-widens" && !isEmpty(value)) ||
      (way === "true-widens" && value === true) ||
      (way === "false-widens" && value === false);
    return opens ? [creates ? "wider" : "narrower"] : [];
  });
  return moves.length === 0 ? undefined : joined(moves);
}

/** Of a created or deleted resource, the attributes that count and are set. */
function statedAttributes(
  type: ExposedType,
  side: unknown,
  { change }: ResourceChange,
  { kind, configured }: Existing,
): readonly AttributeChange[] {
  return Object.keys(type.attributes).flatMap((name): readonly AttributeChange[] => {
    const isUnknown = kind === "create" && memberOf(change.after_unknown, name) === true && configured(name);
    const marks = kind === "create" ? change.after_sensitive : change.before_sensitive;
    const value = (memberOf(side, name) ?? null) as Json;
    if (!isUnknown && isEmpty(value)) return [];
    const text = isUnknown ? knownAfterApply : redactValue(name, masked(value, memberOf(marks, name)));
    return [
      kind === "create"
        ? { path: name, from: null, to: text, forcesReplacement: false }
        : { path: name, from: text, to: null, forcesReplacement: false },
    ];
  });
}

/** Ways in alone: what goes out to everywhere lets nobody in, and an endpoint's policy speaks to its own network. */
function letsAnybodyIn({ type, change }: ResourceChange): boolean {
  if (/egress|^aws_route|^aws_network_acl|^aws_wafv2|^aws_vpc_endpoint/.test(type)) return false;
  const after = memberOf(change, "after");
  if (memberOf(after, "type") === "egress") return false;
  const entry = types.get(type);
  return Object.entries(entry?.attributes ?? {}).some(([name, way]) => {
    const value = name.split(".").reduce<unknown>((tree, step) => memberOf(first(tree), step), after);
    if (name === "egress") return false;
    if (way === "policy") return admitsAnybody(value);
    if (way === "true-widens") return value === true;
    if (way === "false-widens" && name === "internal") return value === false;
    return /"(0\.0\.0\.0\/0|::\/0)"/.test(canonicalJson(value ?? null)) || (name === "principal" && value === "*");
  });
}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function memberOf(tree: unknown, name: string): unknown {
  if (tree === true) return true;
  if (typeof tree !== "object" || tree === null) return undefined;
  return Object.hasOwn(tree, name) ? (tree as Record<string, unknown>)[name] : undefined;
}
