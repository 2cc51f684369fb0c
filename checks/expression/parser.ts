/**
 * Recursive-descent parser for Terraform templates and expressions, as they stand in Terraform JSON strings and in
 * `constant_value` of a plan's configuration. It never throws: what it cannot read is a result with the offset.
 */
import type { BinaryOperator, Expression, ParseResult, Step } from "./ast";
import { ParseFailure, TextReader } from "./textReader";

const precedence: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

/** Parses a whole string in which `${…}` and `%{…}` are special, and everything else is text. */
export function parseTemplate(text: string): ParseResult {
  return guarded(() => new Parser(text).wholeTemplate());
}

/** Parses a bare expression, without the `${` and `}` around it. */
export function parseExpression(text: string): ParseResult {
  return guarded(() => new Parser(text).wholeExpression());
}

function guarded(parse: () => Expression): ParseResult {
  try {
    return { ok: true, expression: parse() };
  } catch (error) {
    if (error instanceof ParseFailure) return { ok: false, message: error.message, offset: error.offset };
    throw error;
  }
}

class Parser extends TextReader {
  wholeTemplate(): Expression {
    return this.template(undefined);
  }

  wholeExpression(): Expression {
    const expression = this.expression();
    this.skipSpace();
    if (this.at < this.text.length) this.fail("unexpected text after the expression");
    return expression;
  }

  /** Text up to the end, or up to an unescaped `"` inside an expression (`terminator`). */
  private template(terminator: '"' | undefined): Expression {
    const parts: Expression[] = [];
    let literal = "";
    let trimNext = false;
    const flush = () => {
      const value = trimNext ? literal.replace(/^\s+/, "") : literal;
      if (value !== "") parts.push({ kind: "literal", value });
      if (literal !== "") trimNext = false;
      literal = "";
    };
    for (;;) {
      if (this.at >= this.text.length) {
        if (terminator) this.fail("a string without its closing quote");
        break;
      }
      const rest = this.text.startsWith.bind(this.text);
      if (rest("$${", this.at) || rest("%%{", this.at)) {
        literal += this.text.slice(this.at + 1, this.at + 3);
        this.at += 3;
      } else if (rest("${", this.at) || rest("%{", this.at)) {
        const directive = this.text[this.at] === "%";
        this.at += 2;
        if (this.text[this.at] === "~") {
          this.at += 1;
          literal = literal.replace(/\s+$/, "");
        }
        flush();
        trimNext = false;
        parts.push(directive ? this.directive() : this.interpolation());
        if (this.text[this.at] === "~") {
          this.at += 1;
          trimNext = true;
        }
        if (this.text[this.at] !== "}") this.fail("expected `}`");
        this.at += 1;
      } else if (terminator && this.text[this.at] === terminator) {
        this.at += 1;
        break;
      } else if (terminator && this.text[this.at] === "\\") {
        literal += this.escape();
      } else {
        literal += this.text[this.at];
        this.at += 1;
      }
    }
    flush();
    const only = parts[0];
    if (parts.length === 0) return { kind: "literal", value: "" };
    // A string that is a single `${x}` is x itself with its type; any other mixture is text.
    if (parts.length === 1 && only) return only;
    return { kind: "template", parts };
  }

  private interpolation(): Expression {
    return this.nested(() => {
      const expression = this.expression();
      this.skipSpace();
      return expression;
    });
  }

  /** `%{ if x }` and its like: only the expressions inside are kept, so that their references are seen. */
  private directive(): Expression {
    return this.nested(() => {
      this.skipSpace();
      const word = this.identifier();
      const inside: Expression[] = [];
      if (word === "if") inside.push(this.expression());
      else if (word === "for") {
        this.identifier();
        this.skipSpace();
        if (this.take(",")) this.identifier();
        if (this.identifier() !== "in") this.fail("expected `in`");
        inside.push(this.expression());
      } else if (!["else", "endif", "endfor"].includes(word)) this.fail(`unknown template directive ${word}`);
      this.skipSpace();
      return { kind: "unsupported", what: "template directive", inside };
    });
  }

  expression(): Expression {
    return this.nested(() => {
      const test = this.binary(0);
      this.skipSpace();
      if (!this.take("?")) return test;
      const yes = this.expression();
      this.expect(":");
      const no = this.expression();
      return { kind: "conditional", test, yes, no };
    });
  }

