/**
 * Files of HCL: attributes and blocks with their places. A value that cannot be read becomes a problem, and reading goes
 * on behind it where the layout says so (`slips.ts`); else its block becomes one, and reading goes on at the next line
 * that looks like the start of a block.
 */
import { ExpressionParser } from "../../expression/parser";
import { ParseFailure } from "../../expression/textReader";
import { UnreadPlace, WrittenExpression } from "../../expression/written";
import { behindSlip, indentAt } from "./slips";
import type { HclAttribute, HclBlock, HclBody, HclComment, HclFile, HclProblem } from "./syntax";

/**
 * Never throws: whatever cannot be read is listed in `problems`. `file` names the text in the cause of a value that could
 * not be read.
 */
export function parseHcl(text: string, file?: string): HclFile {
  return new BodyParser(text, file).file();
}

/** A name at the very start of a line, then labels and an opening brace: how every formatter writes a block. */
const blockStart = /^[\p{L}_][\p{L}\p{N}_-]*(?:[ \t]+(?:"[^"\n]*"|[\p{L}_][\p{L}\p{N}_-]*))*[ \t]*\{/gmu;

/** A block with more of them is no block with a slip. */
const mostSlips = 10;

/** A file with more of them is no HCL; each may cost a pass over the rest of the file. */
const mostProblems = 100;

class BodyParser extends ExpressionParser {
  private readonly lineStarts: readonly number[];
  /** End of each comment by its start: blanks are passed more than once. */
  private readonly comments = new Map<number, number>();
  /** The block at the top level that is being read. */
  private current: { readonly type: string; labels: readonly string[]; readonly line: number } | undefined;
  /** Values in it that could not be read. */
  private slips: HclProblem[] = [];

  constructor(
    text: string,
    private readonly name: string | undefined,
  ) {
    super(text);
    this.lineStarts = startsOfLines(text);
  }

  file(): HclFile {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    const problems: HclProblem[] = [];
    this.spanning(false, () => {
      while (problems.length < mostProblems && this.atItem()) {
        const start = this.at;
        this.current = undefined;
        this.slips = [];
        try {
          this.item(attributes, blocks, true);
          problems.push(...this.slips);
        } catch (error) {
          if (!(error instanceof ParseFailure)) throw error;
          this.surfaced();
          problems.push(this.problem(error, start));
        }
      }
    });
    const comments = [...this.comments].sort(([a], [b]) => a - b).map(([start, end]) => this.comment(start, end));
    return { attributes, blocks, problems, comments };
  }

  protected override passComment(start: number, end: number): void {
    this.comments.set(start, end);
  }

  private comment(start: number, end: number): HclComment {
    const text = this.text
      .slice(start, end)
      .replace(/^(?:#+|\/\/|\/\*+)|\*\/$/g, "")
      .trim();
    return { text, line: this.lineOf(start), lastLine: this.lineOf(end - 1) };
  }

  /** Skips to the next item; false at the end, and where only a comment without its end is left. */
  private atItem(): boolean {
    try {
      this.skipBlanks(true);
    } catch (error) {
      if (!(error instanceof ParseFailure)) throw error;
      return false;
    }
    return this.at < this.text.length;
  }

  /** Describes the failure and moves on to the next start of a block behind it. */
  private problem(failure: ParseFailure, start: number): HclProblem {
    // A missing brace swallows everything behind it: then the next block is looked for from where this one began.
    const from = failure.offset >= this.text.length ? start : failure.offset;
    const line = Math.max(this.lineOf(from) - 1, this.lineOf(start));
    blockStart.lastIndex = this.lineStarts[line] ?? this.text.length;
    const found = blockStart.exec(this.text);
    this.at = found?.index ?? this.text.length;
    return {
      type: this.current?.type,
      labels: this.current?.labels ?? [],
      blockLine: this.lineOf(start),
      lastLine: this.lineOf(this.at) - (found ? 1 : 0),
      line: this.lineOf(failure.offset),
      message: failure.message,
    };
  }

  private item(attributes: HclAttribute[], blocks: HclBlock[], top: boolean): void {
    const start = this.at;
    const line = this.lineOf(start);
    const name = this.identifier();
    this.skipBlanks(false);
    if (this.text[this.at] === "=" && this.text[this.at + 1] !== "=")
      attributes.push({ name, value: top ? this.value(line) : this.valueOrSlip(name, start, line), line });
    else {
      blocks.push(this.block(name, line, top));
      this.endOfItem();
    }
  }

  private value(line: number): WrittenExpression {
    this.at += 1;
    this.skipBlanks(false);
    const value = new WrittenExpression(this.expression(), line);
    this.endOfItem();
    return value;
  }

  private endOfItem(): void {
    this.skipBlanks(false);
    const ended = this.at >= this.text.length || this.text[this.at] === "\n" || this.text[this.at] === "}";
    if (!ended) this.fail("expected a new line");
  }

  /** A value inside of a block; one with a slip takes nothing else with it where the lines show where it ends. */
  private valueOrSlip(name: string, start: number, line: number): WrittenExpression | UnreadPlace {
    const level = this.level();
    try {
      return this.value(line);
    } catch (error) {
      if (!(error instanceof ParseFailure) || !this.current || this.slips.length >= mostSlips) throw error;
      const behind = behindSlip(this.text, start, error.offset);
      if (behind === undefined) throw error;
      this.backTo(level);
      this.at = behind;
      const { type, labels, line: blockLine } = this.current;
      const { message } = error;
      const failed = this.lineOf(Math.min(error.offset, behind));
      this.slips.push({ attribute: name, type, labels, blockLine, lastLine: failed, line: failed, message });
      const place = this.name === undefined ? `line ${failed}` : `${this.name}:${failed}`;
      return new UnreadPlace(`${place}: ${name} cannot be read: ${message}`);
    }
  }

  private block(type: string, line: number, top: boolean): HclBlock {
    const start = this.lineStarts[line - 1] ?? 0;
    if (top) this.current = { type, labels: [], line };
    const labels: string[] = [];
    while (!this.take("{")) {
      labels.push(this.label());
      if (top) this.current = { type, labels, line };
      this.skipBlanks(false);
    }
    const slips = this.slips.length;
    const body = this.nested(() => this.body());
    // Where a value was passed over by its layout, the layout has to hold for the block as well.
    if (this.slips.length > slips && indentAt(this.text, this.at - 1) !== indentAt(this.text, start))
      this.fail("a block whose closing brace is not where its first line began");
    return { type, labels, line, lastLine: this.lineOf(this.at - 1), body };
  }

  private label(): string {
    if (!this.take('"')) {
      if (this.at >= this.text.length || !/[\p{L}_]/u.test(this.text[this.at] ?? ""))
        this.fail("expected `=`, a label or `{`");
      return this.identifier();
    }
    const label = this.quoted();
    if (label.kind !== "literal" || typeof label.value !== "string") this.fail("a label that is not plain text");
    return label.value;
  }

  private body(): HclBody {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    for (;;) {
      this.skipBlanks(true);
      if (this.take("}")) return { attributes, blocks };
      if (this.at >= this.text.length) this.fail("a block without its closing brace");
      this.item(attributes, blocks, false);
    }
  }

  /** From 1. */
  private lineOf(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
