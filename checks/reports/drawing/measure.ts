/**
 * Widths of text without a browser. The page uses the reader's own font, so every estimate follows DejaVu Sans, the widest
 * of the usual system fonts, and errs on the wide side: text that fits here fits everywhere.
 */
import { graphemes } from "../text/width";

const classes: readonly (readonly [string, number])[] = [
  ["ijlI.,:;'|! ", 0.34],
  ['frt()[]{}/\\-"', 0.46],
  ["mMW@%", 1.02],
  ["w+=~<>#^→", 0.86],
  ["·–", 0.52],
  ["…", 1.02],
];
const exact: ReadonlyMap<string, number> = new Map(
  classes.flatMap(([characters, width]) => Array.from(characters, (character) => [character, width] as const)),
);
const boldFactor = 1.12;
/** Letters that may be as wide as two of Latin, such as conjuncts of Indian scripts and ideographs. */
const wideLetter = 1.6;

/** Width in the unit of `size`. */
export function textWidth(text: string, size: number, bold = false): number {
  const ems = graphemes(text).reduce((sum, grapheme) => sum + emsOf(grapheme), 0);
  return ems * size * (bold ? boldFactor : 1);
}

function emsOf(grapheme: string): number {
  const known = exact.get(grapheme);
  if (known !== undefined) return known;
  if (/^[A-Z&]$/.test(grapheme)) return 0.8;
  return /^[\x20-\x7e\u00a0-\u00ff]$/.test(grapheme) ? 0.67 : wideLetter;
}

/** The text, or its start with an ellipsis, so that it fits. */
export function fitText(text: string, size: number, room: number, bold = false): string {
  if (textWidth(text, size, bold) <= room) return text;
  const parts = graphemes(text);
  while (parts.length > 0 && textWidth(`${parts.join("")}…`, size, bold) > room) parts.pop();
  return `${parts.join("").trimEnd()}…`;
}

/** At most `most` lines; the last one is cut where more would follow. */
export function fitLines(text: string, size: number, room: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text.split(" ").filter((word) => word !== "");
  while (rest.length > 0 && lines.length < most) {
    let count = rest.length;
    while (count > 1 && textWidth(rest.slice(0, count).join(" "), size) > room) count -= 1;
    const last = lines.length === most - 1;
    lines.push(fitText(rest.slice(0, last ? rest.length : count).join(" "), size, room));
    rest = last ? [] : rest.slice(count);
  }
  return lines;
}
