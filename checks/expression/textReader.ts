/** The lexical ground of the parser: a position in a text, and the tokens that are told by a pattern. */
/** Deeper nesting is refused, so that a hostile text cannot exhaust the stack. */
const deepest = 200;

/** Never leaves the parser, which answers it as a result. */
export class ParseFailure extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const newline = 10;

export class TextReader {
  protected at = 0;
  /** Whether a new line is a mere blank, as inside brackets, or ends an expression, as in a body or an object. */
  private spansLines = true;
  private depth = 0;

  constructor(protected readonly text: string) {}

  protected fail(message: string): never {
    throw new ParseFailure(message, this.at);
  }

  protected nested<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > deepest) this.fail("nested too deeply");
    const result = parse();
    this.depth -= 1;
    return result;
  }

  /** Where the reader stands in brackets and lines, to come back to after a failure. */
  protected level(): { readonly depth: number; readonly spansLines: boolean } {
    return { depth: this.depth, spansLines: this.spansLines };
  }

  protected backTo({ depth, spansLines }: { readonly depth: number; readonly spansLines: boolean }): void {
    this.depth = depth;
    this.spansLines = spansLines;
  }

  /** After a failure that the caller survives, the levels that it unwound are no longer entered. */
  protected surfaced(): void {
    this.depth = 0;
    this.spansLines = false;
  }

  /** Runs `parse` with new lines as blanks, or as ends. */
  protected spanning<T>(lines: boolean, parse: () => T): T {
    const outer = this.spansLines;
    this.spansLines = lines;
    const result = parse();
    this.spansLines = outer;
    return result;
  }

  protected escape(): string {
    const character = this.text[this.at + 1];
    const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
    if (character === "u" || character === "U") {
      const length = character === "u" ? 4 : 8;
      const digits = this.text.slice(this.at + 2, this.at + 2 + length);
      const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
      if (code < 0 || code > 0x10ffff) this.fail("an escape that is not a character");
      this.at += 2 + length;
      return String.fromCodePoint(code);
    }
    const value =
      character === undefined ? undefined : Object.hasOwn(simple, character) ? simple[character] : undefined;
    if (value === undefined) this.fail("unknown escape");
    this.at += 2;
    return value;
  }

  /** Blanks and comments; new lines too where they do not end anything. */
  protected skipSpace(): void {
    this.skipBlanks(this.spansLines);
  }

  protected skipBlanks(lines: boolean): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === newline ? lines : isBlank(code)) this.at += 1;
      else if (code === 35 || code === 47) {
        const end = this.endOfComment(code);
        if (end === undefined) return;
        this.passComment(this.at, end);
        this.at = end;
      } else return;
    }
  }

  private endOfComment(first: number): number | undefined {
    const second = this.text.charCodeAt(this.at + 1);
    if (first === 35 || second === 47) return this.endOfLine();
    if (second !== 42) return undefined;
    const end = this.text.indexOf("*/", this.at + 2);
    return end < 0 ? this.fail("a comment without its end") : end + 2;
  }

  /** For readers that keep comments. */
  protected passComment(_start: number, _end: number): void {
    // An expression has no use for them.
  }

  protected endOfLine(): number {
    const end = this.text.indexOf("\n", this.at);
    return end < 0 ? this.text.length : end;
  }

  protected take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  protected expect(token: string): void {
    this.skipSpace();
    if (!this.take(token)) this.fail(`expected \`${token}\``);
  }

  protected matched(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }

  /**
   * Text up to the next character of a class, or to the end. A search keeps no place to come back to, whereas a pattern
   * that repeats does so for every character, and fails on a text of millions.
   * @param special a pattern for one character, with the flag `g`
   */
  protected until(special: RegExp): string {
    special.lastIndex = this.at;
    const start = this.at;
    this.at = special.exec(this.text)?.index ?? this.text.length;
    return this.text.slice(start, this.at);
  }

  protected identifier(): string {
    this.skipSpace();
    return this.matched(/[\p{L}_][\p{L}\p{N}\p{M}_-]*/uy) ?? this.fail("expected a name");
  }
}

/** White space other than a new line, the byte order mark included. NaN, at the end of the text, is none. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
