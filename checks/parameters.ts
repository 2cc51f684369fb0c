/** Values of all rules' parameters: the rules' defaults, replaced by what is given. */
import type { Problem } from "../common/errors";
import type { Json } from "../common/json";
import type { Rule } from "./rule";

export function parametersOf(
  rules: readonly Rule[],
  given: { readonly [name: string]: Json },
): { readonly [name: string]: Json } {
  const values = Object.create(null) as Record<string, Json>;
  for (const rule of rules) {
    for (const [name, { default: fallback }] of Object.entries(rule.metadata.parameters)) {
      values[name] = Object.hasOwn(given, name) ? (given[name] ?? null) : fallback;
    }
  }
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names that no rule has, with a wrong type counted too: for the caller to refuse before anything is judged. */
export function parameterProblems(
  rules: readonly Rule[],
  given: { readonly [name: string]: Json },
): readonly Problem[] {
  const known = parametersOf(rules, {});
  return Object.entries(given).flatMap(([name, value]): readonly Problem[] => {
    if (!Object.hasOwn(known, name)) {
      return [
        {
          code: "unknown-parameter",
          path: name,
          message: `no rule has a parameter ${name}`,
          hint: `Known are ${Object.keys(known).join(", ")}.`,
        },
      ];
    }
    const expected = shapeOf(known[name] ?? null);
    if (expected === "nothing" || shapeOf(value) === expected) return [];
    return [{ code: "parameter-type", path: name, message: `${name} must be ${expected}` }];
  });
}

function shapeOf(value: Json): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return { boolean: "true or false", number: "a number", string: "text", object: "an object" }[
    typeof value as "boolean" | "number" | "string" | "object"
  ];
}
