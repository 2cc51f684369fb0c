/**
 * Values of a plan or a state. Order of belief (design §8): the planned value, then the configuration's template
 * where the plan says "known after apply", else a hole.
 */
import { emptyRecord, hole } from "../expression/datum";
import { type Cursor, deepestValue, isRecord, materialise, stepInto } from "./cursor";
import type { Datum } from "./graph";
import type { PathStep } from "./path";

export interface Planned {
  readonly values: unknown;
  /** True, or a tree with true where the value is only known after apply. */
  readonly unknown: unknown;
  /** The same place in the configuration, where there is one; looked up only where the plan leaves something open. */
  readonly config: () => Cursor | undefined;
}

function steppedConfig(config: Planned["config"], step: PathStep): Planned["config"] {
  return () => {
    const here = config();
    return here && stepInto(here, step);
  };
}

/** One step further into values, the unknown mask and the configuration at the same time. */
export function stepIntoPlanned(here: Planned, step: PathStep): Planned | undefined {
  const { values, unknown, config } = here;
  if (unknown === true) return { values: undefined, unknown: true, config: steppedConfig(config, step) };
  if (typeof step === "number") {
    if (Array.isArray(values) || Array.isArray(unknown)) return itemAt(here, step);
    return step === 0 && (isRecord(values) || isRecord(unknown)) ? here : undefined;
  }
  if (Array.isArray(values) && values.length === 1) {
    const only = itemAt(here, 0);
    return only && stepIntoPlanned(only, step);
  }
  if (!isRecord(values) && !isRecord(unknown)) return undefined;
  return {
    values: ownMember(values, step),
    unknown: ownMember(unknown, step),
    config: steppedConfig(config, step),
  };
}

export function ownMember(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function itemAt({ values, unknown, config }: Planned, index: number): Planned | undefined {
  const value: unknown = Array.isArray(values) ? values[index] : undefined;
  const mask: unknown = Array.isArray(unknown) ? unknown[index] : undefined;
  if (value === undefined && mask === undefined) return undefined;
  const length = Array.isArray(values) ? values.length : 0;
  const ofItem = () => {
    const here = config();
    return here && configOfItem(here, value, index, length);
  };
  return { values: value, unknown: mask, config: ofItem };
}

/**
 * The block of the configuration that a planned block came from. Sets are reordered by the provider, so a block is
 * matched by the constants that it states; a dynamic block has no counterpart in a plan's configuration.
 */
function configOfItem(config: Cursor, value: unknown, index: number, length: number): Cursor | undefined {
  const candidates: Cursor[] = [];
  for (let position = 0; position <= length; position += 1) {
    const candidate = stepInto(config, position);
    if (candidate) candidates.push(candidate);
  }
  if (candidates.length !== length) return undefined;
  const straight = candidates[index];
  if (straight && fits(straight, value)) return straight;
  return candidates.find((candidate) => fits(candidate, value));
}

function fits(candidate: Cursor, value: unknown): boolean {
  if (!isRecord(value)) return true;
  return Object.entries(value).every(([key, planned]) => {
    if (planned === null || typeof planned === "object") return true;
    const stated = stepInto(candidate, key);
    if (!stated) return true;
    const datum = materialise(stated);
    return datum === null || typeof datum === "object" || String(datum) === String(planned);
  });
}

/** Says that a value has to be looked at together with the configuration. */
export const open: unique symbol = Symbol("open");

/**
 * The plain value at a path, where the plan states it and leaves nothing of it open: by far most of what is asked, and
 * answered without a look at anything else. Undefined where nothing is stated.
 */
export function statedScalar(
  values: unknown,
  unknown: unknown,
  steps: readonly PathStep[],
): string | number | boolean | undefined | typeof open {
  let value = values;
  let mask = unknown;
  for (const step of steps) {
    if (mask === true) return open;
    if (typeof step === "number") {
      if (!Array.isArray(value)) return open;
      value = value[step];
      mask = Array.isArray(mask) ? mask[step] : undefined;
    } else {
      if (!isRecord(value)) return open;
      value = ownMember(value, step);
      mask = ownMember(mask, step);
    }
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return mask === true ? open : value;
  // A null is what a plan writes for what is not stated.
  const absent = value === null ? mask !== true : value === undefined && (mask === undefined || mask === false);
  return absent ? undefined : open;
}

/** The value at a place, or undefined where nothing is stated (a null that the plan adds, a computed default). */
export function plannedValue({ values, unknown, config }: Planned, depth = 0): Datum | undefined {
  if (depth > deepestValue) return hole("the value is nested too deeply");
  if (unknown === true) {
    const stated = config();
    return stated && notNull(materialise(stated));
  }
  if (Array.isArray(values) || (Array.isArray(unknown) && values !== null)) {
    return plannedList({ values, unknown, config }, depth);
  }
  if (isRecord(values) || (isRecord(unknown) && values !== null)) {
    return plannedObject({ values, unknown, config }, depth);
  }
  return typeof values === "string" || typeof values === "number" || typeof values === "boolean" ? values : undefined;
}

/** A null in the configuration of something unknown means that it is not stated. */
function notNull(datum: Datum): Datum | undefined {
  return datum === null ? undefined : datum;
}

function plannedList(here: Planned, depth: number): Datum[] {
  const length = Math.max(
    Array.isArray(here.values) ? here.values.length : 0,
    Array.isArray(here.unknown) ? here.unknown.length : 0,
  );
  return Array.from({ length }, (_, index) => {
    const item = itemAt(here, index);
    const value = item && plannedValue(item, depth + 1);
    return value ?? (item?.unknown === true ? hole("known after apply") : null);
  });
}

function plannedObject(here: Planned, depth: number): Datum {
  const object = emptyRecord();
  const names = [here.values, here.unknown].flatMap((tree) => (isRecord(tree) ? Object.keys(tree) : []));
  for (const name of new Set(names)) {
    const child = stepIntoPlanned(here, name);
    const value = child && plannedValue(child, depth + 1);
    if (value !== undefined) object[name] = value;
  }
  return object;
}

/** Whether a place, or anything inside it, is marked in a tree of true and false. */
export function isMarked(tree: unknown, steps: readonly PathStep[], depth = 0): boolean {
  if (tree === true) return true;
  if (tree === null || typeof tree !== "object" || depth > deepestValue) return false;
  const [step, ...rest] = steps;
  if (step === undefined) return Object.values(tree).some((child) => isMarked(child, [], depth + 1));
  if (Array.isArray(tree)) {
    if (typeof step === "number") return isMarked(tree[step], rest, depth + 1);
    return tree.some((item) => isMarked(item, steps, depth + 1));
  }
  if (step === 0) return isMarked(tree, rest, depth + 1);
  return isMarked(ownMember(tree, String(step)), rest, depth + 1);
}
