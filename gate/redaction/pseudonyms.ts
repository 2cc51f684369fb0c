/**
 * Stand-ins for what must not leave the machine. The same value has the same stand-in everywhere in a document, and a
 * stand-in has the form of what it replaces, so that a rule that looks for a credential still finds one. Stand-ins
 * follow from the order in which values appear and from nothing of the values themselves: they give nothing away, and
 * the same document gives the same bytes.
 */
import { createHash } from "node:crypto";

/** Beginnings and ends by which credentials are known; everything else of them is replaced. */
const telltale =
  /^(?:AKIA|ASIA|ABIA|ACCA|-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1|PuTTY-User-Key-File-\d|eyJ|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[rs]k_(?:live|test)_|AIza|hv[sb]\.|npm_|SG\.|arn:)|-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----$/g;

/** Words that say whether something is there and not what it is. */
const plainWord = /^(?:|true|false|null|none|yes|no|required|optional|\*+)$/i;

export class Pseudonyms {
  private readonly secrets = new Map<string, string>();
  private readonly accounts = new Map<string, string>();
  private readonly people = new Map<string, string>();

  /** Text of the same length and with the same kinds of characters in the same places. */
  secret(text: string): string {
    if (plainWord.test(text)) return text;
    const known = this.secrets.get(text);
    if (known !== undefined) return known;
    const standIn = scrambled(text, this.secrets.size);
    this.secrets.set(text, standIn);
    return standIn;
  }

  /** A number of twelve digits that is no account: they begin with 0000. */
  account(id: string): string {
    const known = this.accounts.get(id) ?? String(this.accounts.size + 1).padStart(12, "0");
    this.accounts.set(id, known);
    return known;
  }

  person(address: string): string {
    const known = this.people.get(address) ?? `person-${this.people.size + 1}@redacted.example`;
    this.people.set(address, known);
    return known;
  }

  /** Everything that has a stand-in as a secret, the longest first, so that a part never hides the whole. */
  get known(): readonly (readonly [string, string])[] {
    return [...this.secrets].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  }

  get counts(): { readonly secrets: number; readonly accounts: number; readonly people: number } {
    return { secrets: this.secrets.size, accounts: this.accounts.size, people: this.people.size };
  }
}

const classes = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"];

function scrambled(text: string, index: number): string {
  const kept = new Set<number>();
  for (const match of text.matchAll(telltale))
    for (let at = match.index; at < match.index + match[0].length; at += 1) kept.add(at);
  const bytes = streamOf(index);
  let result = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    const letters = classes.find((one) => one.includes(character));
    if (kept.has(at)) result += character;
    // Letters beyond ASCII carry meaning too; marks of punctuation are what a rule tells a reference by.
    else if (!letters) result += /[\p{L}\p{N}]/u.test(character) ? "x" : character;
    else result += letters[bytes() % letters.length] ?? "x";
  }
  return result;
}

/** Bytes that depend on a number alone. */
function streamOf(index: number): () => number {
  let block = 0;
  let bytes = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at >= bytes.length) {
      bytes = createHash("sha256").update(`digit-platform stand-in ${index} ${block}`).digest();
      block += 1;
      at = 0;
    }
    const byte = bytes[at] ?? 0;
    at += 1;
    return byte;
  };
}