  private binary(level: number): Expression {
    const operators = precedence[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      this.skipSpace();
      const operator = operators.find((candidate) => this.text.startsWith(candidate, this.at));
      if (!operator) return left;
      this.at += operator.length;
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    this.skipSpace();
    if (this.text[this.at] === "!" || this.text[this.at] === "-") {
      const operator = this.text[this.at] === "!" ? "!" : "-";
      this.at += 1;
      return this.nested(() => ({ kind: "unary", operator, operand: this.unary() }));
    }
    const term = this.term();
    const steps = this.steps();
    if (steps.length === 0) return term;
    if (term.kind === "reference") return { ...term, steps: [...term.steps, ...steps] };
    return { kind: "access", target: term, steps };
  }

  private term(): Expression {
    const character = this.text[this.at];
    if (character === undefined) this.fail("expected an expression");
    if (character === '"') {
      this.at += 1;
      const inner = this.nested(() => this.template('"'));
      // Inside quotes even a lone `${x}` keeps its type, as in Terraform.
      return inner;
    }
    if (character === "(") {
      this.at += 1;
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    if (character === "[") return this.nested(() => this.list());
    if (character === "{") return this.nested(() => this.object());
    const number = this.matched(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    return this.named();
  }

  private named(): Expression {
    const name = this.identifier();
    const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
    if (Object.hasOwn(constants, name)) return { kind: "literal", value: constants[name] ?? null };
    const before = this.at;
    // Provider-defined functions: provider::aws::arn_parse(…).
    const qualified = this.matched(/(?:::[\p{L}_][\p{L}\p{N}_-]*)+/uy) ?? "";
    this.matched(/[ \t]*/y);
    if (this.take("(")) return this.nested(() => this.call(`${name}${qualified}`));
    if (qualified !== "") this.fail("expected `(`");
    this.at = before;
    return { kind: "reference", name, steps: [] };
  }

  private call(name: string): Expression {
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
  }

  private steps(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      const before = this.at;
      this.skipSpace();
      if (this.text[this.at] === "." && !this.text.startsWith("...", this.at)) {
        this.at += 1;
        this.skipSpace();
        if (this.take("*")) steps.push({ kind: "splat" });
        else {
          const digits = this.matched(/\d+/y);
          if (digits !== undefined) steps.push({ kind: "index", key: { kind: "literal", value: Number(digits) } });
          else steps.push({ kind: "attribute", name: this.identifier() });
        }
      } else if (this.text[this.at] === "[") {
        this.at += 1;
        this.skipSpace();
        if (this.take("*")) steps.push({ kind: "splat" });
        else steps.push({ kind: "index", key: this.expression() });
        this.expect("]");
      } else {
        this.at = before;
        return steps;
      }
    }
  }

  private list(): Expression {
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
  }

  private object(): Expression {
    this.expect("{");
    if (this.atFor()) return this.forExpression("}");
    const items: { key: Expression; value: Expression }[] = [];
    for (;;) {
      this.skipSpace();
      if (this.take("}")) break;
      const key = this.objectKey();
      this.skipSpace();
      if (!this.take("=") && !this.take(":")) this.fail("expected `=` or `:`");
      items.push({ key, value: this.expression() });
      this.skipSpace();
      this.take(",");
    }
    return { kind: "object", items };
  }

  private objectKey(): Expression {
    const key = this.expression();
    // A bare word is the key itself, not a reference.
    return key.kind === "reference" && key.steps.length === 0 ? { kind: "literal", value: key.name } : key;
  }

  private atFor(): boolean {
    this.skipSpace();
    return /for\s/y.test(this.text.slice(this.at, this.at + 4));
  }

  private forExpression(close: "]" | "}"): Expression {
    this.identifier();
    const first = this.identifier();
    this.skipSpace();
    const second = this.take(",") ? this.identifier() : undefined;
    if (this.identifier() !== "in") this.fail("expected `in`");
    const over = this.expression();
    this.expect(":");
    let value = this.expression();
    let key: Expression | undefined;
    this.skipSpace();
    if (close === "}") {
      this.expect("=>");
      key = value;
      value = this.expression();
      this.skipSpace();
    }
    const grouped = this.take("...");
    this.skipSpace();
    let condition: Expression | undefined;
    if (/if\s/y.test(this.text.slice(this.at, this.at + 3))) {
      this.identifier();
      condition = this.expression();
    }
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
