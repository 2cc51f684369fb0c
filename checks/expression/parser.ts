/**
 * Recursive-descent parser for Terraform templates and expressions, as they stand in HCL, in Terraform JSON strings and
 * in `constant_value` of a plan's configuration. What it cannot read is a result with the offset.
 */
import type { BinaryOperator, Expression, ForExpression, ParseResult, Step } from "./ast";
import { TemplateParser } from "./templateParser";
import { ParseFailure } from "./textReader";

/** Binds tighter the higher; the longer of two operators that begin alike stands first. */
const operators: readonly (readonly [BinaryOperator, number])[] = [
  ["||", 1],
  ["&&", 2],
  ["==", 3],
  ["!=", 3],
  ["<=", 4],
  [">=", 4],
  ["<", 4],
  [">", 4],
  ["+", 5],
  ["-", 5],
  ["*", 6],
  ["/", 6],
  ["%", 6],
];

/** `a + b + …` grows a tree to the left, whose depth the evaluator has to walk. */
const longestChain = 1000;

/** Parses a whole string in which `${…}` and `%{…}` are special, and everything else is text. */
export function parseTemplate(text: string): ParseResult {
  return guarded(() => new ExpressionParser(text).template());
}

/** Parses a bare expression, without the `${` and `}` around it. */
export function parseExpression(text: string): ParseResult {
  return guarded(() => new ExpressionParser(text).wholeExpression());
}

function guarded(parse: () => Expression): ParseResult {
  try {
    return { ok: true, expression: parse() };
  } catch (error) {
    if (error instanceof ParseFailure) return { ok: false, message: error.message, offset: error.offset };
    throw error;
  }
}

export class ExpressionParser extends TemplateParser {
  template(): Expression {
    return this.wholeTemplate();
  }

  wholeExpression(): Expression {
    const expression = this.expression();
    this.skipSpace();
    if (this.at < this.text.length) this.fail("unexpected text after the expression");
    return expression;
  }

  expression(): Expression {
    return this.nested(() => {
      const test = this.binary(1);
      this.skipSpace();
      if (!this.take("?")) return test;
      this.skipBlanks(true);
      const yes = this.expression();
      this.skipBlanks(true);
      this.expect(":");
      this.skipBlanks(true);
      return { kind: "conditional", test, yes, no: this.expression() };
    });
  }

  private binary(weakest: number): Expression {
    let left = this.unary();
    for (let length = 1; ; length += 1) {
      this.skipSpace();
      const found = operators.find(([operator]) => this.text.startsWith(operator, this.at));
      if (!found || found[1] < weakest || this.text.startsWith("=>", this.at)) return left;
      if (length > longestChain) this.fail("too many operators in a row");
      const [operator, strength] = found;
      this.at += operator.length;
      this.skipBlanks(true);
      left = { kind: "binary", operator, left, right: this.binary(strength + 1) };
    }
  }

  private unary(): Expression {
    this.skipSpace();
    const operator = this.text[this.at];
    if (operator === "!" || operator === "-") {
      this.at += 1;
      return this.nested(() => ({ kind: "unary", operator, operand: this.unary() }));
    }
    let term = this.term();
    for (;;) {
      const { steps, closed } = this.steps();
      if (steps.length > 0) term = withSteps(term, steps);
      if (!closed) return term;
    }
  }

