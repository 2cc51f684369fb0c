/** Calico's selectors: expressions over labels, as its reference of "EntityRule" and "Selectors" has them. */
import { isHole, isTemplate } from "../../rules/kit/datum";
import type { Labels } from "../../rules/kit/labelSelector";
import { type Answer, every, not, some, yesIf } from "../../rules/kit/predicates";

type Test = (labels: Labels | undefined, complete: boolean) => Answer;

const token = /\s*(&&|\|\||==|!=|!|\(|\)|\{|\}|,|'[^']*'|"[^"]*"|[A-Za-z0-9_./-]+)/y;

/** Undefined where the text is no selector that is understood. */
export function parseSelector(text: string): Test | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  if (tokens.length === 0) return () => "yes";
  const parser = new Parser(tokens);
  const test = parser.either();
  return test && parser.atEnd() ? test : undefined;
}

function tokensOf(text: string): readonly string[] | undefined {
  const found: string[] = [];
  const pattern = new RegExp(token);
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match?.[1]) return undefined;
    found.push(match[1]);
    at = pattern.lastIndex;
  }
  return found;
}

/** Selectors nest no deeper than this in anything that a person wrote. */
const deepest = 50;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly string[]) {}

  atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  either(): Test | undefined {
    return this.chain("||", () => this.both(), some);
  }

  private both(): Test | undefined {
    return this.chain("&&", () => this.unary(), every);
  }

  private chain(
    operator: string,
    part: () => Test | undefined,
    join: (answers: readonly Answer[]) => Answer,
  ): Test | undefined {
    const parts: Test[] = [];
    do {
      const found = part();
      if (!found) return undefined;
      parts.push(found);
    } while (this.take(operator));
    return (labels, complete) => join(parts.map((one) => one(labels, complete)));
  }

  private unary(): Test | undefined {
    this.depth += 1;
    const found = this.depth > deepest ? undefined : this.inner();
    this.depth -= 1;
    return found;
  }

  private inner(): Test | undefined {
    if (this.take("!")) {
      const inner = this.unary();
      return inner && ((labels, complete) => not(inner(labels, complete)));
    }
    if (this.take("(")) {
      const inner = this.either();
      return this.take(")") ? inner : undefined;
    }
    const word = this.word();
    if (word === undefined) return undefined;
    if (word === "all" && this.take("(")) return this.take(")") ? () => "yes" : undefined;
    if (word === "has" && this.take("(")) {
      const key = this.word();
      return key !== undefined && this.take(")") ? (labels, complete) => has(labels, key, complete) : undefined;
    }
    return this.comparison(word);
  }

  private comparison(key: string): Test | undefined {
    if (this.take("==")) return this.compared(key, (label, value) => label === value);
    if (this.take("!=")) return negated(this.compared(key, (label, value) => label === value));
    if (this.take("in")) return this.among(key);
    if (this.take("contains")) return this.compared(key, (label, value) => label.includes(value));
    if (this.take("not")) return this.take("in") ? negated(this.among(key)) : undefined;
    if (this.take("starts")) return this.take("with") ? this.compared(key, (a, b) => a.startsWith(b)) : undefined;
    if (this.take("ends")) return this.take("with") ? this.compared(key, (a, b) => a.endsWith(b)) : undefined;
    return undefined;
  }

  private compared(key: string, holds: (label: string, value: string) => boolean): Test | undefined {
    const value = this.literal();
    return value === undefined ? undefined : labelTest(key, (label) => holds(label, value));
  }

  private among(key: string): Test | undefined {
    if (!this.take("{")) return undefined;
    const values: string[] = [];
    while (!this.take("}")) {
      const value = this.literal();
      if (value === undefined) return undefined;
      values.push(value);
      this.take(",");
    }
    return labelTest(key, (label) => values.includes(label));
  }

  private literal(): string | undefined {
    const next = this.tokens[this.at];
    if (next === undefined || !/^['"]/.test(next)) return undefined;
    this.at += 1;
    return next.slice(1, -1);
  }

  private word(): string | undefined {
    const next = this.tokens[this.at];
    if (next === undefined || !/^[A-Za-z0-9_./-]+$/.test(next)) return undefined;
    this.at += 1;
    return next;
  }

  private take(wanted: string): boolean {
    if (this.tokens[this.at] !== wanted) return false;
    this.at += 1;
    return true;
  }
}

function negated(test: Test | undefined): Test | undefined {
  return test && ((labels, complete) => not(test(labels, complete)));
}

function has(labels: Labels | undefined, key: string, complete: boolean): Answer {
  if (labels !== undefined && Object.hasOwn(labels, key)) return "yes";
  return labels === undefined || !complete ? "unknown" : "no";
}

/** A label that is not there fits nothing. */
function labelTest(key: string, holds: (label: string) => boolean): Test {
  return (labels, complete) => {
    const present = has(labels, key, complete);
    if (present !== "yes") return present;
    const value = labels?.[key];
    return value === undefined || isHole(value) || isTemplate(value) ? "unknown" : yesIf(holds(String(value)));
  };
}
