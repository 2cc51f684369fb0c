/** Lists, maps and objects. A list may hold a hole that stands for any number of elements (`spread`). */
import type { Datum, DatumObject, Hole } from "../../graph/graph";
import {
  certainMember,
  emptyRecord,
  holesIn,
  isHole,
  isList,
  isTemplate,
  member,
  mergedHole,
  spreadOf,
} from "../datum";
import { EvaluationFailure } from "./failure";
import {
  booleanOf,
  distinct,
  elementsOf,
  entriesOf,
  type Functions,
  isEqual,
  listOf,
  numberOf,
  objectOf,
  textOf,
  unified,
  wholeNumberOf,
} from "./values";

export const collectionFunctions: Functions = {
  overHoles: {
    alltrue: ([list]) => decided(list, false),
    anytrue: ([list]) => decided(list, true),
    coalesce: (args) => firstStated(args, (arg) => arg !== null && arg !== "", "coalesce"),
    coalescelist: (args) => firstStated(args, (arg) => !isList(arg) || arg.length > 0, "coalescelist"),
    compact: ([list]) => (isHole(list) ? list : elementsOf(list).filter((item) => item !== null && item !== "")),
    concat: (args) => args.flatMap((arg) => (isHole(arg) ? [spreadOf(arg)] : [...listOf(arg)])),
    contains: ([list, item]) => contains(list, item ?? null),
    distinct: ([list]) => (isHole(list) ? list : distinct(unified(elementsOf(list)))),
    element: ([list, index]) => element(list, index),
    flatten: ([value]) => (isHole(value) ? value : flatten(listOf(value))),
    keys: ([value]) => (isHole(value) ? value : entriesOf(objectOf(value)).map(([key]) => key)),
    length: ([value]) => length(value),
    lookup: ([map, key, otherwise]) => lookup(map, key, otherwise),
    merge,
    one: ([list]) => one(list),
    reverse: ([list]) => (isHole(list) ? list : [...elementsOf(list)].reverse()),
    slice: ([list, from, to]) => slice(list, from, to),
    values: ([value]) => (isHole(value) ? value : entriesOf(objectOf(value)).map(([, item]) => item)),
    zipmap: ([keys, values]) => zipmap(keys, values),
  },
  overValues: {
    chunklist: ([list, size]) => chunks(elementsOf(list), wholeNumberOf(size)),
    index: ([list, item]) => {
      const at = elementsOf(list).findIndex((one) => isEqual(one, item ?? null));
      if (at < 0) throw new EvaluationFailure("index of something that is not in the list");
      return at;
    },
    matchkeys: ([values, keys, wanted]) => {
      const [all, searched] = [elementsOf(values), elementsOf(wanted)];
      return all.filter((_, at) => searched.some((one) => isEqual(one, elementsOf(keys)[at] ?? null)));
    },
  },
};

function isSpread(value: Datum): value is Hole {
  return isHole(value) && value.spread === true;
}

/** Whether a list may have more elements than it shows. */
function isOpen(list: readonly Datum[]): boolean {
  return list.some(isSpread);
}

function decided(list: Datum | undefined, deciding: boolean): Datum {
  if (isHole(list)) return list;
  const items = elementsOf(list);
  const stated = items.filter((item) => !isHole(item));
  if (stated.some((item) => item !== null && booleanOf(item) === deciding)) return deciding;
  // A null is not true.
  if (!deciding && stated.includes(null)) return false;
  return stated.length < items.length ? mergedHole(holesIn(list), "a list of truths") : !deciding;
}

function firstStated(args: readonly Datum[], isStated: (arg: Datum) => boolean, name: string): Datum {
  const first = args.find(isStated);
  if (first === undefined) throw new EvaluationFailure(`${name} finds nothing`);
  return isHole(first) && !first.set && args.length > 1 ? mergedHole(holesIn([...args]), name) : first;
}

function contains(list: Datum | undefined, item: Datum): Datum {
  if (isHole(list)) return mergedHole([list], "contains");
  const items = elementsOf(list);
  if (holesIn(item).length === 0 && items.some((one) => isEqual(one, item))) return true;
  const holes = holesIn([...items, item]);
  return holes.length > 0 ? mergedHole(holes, "contains") : false;
}

