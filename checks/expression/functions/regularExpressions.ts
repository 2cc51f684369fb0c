/** `regex`, `regexall` and `replace` with a pattern. Terraform's patterns are RE2's; ours are told from theirs here. */
import type { Datum } from "../../graph/graph";
import { EvaluationFailure } from "./failure";
import { type Functions, textOf } from "./values";

/**
 * RE2 needs linear time whatever the pattern; the engine here does not. Patterns with repetition inside repetition, or
 * with many repetitions, are only tried on texts so short that the worst case stays below some ten million steps.
 */
const mostSteps = 10_000_000;

const longestText = 4_000_000;

export const patternFunctions: Functions = {
  overValues: {
    regex: ([pattern, text]) => {
      const compiled = compile(textOf(pattern), textOf(text));
      const match = compiled.exec(textOf(text));
      if (!match) throw new EvaluationFailure("the pattern does not match");
      return captured(match);
    },
    regexall: ([pattern, text]) => [...textOf(text).matchAll(compile(textOf(pattern), textOf(text)))].map(captured),
    replace: ([text, from, to]) => replaced(textOf(text), textOf(from), textOf(to)),
  },
};

/** The whole match, the unnamed groups as a list, or the named ones as an object. */
function captured(match: RegExpExecArray): Datum {
  if (match.groups) return Object.fromEntries(Object.entries(match.groups).map(([name, text]) => [name, text ?? null]));
  return match.length === 1 ? match[0] : match.slice(1).map((text) => text ?? null);
}

function replaced(text: string, from: string, to: string): string {
  if (from.length < 2 || !from.startsWith("/") || !from.endsWith("/")) return replacedPlainly(text, from, to);
  const pattern = compile(from.slice(1, -1), text);
  return text.replace(pattern, (...args: readonly unknown[]) => expanded(to, args));
}

function replacedPlainly(text: string, from: string, to: string): string {
  // Nothing stands between all characters, and at both ends.
  const pieces = from === "" ? ["", ...text, ""] : text.split(from);
  if (text.length + pieces.length * to.length > longestText) throw new EvaluationFailure("the text is too long");
  return pieces.join(to);
}

/** `$1`, `${1}`, `$name`, `${name}`; `$$` is a dollar sign. A name is taken as long as it goes on, as in Go. */
function expanded(template: string, args: readonly unknown[]): string {
  const last = args.at(-1);
  const groups =
    typeof last === "object" && last !== null ? (last as Readonly<Record<string, string | undefined>>) : {};
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return whole === "$$" ? "$" : whole;
    if (/^\d+$/.test(name)) return textOrEmpty(Number(name) < args.length - 2 ? args[Number(name)] : undefined);
    return textOrEmpty(Object.hasOwn(groups, name) ? groups[name] : undefined);
  });
}

function textOrEmpty(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function compile(pattern: string, subject: string): RegExp {
  const { source, flags } = translated(pattern);
  refuseSlow(source, subject.length);
  try {
    return new RegExp(source, `gu${flags}`);
  } catch {
    try {
      return new RegExp(source, `g${flags}`);
    } catch {
      throw new EvaluationFailure(`the pattern ${pattern} is not evaluated`);
    }
  }
}

const classes: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7F",
  blank: "\\t ",
  digit: "0-9",
  lower: "a-z",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\t\\n\\v\\f\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** RE2's spelling in that of JavaScript. What has no counterpart is refused. */
function translated(pattern: string): { readonly source: string; readonly flags: string } {
  const leading = /^\(\?([ims]+)\)/.exec(pattern);
  const rest = leading ? pattern.slice(leading[0].length) : pattern;
  if (/\(\?[a-zA-Z-]*[:)]/.test(rest.replaceAll("(?:", "")) || /\\[QCE]/.test(rest))
    throw new EvaluationFailure(`the pattern ${pattern} is not evaluated`);
  // Look-around and references back are not RE2: Terraform refuses them.
  if (/\(\?<?[=!]|\\[1-9]/.test(rest)) throw new EvaluationFailure("a pattern that Terraform does not know");
  const source = rest
    .replace(/\[:(\^?)(\w+):\]/g, (whole, negated: string, name: string) => {
      if (negated !== "" || !Object.hasOwn(classes, name))
        throw new EvaluationFailure(`the class ${whole} is not evaluated`);
      return classes[name] ?? "";
    })
    .replaceAll("(?P<", "(?<")
    .replaceAll("\\A", "^")
    .replaceAll("\\z", "$")
    .replaceAll("\\a", "\\x07")
    .replace(/\\(p|P)([A-Z])(?!\w*\})/g, "\\$1{$2}");
  return { source, flags: leading?.[1] ?? "" };
}

/** Whether a group that is repeated without bound holds a repetition or a choice. */
function refuseSlow(source: string, length: number): void {
  const bare = source.replace(/\\./gs, "_").replace(/\[(?:\^?\]?[^\]]*)\]/g, "_");
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  const nested = hasNestedRepetition(bare);
  const steps = nested ? 2 ** Math.min(length, 60) : Math.max(length, 1) ** (repetitions + 1);
  if (repetitions > 0 && length > 1 && steps > mostSteps && (nested || length ** Math.min(repetitions, 3) > mostSteps))
    throw new EvaluationFailure("a pattern that may take too long on this text is not evaluated");
}

function hasNestedRepetition(bare: string): boolean {
  const inside: boolean[] = [];
  for (let at = 0; at < bare.length; at += 1) {
    const character = bare[at];
    if (character === "(") inside.push(false);
    else if (character === ")") {
      const risky = inside.pop() ?? false;
      const repeated = /^(?:[*+]|\{\d+,\})/.test(bare.slice(at + 1, at + 8));
      if (risky && repeated) return true;
      if (risky && inside.length > 0) inside[inside.length - 1] = true;
    } else if ((character === "*" || character === "+" || character === "|" || character === "{") && inside.length > 0)
      inside[inside.length - 1] = true;
  }
  return false;
}
