/**
 * Widths of text without a browser. The page uses the reader's own font, so every estimate follows DejaVu Sans, the widest
 * of the usual system fonts, and errs on the wide side: text that fits here fits everywhere.
 */
import { graphemes } from "../text/width";

const classes: readonly (readonly [string, number])[] = [
  ["ijl'|", 0.29],
  ["I.,:; ·!", 0.36],
  ["-ft/\\()[]", 0.4],
  ['r"{}_–', 0.5],
  ["cszJ", 0.56],
  ["kvxyaeoLFET", 0.63],
  ["mMW@%…", 1.03],
  ["w+=~<>#^→OQGDHNU&", 0.86],
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
  if (/^[A-Z]$/.test(grapheme)) return 0.76;
  return /^[\x20-\x7e]$/.test(grapheme) ? 0.65 : /^[\u00a0-\u024f]$/.test(grapheme) ? 0.9 : wideLetter;
}

export interface FitStyle {
  readonly bold?: boolean;
  /** Which end of the text says most and is kept: the start (default), or the end, as of a path. */
  readonly keep?: "start" | "end";
}

/** The text, or as much of it as fits together with an ellipsis. */
export function fitText(
  text: string,
  size: number,
  room: number,
  { bold = false, keep = "start" }: FitStyle = {},
): string {
  if (textWidth(text, size, bold) <= room) return text;
  const parts = graphemes(text);
  if (keep === "end") parts.reverse();
  const ellipsis = textWidth("…", size, bold);
  let used = 0;
  let count = 0;
  for (const part of parts) {
    used += emsOf(part) * size * (bold ? boldFactor : 1);
    if (used + ellipsis > room) break;
    count += 1;
  }
  const kept = parts.slice(0, count);
  return keep === "end" ? `…${kept.reverse().join("").trimStart()}` : `${kept.join("").trimEnd()}…`;
}

/** At most `most` lines; the last one is cut where more would follow. */
export function fitLines(text: string, size: number, room: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && (lines.length === most || textWidth(joined, size) <= room)) {
      lines[lines.length - 1] = joined;
      if (lines.length === most && textWidth(joined, size) > room) break;
    } else lines.push(word);
  }
  return lines.map((line) => fitText(line, size, room));
}
