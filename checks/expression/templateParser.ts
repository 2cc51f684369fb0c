/** Text with `${…}` and `%{…}` in it: quoted strings, heredocs, and whole strings of Terraform JSON or files. */
import type { Expression } from "./ast";
import { TextReader } from "./textReader";

type Token =
  | { readonly kind: "text"; value: string; readonly startsLine: boolean }
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "if"; readonly test: Expression }
  | {
      readonly kind: "for";
      readonly keyName: string | undefined;
      readonly valueName: string;
      readonly over: Expression;
    }
  | { readonly kind: "else" | "endif" | "endfor" | "end" };

/** `whole` is text up to its end; the marker is the word that ends a heredoc. */
type Ending =
  | { readonly kind: "quote" }
  | { readonly kind: "whole" }
  | { readonly kind: "heredoc"; readonly marker: string };

export abstract class TemplateParser extends TextReader {
  abstract expression(): Expression;

  protected wholeTemplate(): Expression {
    return this.assembled(this.tokens({ kind: "whole" }));
  }

  /** After the opening quote, up to and with the closing one. */
  protected quoted(): Expression {
    return this.assembled(this.tokens({ kind: "quote" }));
  }

  /** `<<EOT` or `<<-EOT`, which takes the common indentation away. */
  protected heredoc(): Expression {
    const opening = this.matched(/<<-?[\p{L}_][\p{L}\p{N}_-]*[ \t]*\r?\n/uy);
    if (opening === undefined) this.fail("a heredoc without its marker");
    const tokens = this.tokens({ kind: "heredoc", marker: opening.replace(/^<<-?/, "").trim() });
    if (opening.startsWith("<<-")) outdent(tokens);
    return this.assembled(tokens);
  }

