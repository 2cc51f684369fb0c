/** Comments of a YAML text, found by its tokens: a `#` inside of a text is none. */
import type { CST } from "yaml";

export interface YamlComment {
  /** Without the mark that makes it a comment. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** In the order of the text; also of one that cannot be read to its end. */
export function yamlComments(text: string): readonly YamlComment[] {
  const yaml = require("yaml") as typeof import("yaml");
  const lines = new yaml.LineCounter();
  const found: YamlComment[] = [];
  for (const token of new yaml.Parser(lines.addNewLine).parse(text)) {
    for (const { offset, source } of commentTokens(token))
      found.push({ text: source.replace(/^#+/, "").trim(), line: lines.linePos(offset).line });
  }
  return found.sort((a, b) => a.line - b.line);
}

interface CommentToken {
  readonly offset: number;
  readonly source: string;
}

/** Without recursion, because values may be nested as deep as somebody likes. */
function* commentTokens(token: CST.Token): Generator<CommentToken> {
  const pending: unknown[] = [token];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (Array.isArray(next)) for (const one of next) pending.push(one);
    else if (isComment(next)) yield next;
    else for (const member of members) if (member in next) pending.push((next as Record<string, unknown>)[member]);
  }
}

/** Where the library hangs what is in, before and after a value. */
const members = ["start", "key", "sep", "value", "items", "props", "end"];

function isComment(token: object): token is CommentToken {
  return "type" in token && token.type === "comment" && "source" in token && "offset" in token;
}
