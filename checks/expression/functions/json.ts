/** `jsonencode` and `jsondecode`. */
import type { Datum, Hole } from "../../graph/graph";
import { isHole, isList, isObject, isTemplate, joinParts } from "../datum";
import { EvaluationFailure } from "./failure";
import { entriesOf, type Functions, numberText, textOf } from "./values";

export const jsonFunctions: Functions = {
  overHoles: { jsonencode: ([value]) => joinParts(jsonParts(value ?? null)) },
  overValues: { jsondecode: ([text]) => fromJson(textOf(text)) },
};

/** JSON text of a value; each hole becomes a part in quotes, because its type is not known. */
export function jsonParts(value: Datum): (string | Hole)[] {
  if (isHole(value)) return ['"', value, '"'];
  if (isTemplate(value))
    return ['"', ...value.parts.map((part) => (typeof part === "string" ? quoted(part).slice(1, -1) : part)), '"'];
  if (isList(value)) return ["[", ...separated(value.map(jsonParts)), "]"];
  if (isObject(value)) {
    const members = entriesOf(value).map(([key, item]) => [`${quoted(key)}:`, ...jsonParts(item)]);
    return ["{", ...separated(members), "}"];
  }
  return [typeof value === "number" ? numberText(value) : quoted(value)];
}

/** Terraform escapes what could end a script in a page. */
function quoted(value: null | boolean | string): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function separated(groups: readonly (string | Hole)[][]): (string | Hole)[] {
  return groups.flatMap((group, index) => (index === 0 ? group : [",", ...group]));
}

function fromJson(text: string): Datum {
  try {
    return JSON.parse(text) as Datum;
  } catch {
    throw new EvaluationFailure("jsondecode of text that is not JSON");
  }
}
