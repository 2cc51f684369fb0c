/** The lexical ground of the parser: a position in a text, and the tokens that are told by a pattern. */
/** Deeper nesting is refused, so that a hostile string cannot exhaust the stack. */
const deepest = 100;

/** Never leaves the parser, which answers it as a result. */
export class ParseFailure extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

export class TextReader {
  protected at = 0;
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

  protected skipSpace(): void {
    const space = /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
    space.lastIndex = this.at;
    space.exec(this.text);
    this.at = space.lastIndex;
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

  protected identifier(): string {
    this.skipSpace();
    return this.matched(/[\p{L}_][\p{L}\p{N}_-]*/uy) ?? this.fail("expected a name");
  }
}
