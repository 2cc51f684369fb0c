/**
 * Quoted texts that go on over several lines. YAML asks for such lines to be indented further than what holds them;
 * Kubernetes' reader does not, and so manifests are written without. Their leading blanks mean nothing, so they can be
 * added without a change of the text.
 */

const indentOf = (line: string): number => line.length - line.trimStart().length;
const blockScalar = /(?:^|[\s:-])[|>][+-]?\d?[+-]?\s*(?:#.*)?$/;

/** The text with continuation lines of quoted texts indented enough; the number of lines stays the same. */
export function indentQuoted(text: string): string {
  let open: string | undefined;
  let needed = 0;
  let block = -1;
  return text
    .split("\n")
    .map((line) => {
      const indent = indentOf(line);
      if (open === undefined && block >= 0) {
        if (line.trim() === "" || indent > block) return line;
        block = -1;
      }
      const shown = open === undefined || indent >= needed ? line : `${" ".repeat(needed - indent)}${line}`;
      const before = open;
      open = quoteAfter(line, open);
      // As far as the line reaches is further than anything that may hold the text.
      if (before === undefined && open !== undefined) needed = line.length;
      if (open === undefined && blockScalar.test(line)) block = indent;
      return shown;
    })
    .join("\n");
}

/** The quote that is still open at the end of a line. */
function quoteAfter(line: string, open: string | undefined): string | undefined {
  let quote = open;
  let startsValue = true;
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    if (quote === '"' && char === "\\") index += 1;
    else if (quote !== undefined) {
      if (char !== quote) continue;
      // Two single quotes are one in the text.
      if (quote === "'" && line.charAt(index + 1) === "'") index += 1;
      else quote = undefined;
      startsValue = false;
    } else if ((char === '"' || char === "'") && startsValue) quote = char;
    else if (char === "#" && /^$|\s/.test(line.charAt(index - 1))) return undefined;
    else if (/[[{,]/.test(char) || (/[:?-]/.test(char) && /^$|\s/.test(line.charAt(index + 1)))) startsValue = true;
    else if (!/\s/.test(char)) startsValue = false;
  }
  return quote;
}