  private term(): Expression {
    const character = this.text[this.at];
    if (character === undefined || character === "\n") this.fail("expected an expression");
    if (character === '"') {
      this.at += 1;
      return this.nested(() => this.quoted());
    }
    if (character === "(") {
      this.at += 1;
      return this.spanning(true, () => {
        const inner = this.expression();
        this.expect(")");
        return inner;
      });
    }
    if (character === "[") return this.nested(() => this.list());
    if (character === "{") return this.nested(() => this.object());
    if (character === "<" && this.text[this.at + 1] === "<") return this.nested(() => this.heredoc());
    const number = this.matched(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    return this.named();
  }

  private named(): Expression {
    const name = this.identifier();
    const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
    const before = this.at;
    // Provider-defined functions: provider::aws::arn_parse(…).
    const qualified = this.matched(/(?:::[\p{L}_][\p{L}\p{N}_-]*)+/uy) ?? "";
    this.matched(/[ \t]*/y);
    if (this.take("(")) return this.nested(() => this.call(`${name}${qualified}`));
    if (qualified !== "") this.fail("expected `(`");
    this.at = before;
    if (Object.hasOwn(constants, name)) return { kind: "literal", value: constants[name] ?? null };
    return { kind: "reference", name, steps: [] };
  }

  private call(name: string): Expression {
    return this.spanning(true, () => {
      const args: Expression[] = [];
      let expandLast = false;
      for (;;) {
        this.skipSpace();
        if (this.take(")")) break;
        args.push(this.expression());
        this.skipSpace();
        if (this.take("...")) expandLast = true;
        this.skipSpace();
        if (this.take(")")) break;
        this.expect(",");
      }
      return { kind: "call", name, args, expandLast };
    });
  }

  /** `closed`: a legacy splat `.*` ends before an index, which then means the list that it made. */
  private steps(): { readonly steps: readonly Step[]; readonly closed: boolean } {
    const steps: Step[] = [];
    let legacy = false;
    for (;;) {
      const before = this.at;
      this.skipSpace();
      if (this.text[this.at] === "." && !this.text.startsWith("...", this.at)) {
        this.at += 1;
        this.skipSpace();
        const digits = this.matched(/\d+/y);
        if (digits !== undefined) steps.push({ kind: "index", key: { kind: "literal", value: Number(digits) } });
        else if (this.take("*")) {
          steps.push({ kind: "splat" });
          legacy = true;
        } else steps.push({ kind: "attribute", name: this.identifier() });
      } else if (this.text[this.at] === "[" && legacy) return { steps, closed: true };
      else if (this.text[this.at] === "[") steps.push(this.spanning(true, () => this.index()));
      else {
        this.at = before;
        return { steps, closed: false };
      }
    }
  }

  private index(): Step {
    this.at += 1;
    this.skipSpace();
    const step: Step = this.take("*") ? { kind: "splat" } : { kind: "index", key: this.expression() };
    this.expect("]");
    return step;
  }

  private list(): Expression {
    return this.spanning(true, () => {
      this.expect("[");
      if (this.atFor()) return this.forExpression("]");
      const items: Expression[] = [];
      for (;;) {
        this.skipSpace();
        if (this.take("]")) break;
        items.push(this.expression());
        this.skipSpace();
        if (this.take("]")) break;
        this.expect(",");
      }
      return { kind: "list", items };
    });
  }

  private object(): Expression {
    this.expect("{");
    this.skipBlanks(true);
    if (this.atFor()) return this.spanning(true, () => this.forExpression("}"));
    return this.spanning(false, () => {
      const items: { key: Expression; value: Expression }[] = [];
      for (;;) {
        this.skipBlanks(true);
        if (this.take("}")) break;
        const key = this.objectKey();
        this.skipBlanks(true);
        if (!this.take("=") && !this.take(":")) this.fail("expected `=` or `:`");
        this.skipBlanks(true);
        items.push({ key, value: this.expression() });
        this.skipBlanks(false);
        const separated = this.text[this.at] === "\n" || this.take(",");
        if (!separated && this.text[this.at] !== "}") this.fail("expected a comma, a new line or `}`");
      }
      return { kind: "object", items };
    });
  }

  private objectKey(): Expression {
    const evaluated = this.text[this.at] === "(";
    const key = this.expression();
    // A bare word is the key itself, not a reference.
    if (evaluated) return key;
    if (key.kind === "reference" && key.steps.length === 0) return { kind: "literal", value: key.name };
    return key.kind === "literal" ? { kind: "literal", value: String(key.value) } : key;
  }

  private atFor(): boolean {
    this.skipSpace();
    const pattern = /for\s+[\p{L}_]/uy;
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private forExpression(close: "]" | "}"): ForExpression {
    this.identifier();
    const first = this.identifier();
    this.skipSpace();
    const second = this.take(",") ? this.identifier() : undefined;
    if (this.identifier() !== "in") this.fail("expected `in`");
    const over = this.expression();
    this.expect(":");
    let value = this.expression();
    let key: Expression | undefined;
    if (close === "}") {
      this.expect("=>");
      key = value;
      value = this.expression();
    }
    this.skipSpace();
    const grouped = this.take("...");
    this.skipSpace();
    const condition = this.matched(/if(?![\p{L}\p{N}_-])/uy) === undefined ? undefined : this.expression();
    this.expect(close);
    return {
      kind: "for",
      keyName: second === undefined ? undefined : first,
      valueName: second ?? first,
      over,
      key,
      value,
      condition,
      grouped,
    };
  }
}

function withSteps(term: Expression, steps: readonly Step[]): Expression {
  // What follows a closed splat means the list, so it may not be read as part of the reference.
  const open = term.kind === "reference" && term.steps.length === 0;
  return open ? { ...term, steps } : { kind: "access", target: term, steps };
}
