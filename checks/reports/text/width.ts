/** Text measured and cut in terminal columns, never inside a character as a reader sees it (grapheme cluster). */

/** Latin letters and the punctuation that we add ourselves: one code unit, one character, one column each. */
const plain = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*$/;
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}])/u;
const zero = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

export function graphemes(text: string): string[] {
  if (plain.test(text)) return Array.from(text);
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

function columnsOf(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return zero.test(grapheme) ? 0 : 1;
}

/** Columns that a terminal uses for the text, which must be free of control characters. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  return graphemes(text).reduce((sum, grapheme) => sum + columnsOf(grapheme), 0);
}

/** The text itself, or as much of it as fits into `columns` together with an ellipsis. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const [head] = splitAt(text, Math.max(0, columns - 1));
  return columns < 1 ? "" : `${head}…`;
}

/** Lines of at most `width` columns (never taken below 2, so that every character fits); a word that is longer than a line is cut between characters. */
export function wrap(text: string, width: number): string[] {
  const columns = Math.max(2, width);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    let rest = word;
    const joined = line === "" ? rest : `${line} ${rest}`;
    if (displayWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== "") lines.push(line);
    while (displayWidth(rest) > columns) {
      const [head, tail] = splitAt(rest, columns);
      lines.push(head);
      rest = tail;
    }
    line = rest;
  }
  lines.push(line);
  return lines;
}

/** The start of the text that fits into `columns`, and the rest. */
function splitAt(text: string, columns: number): [string, string] {
  let used = 0;
  let length = 0;
  for (const grapheme of graphemes(text)) {
    used += columnsOf(grapheme);
    if (used > columns) break;
    length += grapheme.length;
  }
  return [text.slice(0, length), text.slice(length)];
}