  private tokens(ending: Ending): Token[] {
    const tokens: Token[] = [];
    let trimsNext = false;
    let startsLine = true;
    const addText = (value: string) => {
      const text = trimsNext ? value.trimStart() : value;
      trimsNext = false;
      tokens.push({ kind: "text", value: text, startsLine });
      startsLine = value.endsWith("\n");
    };
    while (!this.isEnd(ending, startsLine)) {
      const opening = this.matched(/[$%]\{~?/y);
      if (opening === undefined) {
        addText(this.literal(ending));
        continue;
      }
      const last = tokens.at(-1);
      if (opening.endsWith("~") && last?.kind === "text") last.value = last.value.trimEnd();
      tokens.push(this.spanning(true, () => (opening.startsWith("$") ? this.interpolation() : this.directive())));
      startsLine = false;
      trimsNext = this.take("~");
      if (!this.take("}")) this.fail("expected `}`");
    }
    return tokens;
  }

  /** Whether the text ends here; what ends it is then consumed. */
  private isEnd(ending: Ending, startsLine: boolean): boolean {
    if (ending.kind === "quote") {
      if (this.at >= this.text.length || this.text[this.at] === "\n") this.fail("a string without its closing quote");
      return this.take('"');
    }
    if (ending.kind === "whole") return this.at >= this.text.length;
    if (startsLine && this.text.slice(this.at, this.endOfLine()).trim() === ending.marker) {
      this.at = this.endOfLine();
      return true;
    }
    if (this.at >= this.text.length) this.fail(`a heredoc without its end ${ending.marker}`);
    return false;
  }

  /** Text up to the next marker; outside quotes at most to the end of the line, because `~` reaches no further. */
  private literal(ending: Ending): string {
    const quoted = ending.kind === "quote";
    let literal = "";
    for (;;) {
      literal += this.until(quoted ? /["\\$%\n]/g : /[$%\n]/g);
      const escaped = this.matched(/\$\$\{|%%\{/y);
      if (escaped !== undefined) literal += escaped.slice(1);
      else if (quoted && this.text[this.at] === "\\") literal += this.escape();
      else if (!quoted && this.take("\n")) return `${literal}\n`;
      else {
        const lone = this.matched(/[$%](?!\{)/y);
        if (lone === undefined) return literal;
        literal += lone;
      }
    }
  }

  private interpolation(): Token {
    return this.nested(() => {
      const value = this.expression();
      this.skipSpace();
      return { kind: "value", value };
    });
  }

  private directive(): Token {
    return this.nested(() => {
      const token = this.directiveOf(this.identifier());
      this.skipSpace();
      return token;
    });
  }

  private directiveOf(word: string): Token {
    switch (word) {
      case "if":
        return { kind: "if", test: this.expression() };
      case "for": {
        const first = this.identifier();
        this.skipSpace();
        const second = this.take(",") ? this.identifier() : undefined;
        if (this.identifier() !== "in") this.fail("expected `in`");
        const over = this.expression();
        return { kind: "for", keyName: second === undefined ? undefined : first, valueName: second ?? first, over };
      }
      case "else":
      case "endif":
      case "endfor":
        return { kind: word };
      default:
        return this.fail(`unknown template directive ${word}`);
    }
  }

  private assembled(tokens: readonly Token[]): Expression {
    const reader = new TokenReader(tokens, (message) => this.fail(message));
    const only = tokens.length === 1 ? tokens[0] : undefined;
    // A string that is a single `${x}` is x itself with its type; any other mixture is text.
    return only?.kind === "value" ? only.value : reader.template(["end"]);
  }
}

/** Puts directives and what stands between them together. */
class TokenReader {
  private next = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly fail: (message: string) => never,
  ) {}

  template(ends: readonly Token["kind"][]): Expression {
    this.depth += 1;
    if (this.depth > 100) this.fail("nested too deeply");
    const parts: Expression[] = [];
    let text = "";
    for (; !ends.includes(this.kind); ) {
      const token = this.tokens[this.next];
      this.next += 1;
      if (token?.kind === "text") {
        text += token.value;
        continue;
      }
      if (text !== "") parts.push({ kind: "literal", value: text });
      text = "";
      parts.push(this.part(token));
    }
    this.depth -= 1;
    if (text !== "" || parts.length === 0) parts.push({ kind: "literal", value: text });
    const [only] = parts;
    return parts.length === 1 && only?.kind === "literal" ? only : { kind: "template", parts };
  }

  private get kind(): Token["kind"] {
    return this.tokens[this.next]?.kind ?? "end";
  }

  private part(token: Token | undefined): Expression {
    if (token?.kind === "value") return token.value;
    if (token?.kind === "if") {
      const yes = this.template(["else", "endif"]);
      const hasElse = this.kind === "else";
      if (hasElse) this.next += 1;
      const no: Expression = hasElse ? this.template(["endif"]) : { kind: "literal", value: "" };
      this.next += 1;
      return { kind: "conditional", test: token.test, yes, no };
    }
    if (token?.kind === "for") {
      const value = this.template(["endfor"]);
      this.next += 1;
      const { keyName, valueName, over } = token;
      const items = {
        kind: "for",
        keyName,
        valueName,
        over,
        key: undefined,
        value,
        condition: undefined,
        grouped: false,
      } as const;
      return { kind: "call", name: "join", args: [{ kind: "literal", value: "" }, items], expandLast: false };
    }
    return this.fail(token === undefined ? "a template directive without its end" : `unexpected ${token.kind}`);
  }
}

/** Takes away the indentation that all lines share; lines of blanks alone do not count. */
function outdent(tokens: readonly Token[]): void {
  let common = Number.POSITIVE_INFINITY;
  let startsLine = true;
  const starts: Extract<Token, { kind: "text" }>[] = [];
  for (const token of tokens) {
    if (token.kind !== "text") {
      if (startsLine) common = 0;
      startsLine = false;
      continue;
    }
    if (startsLine) {
      const bare = token.value.trimStart();
      if (bare !== "" || !token.value.endsWith("\n")) {
        common = Math.min(common, token.value.length - bare.length);
        starts.push(token);
      }
    }
    startsLine = token.value.endsWith("\n");
  }
  for (const token of starts) token.value = token.value.slice(common);
}
