import type { Datum, Hole } from "../../graph/graph";
import { holesIn, isHole, isTemplate, joinParts, mergedHole } from "../datum";
import { EvaluationFailure } from "./failure";
import { format, formatList } from "./format";
import { compareText, elementsOf, type Functions, numberOf, partsOf, textOf, wholeNumberOf } from "./values";

export const stringFunctions: Functions = {
  overHoles: {
    format,
    formatlist: formatList,
    join,
    lower: ([text]) => changed(text, (part) => perCharacter(part, (one) => one.toLowerCase())),
    upper: ([text]) => changed(text, (part) => perCharacter(part, (one) => one.toUpperCase())),
  },
  overValues: {
    chomp: ([text]) => textOf(text).replace(/(\r\n|\n|\r)+$/, ""),
    endswith: ([text, end]) => textOf(text).endsWith(textOf(end)),
    startswith: ([text, start]) => textOf(text).startsWith(textOf(start)),
    strcontains: ([text, part]) => textOf(text).includes(textOf(part)),
    indent: ([spaces, text]) => textOf(text).replaceAll("\n", `\n${" ".repeat(bounded(wholeNumberOf(spaces)))}`),
    split: ([separator, text]) => split(textOf(separator), textOf(text)),
    strrev: ([text]) => [...textOf(text)].reverse().join(""),
    substr: ([text, offset, length]) => substring([...textOf(text)], numberOf(offset), numberOf(length)),
    title: ([text]) =>
      textOf(text).replace(
        /(^|[^\p{L}\p{N}_])(\p{L})/gu,
        (_, before: string, first: string) => `${before}${first.toUpperCase()}`,
      ),
    trim: ([text, characters]) => trimmed(textOf(text), textOf(characters)),
    trimspace: ([text]) => textOf(text).trim(),
    trimprefix: ([text, prefix]) =>
      textOf(text).startsWith(textOf(prefix)) ? textOf(text).slice(textOf(prefix).length) : textOf(text),
    trimsuffix: ([text, suffix]) =>
      textOf(suffix) !== "" && textOf(text).endsWith(textOf(suffix))
        ? textOf(text).slice(0, -textOf(suffix).length)
        : textOf(text),
    sort: ([list]) => {
      const texts = elementsOf(list).map((item) => textOf(item));
      return texts.sort(compareText);
    },
  },
};

/** Go maps one character to one: `ß` stays, because its capital is two letters. */
function perCharacter(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const other = change(character);
    return [...other].length === 1 ? other : character;
  }).join("");
}

/** Text that may hold holes: what is known of it is changed, what is not stays a hole. */
function changed(text: Datum | undefined, change: (part: string) => string): Datum {
  if (isHole(text)) return mergedHole([text], "text", text.set);
  if (!isTemplate(text)) return change(textOf(text));
  return joinParts(text.parts.map((part): string | Hole => (typeof part === "string" ? change(part) : part)));
}

function join(args: readonly Datum[]): Datum {
  const [separator, ...lists] = args;
  const items = lists.flatMap((list) => (isHole(list) ? [list] : [...elementsOf(list)]));
  // A hole in place of the list may be any number of items: no template says that, so it is one hole.
  const open = lists.some(isHole) || isHole(separator) || items.some((item) => isHole(item) && item.spread === true);
  if (open) return mergedHole(holesIn([...args]), "join");
  return joinParts(
    items.flatMap((item, index) => (index === 0 ? partsOf(item) : [textOf(separator), ...partsOf(item)])),
  );
}

/** Go splits by nothing into characters, and text without the separator into itself. */
function split(separator: string, text: string): string[] {
  return separator === "" ? [...text] : text.split(separator);
}

function substring(characters: readonly string[], offset: number, length: number): string {
  const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join("");
}

function trimmed(text: string, characters: string): string {
  const drop = new Set(characters);
  const all = [...text];
  const first = all.findIndex((character) => !drop.has(character));
  if (first < 0) return "";
  return all.slice(first, all.findLastIndex((character) => !drop.has(character)) + 1).join("");
}

function bounded(spaces: number): number {
  if (spaces < 0 || spaces > 1000) throw new EvaluationFailure("an indentation of up to 1000 is wanted");
  return spaces;
}
