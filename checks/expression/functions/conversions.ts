/** Changes of type, and functions that only say something about a value. */
import { hole, isHole, isList, isObject, isTemplate } from "../datum";
import { EvaluationFailure } from "./failure";
import { asSet, booleanOf, entriesOf, type Functions, numberOf, textOf, unified } from "./values";

export const conversionFunctions: Functions = {
  overHoles: {
    tostring: ([value]) =>
      value === undefined || isHole(value) || isTemplate(value) || value === null ? (value ?? null) : textOf(value),
    toset: ([value]) => {
      if (isObject(value)) throw new EvaluationFailure("toset of a map or object");
      return isList(value) ? asSet(value) : (value ?? null);
    },
    tolist: ([value]) => (isList(value) ? unified(value) : (value ?? null)),
    tomap: ([value]) => {
      if (!isObject(value)) return value ?? null;
      const entries = entriesOf(value);
      const items = unified(entries.map(([, item]) => item));
      return Object.fromEntries(entries.map(([key], index) => [key, items[index] ?? null]));
    },
    sensitive: ([value]) => value ?? null,
    nonsensitive: ([value]) => value ?? null,
    ephemeralasnull: () => null,
    issensitive: () => hole("issensitive depends on marks that are not followed"),
    list: (args) => [...args],
    map: (args) => {
      if (args.length % 2 === 1) throw new EvaluationFailure("map needs pairs");
      const pairs = args.flatMap((key, index) => (index % 2 === 0 ? [[textOf(key), args[index + 1] ?? null]] : []));
      return Object.fromEntries(pairs) as Record<string, never>;
    },
  },
  overValues: {
    tonumber: ([value]) => (value === null || value === undefined ? null : numberOf(value)),
    tobool: ([value]) => (value === null || value === undefined ? null : booleanOf(value)),
  },
};
