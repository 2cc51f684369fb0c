import type { Datum } from "../../graph/graph";
import { EvaluationFailure } from "./failure";
import { asSet, elementsOf, entriesOf, type Functions, objectOf, stableText, textOf } from "./values";

/** More combinations than this are refused, so that a few lists cannot fill the memory. */
const mostCombinations = 100_000;

export const setFunctions: Functions = {
  overValues: {
    setintersection: (args) => combined(args, (sets, key) => sets.every((set) => set.has(key))),
    setsubtract: ([from, minus]) => {
      const taken = keysOf(minus);
      return asSet(elementsOf(from).filter((item) => !taken.has(stableText(item))));
    },
    setunion: (args) => asSet(args.flatMap((arg) => [...elementsOf(arg)])),
    setproduct: (args) => product(args.map(elementsOf)),
    transpose: ([map]) => transpose(map),
  },
};

function keysOf(list: Datum | undefined): ReadonlySet<string> {
  return new Set(elementsOf(list).map(stableText));
}

function combined(
  args: readonly Datum[],
  keeps: (sets: readonly ReadonlySet<string>[], key: string) => boolean,
): Datum {
  const sets = args.map(keysOf);
  return asSet(elementsOf(args[0]).filter((item) => keeps(sets, stableText(item))));
}

function product(lists: readonly (readonly Datum[])[]): Datum[] {
  if (lists.length < 2) throw new EvaluationFailure("setproduct needs two lists at least");
  if (lists.reduce((count, list) => count * list.length, 1) > mostCombinations)
    throw new EvaluationFailure("setproduct gives too many combinations");
  return lists.reduce<Datum[][]>((all, list) => all.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}

function transpose(map: Datum | undefined): Datum {
  const turned = new Map<string, Set<string>>();
  for (const [key, values] of entriesOf(objectOf(map))) {
    for (const value of elementsOf(values)) {
      const keys = turned.get(textOf(value)) ?? new Set<string>();
      turned.set(textOf(value), keys.add(key));
    }
  }
  return Object.fromEntries([...turned].map(([value, keys]) => [value, asSet([...keys])]));
}
