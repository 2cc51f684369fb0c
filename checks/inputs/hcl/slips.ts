/** Where reading can go on behind a value with a slip, by the layout that every formatter gives. */

const itemStart = /^[\p{L}_][\p{L}\p{N}_-]*(?:[ \t]*=(?!=)|(?:[ \t]+(?:"[^"\n]*"|[\p{L}_][\p{L}\p{N}_-]*))*[ \t]*\{)/u;
const closing = /^[\]})]/;

/**
 * Offset of the next attribute, block or closing brace that belongs to the same body as the attribute at `start`, whose
 * value could not be read at `failure`. Undefined where its lines do not tell: more than one item on a line, or no such
 * place.
 */
export function behindSlip(text: string, start: number, failure: number): number | undefined {
  const indent = indentAt(text, start);
  if (indent === undefined) return undefined;
  const firstEnd = endOfLine(text, start);
  // A quote or bracket that is never closed is only noticed at the end of everything.
  const noticed = failure >= text.trimEnd().length ? firstEnd : Math.max(startOfLine(text, failure) - 1, firstEnd);
  // Lines of a text may look like anything.
  if (text.slice(start, firstEnd).includes("<<")) return undefined;
  const opens = /[[{(][ \t]*$/.test(text.slice(start, firstEnd));
  for (let at = noticed + 1; at < text.length; at = endOfLine(text, at) + 1) {
    const line = text.slice(at, endOfLine(text, at));
    const content = line.trimStart();
    const depth = line.length - content.length;
    if (content === "" || depth > indent) continue;
    if (closing.test(content)) {
      // The value's own bracket, when it stands where the attribute began.
      if (depth < indent || !opens) return content.startsWith("}") ? at + depth : undefined;
      const rest = endOfLine(text, at);
      return rest < text.length ? rest : undefined;
    }
    if (itemStart.test(content)) return depth === indent ? at + depth : undefined;
    if (!/^(?:#|\/\/)/.test(content)) return undefined;
  }
  return undefined;
}

/** Blanks in front of the first thing on the line of an offset; undefined where that is not what stands there. */
export function indentAt(text: string, offset: number): number | undefined {
  const from = startOfLine(text, offset);
  const before = text.slice(from, offset);
  if (/^[ \t]*$/.test(before)) {
    const blanks = /^[ \t]*/.exec(text.slice(from, endOfLine(text, from)));
    return blanks?.[0].length;
  }
  return undefined;
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