function element(list: Datum | undefined, index: Datum | undefined): Datum {
  const open = isHole(list) || isHole(index) || (isList(list) && isOpen(list));
  if (open) return mergedHole(holesIn([list ?? null, index ?? null]), "element");
  const items = elementsOf(list);
  const at = wholeNumberOf(index);
  if (at < 0) throw new EvaluationFailure("element at a negative position");
  const item = items.length === 0 ? undefined : items[at % items.length];
  if (item === undefined) throw new EvaluationFailure("element of an empty list");
  return item;
}

function flatten(items: readonly Datum[]): Datum[] {
  return items.flatMap((item) => (isList(item) ? flatten(item) : isHole(item) ? [spreadOf(item)] : [item]));
}

function length(value: Datum | undefined): Datum {
  if (isHole(value) || isTemplate(value)) return mergedHole(holesIn(value), "length");
  if (typeof value === "string") return [...new Intl.Segmenter("en").segment(value)].length;
  const items = elementsOf(value);
  return isOpen(items) ? mergedHole(items.filter(isSpread), "length") : items.length;
}

function lookup(map: Datum | undefined, key: Datum | undefined, otherwise: Datum | undefined): Datum {
  const certain = map !== undefined && typeof key === "string" ? certainMember(map, key) : undefined;
  if (certain !== undefined) return certain;
  if (isHole(map) || isHole(key) || isTemplate(key)) return mergedHole(holesIn([map ?? null, key ?? null]), "lookup");
  const found = member(objectOf(map), textOf(key)) ?? otherwise;
  if (found === undefined) throw new EvaluationFailure("lookup finds nothing");
  return found;
}

/** Beside an argument that is not known, those members are certain that stand behind it: nothing overrides them. */
function merge(args: readonly Datum[]): Datum {
  let merged = emptyRecord();
  for (const arg of args) {
    if (isHole(arg)) merged = emptyRecord();
    const stated = isHole(arg) ? (arg.members ?? {}) : arg === null ? {} : objectOf(arg);
    for (const [key, value] of Object.entries(stated)) merged[key] = value;
  }
  return args.some(isHole) ? { ...mergedHole(holesIn([...args]), "merge"), members: merged } : merged;
}

function one(list: Datum | undefined): Datum {
  if (isHole(list)) return mergedHole([list], "one");
  const items = list === null || list === undefined ? [] : elementsOf(list);
  if (isOpen(items)) return mergedHole(holesIn(list), "one");
  if (items.length > 1) throw new EvaluationFailure("one of several elements");
  return items[0] ?? null;
}

function slice(list: Datum | undefined, from: Datum | undefined, to: Datum | undefined): Datum {
  const open = isHole(list) || isHole(from) || isHole(to) || (isList(list) && isOpen(list));
  if (open) return mergedHole(holesIn([list ?? null, from ?? null, to ?? null]), "slice");
  const items = elementsOf(list);
  const [start, end] = [numberOf(from), numberOf(to)];
  if (start < 0 || end < start || end > items.length) throw new EvaluationFailure("slice beyond the list");
  return items.slice(start, end);
}

function zipmap(keys: Datum | undefined, values: Datum | undefined): Datum {
  const names = isHole(keys) ? [keys] : elementsOf(keys);
  if (isHole(values) || names.some((name) => isHole(name) || isTemplate(name)))
    return mergedHole(holesIn([keys ?? null, values ?? null]), "zipmap");
  const items = elementsOf(values);
  if (items.length !== names.length) throw new EvaluationFailure("zipmap of lists of different lengths");
  const zipped: Record<string, Datum> = emptyRecord();
  for (const [index, name] of names.entries()) zipped[textOf(name)] = items[index] ?? null;
  return zipped as DatumObject;
}

function chunks(items: readonly Datum[], size: number): Datum[] {
  if (size < 0) throw new EvaluationFailure("chunks of a negative size");
  if (size === 0) return [items];
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
