/**
 * Finds members and elements of JSON text without building anything: only what is wanted is parsed afterwards, by
 * `JSON.parse`, which also judges whether it is valid. What is skipped is only followed for its brackets and quotes.
 */
import type { ByteSource, Span } from "./byteSource";

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;
const colon = 0x3a;

/** Bytes that are looked at together; large enough that reading a file costs little, small against any limit. */
const windowLength = 4 * 1024 * 1024;

/** Text that is not JSON as far as it was followed. */
export class JsonScanError extends Error {
  constructor(
    what: string,
    readonly offset: number,
  ) {
    super(`${what} at byte ${offset}`);
  }
}

export class JsonScanner {
  private bytes: Buffer;
  private base: number;
  private at = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly span: Span = { start: 0, end: source.size },
    private readonly length: number = windowLength,
  ) {
    this.base = span.start;
    this.bytes = this.load(span.start);
  }

  private load(start: number): Buffer {
    return this.source.window(start, Math.max(0, Math.min(this.length, this.span.end - start)));
  }

  /** Offset of the next byte in the source. */
  get offset(): number {
    return this.base + this.at;
  }

  private fail(what: string): never {
    throw new JsonScanError(what, this.offset);
  }

  /** Loads what follows the window, keeping `beyond` bytes of it as passed already. */
  private advance(beyond: number): void {
    let left = beyond;
    do {
      this.base += this.bytes.length;
      this.bytes = this.load(this.base);
      if (this.bytes.length === 0) this.fail("the text ends too early");
      this.at = Math.min(left, this.bytes.length);
      left -= this.at;
    } while (left > 0);
  }

  private peek(): number {
    for (;;) {
      const { bytes } = this;
      while (this.at < bytes.length) {
        const byte = bytes[this.at];
        if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte ?? 0;
        this.at += 1;
      }
      this.advance(0);
    }
  }

  private take(byte: number): void {
    if (this.peek() !== byte) this.fail(`expected ${JSON.stringify(String.fromCharCode(byte))}`);
    this.at += 1;
  }

  /** Moves behind the closing quote; the opening one is passed already. */
  private restOfString(): void {
    for (;;) {
      const { bytes } = this;
      const end = bytes.length;
      let at = this.at;
      while (at < end) {
        const byte = bytes[at];
        if (byte === quote) {
          this.at = at + 1;
          return;
        }
        at += byte === backslash ? 2 : 1;
      }
      this.advance(at - end);
    }
  }

  /** Moves behind a whole value and answers where it stands. */
  skipValue(): Span {
    const first = this.peek();
    const start = this.offset;
    if (first === quote) {
      this.at += 1;
      this.restOfString();
    } else if (first === openBrace || first === openBracket) this.skipContainer();
    else this.skipScalar();
    return { start, end: this.offset };
  }

  private skipContainer(): void {
    let depth = 0;
    for (;;) {
      const { bytes } = this;
      const end = bytes.length;
      let at = this.at;
      while (at < end) {
        const byte = bytes[at];
        at += 1;
        if (byte === quote) {
          while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
          if (at >= end) {
            this.advance(at - end);
            this.restOfString();
            at = -1;
            break;
          }
          at += 1;
        } else if (byte === openBrace || byte === openBracket) depth += 1;
        else if (byte === closeBrace || byte === closeBracket) {
          depth -= 1;
          if (depth === 0) {
            this.at = at;
            return;
          }
        }
      }
      // A string that crossed the window has moved on already.
      if (at >= 0) this.advance(0);
    }
  }

  private skipScalar(): void {
    const start = this.offset;
    for (;;) {
      const { bytes } = this;
      while (this.at < bytes.length) {
        const byte = bytes[this.at] ?? 0;
        if (byte === comma || byte === closeBrace || byte === closeBracket || byte <= 0x20) {
          if (this.offset === start) this.fail("expected a value");
          return;
        }
        this.at += 1;
      }
      if (this.base + this.bytes.length >= this.span.end) return;
      this.advance(0);
    }
  }

  /**
   * Calls `visit` for each member of the object that comes next. `visit` moves behind the value, by `skipValue` or by
   * looking into it with the same scanner.
   */
  members(visit: (key: string) => void): void {
    this.take(openBrace);
    if (this.peek() === closeBrace) {
      this.at += 1;
      return;
    }
    for (;;) {
      if (this.peek() !== quote) this.fail("expected a key");
      const key = this.key();
      this.take(colon);
      visit(key);
      if (this.peek() === comma) this.at += 1;
      else break;
    }
    this.take(closeBrace);
  }

  /** Calls `visit` for each element of the list that comes next, with the same duty. */
  elements(visit: () => void): void {
    this.take(openBracket);
    if (this.peek() === closeBracket) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.peek();
      visit();
      if (this.peek() === comma) this.at += 1;
      else break;
    }
    this.take(closeBracket);
  }

  isObject(): boolean {
    return this.peek() === openBrace;
  }

  isList(): boolean {
    return this.peek() === openBracket;
  }

  /** Nothing but white space may follow. */
  end(): void {
    for (;;) {
      while (this.at < this.bytes.length) {
        const byte = this.bytes[this.at];
        if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) this.fail("text after the end");
        this.at += 1;
      }
      if (this.offset >= this.span.end) return;
      this.advance(0);
    }
  }

  private key(): string {
    const start = this.at;
    const { bytes } = this;
    // Nearly every key lies in one window and has no escape: no text is made twice.
    for (let at = start + 1; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === quote) {
        this.at = at + 1;
        return bytes.toString("utf8", start + 1, at);
      }
      if (byte === backslash) break;
    }
    const span = this.skipValue();
    return parsed(this.source, span) as string;
  }
}

/** @throws JsonScanError where the span is not valid JSON. */
export function parsed(source: ByteSource, span: Span): unknown {
  try {
    return JSON.parse(source.text(span)) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new JsonScanError(detail.slice(0, 200), span.start);
  }
}
