/**
 * Text from outside as Markdown of a comment. Whatever could be markup, a mention, a reference (`#1`, `!1`, a commit), an
 * emoji or an address that becomes a link stands in a code span: there the hosts neither read markup nor look for
 * references.
 */
import { neutralise, neutraliseProse } from "../text/neutralise";
import { graphemes } from "../text/width";
import { startsCommand } from "../text/workflowCommands";

/** Letters, marks and digits of any script, with the joiners that Indian scripts need. */
const letter = "\\p{L}\\p{M}\\p{N}\\u200c\\u200d";
/** A word that means nothing to a host: letters, digits and punctuation of sentences. */
const plainWord = new RegExp(`^[("']?[${letter}]+(?:[-'/.,][${letter}]+)*%?[.,;:!?)"']{0,3}$|^[.,;:!?)]{1,3}$`, "u");
/** Plain in form, and still made a link by some host: a commit, `www.`, a ticket such as `OPS-7`. */
const linkedWord = /^\W*(?:[0-9a-f]{7,64}|www\..*|[A-Za-z][A-Za-z0-9]*-\d+)\W*$/i;
/** What a code span cannot hold in every place: its own end, a cell's end, an edge of blanks. */
const outgrowsSpan = /[`|]|^ | $|^$/;

/** A name or a value, shown literally; cut after `most` characters. */
export function code(text: string, most = 200): string {
  const shown = literal(text, most);
  const orders = shown.search(startsCommand) >= 0;
  return outgrowsSpan.test(shown) || orders ? `<code>${entities(shown)}</code>` : `\`${shown}\``;
}

/** As `code`, where Markdown is not read: inside `<summary>`. */
export function summaryCode(text: string, most = 200): string {
  return `<code>${entities(literal(text, most))}</code>`;
}

function literal(text: string, most: number): string {
  const shown = neutralise(text);
  if (shown === "") return '""';
  if (shown.length <= most) return shown;
  const characters = graphemes(shown);
  return characters.length <= most ? shown : `${characters.slice(0, most).join("")}…`;
}

/** As `summaryCode`, for words. */
export function summaryText(text: string): string {
  return entities(neutraliseProse(text));
}

const meaningful = /(?!\u200c|\u200d)[^\p{L}\p{M}\p{N} .,/()=…-]/gu;

/** Everything that could mean something to Markdown, HTML, a host or a runner, as entities. */
function entities(text: string): string {
  return text.replace(meaningful, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** A sentence: plain words as they are, all others as code. What stands between backticks is code as a whole. */
export function prose(text: string, most = 1000): string {
  const parts = neutraliseProse(text).split("`");
  // A backtick that nothing closes is one of the text's own: dropped, it would join what stands around it (`!` and `7`).
  if (parts.length % 2 === 0) parts.push(parts.splice(-2).join("`"));
  const pieces = parts.flatMap((part, index) => {
    if (index % 2 === 1) return [code(part)];
    return part.split(/(?= )/).map((piece) => (piece.startsWith(" ") ? ` ${word(piece.slice(1))}` : word(piece)));
  });
  return cut(pieces, most);
}

function word(text: string): string {
  if (text === "") return "";
  return plainWord.test(text) && !linkedWord.test(text) ? text : code(text);
}

/** Cut between pieces, so that no span stays open. Two spans that touch would be read as one: a blank keeps them apart. */
function cut(pieces: readonly string[], most: number): string {
  let text = "";
  for (const piece of pieces) {
    const apart = text.endsWith("`") && piece.startsWith("`") ? " " : "";
    if (text.length + piece.length > most) return `${text} …`;
    text += `${apart}${piece}`;
  }
  return text;
}
