/** Values of Terraform JSON, whose strings are templates, as expressions of HCL. */
import type { Json, JsonObject } from "../../common/json";

export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function valueText(value: Json): string {
  if (typeof value === "string") return expressionText(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(valueText).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${keyText(key)} = ${valueText(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function keyText(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !["for", "null", "true", "false"].includes(key)
    ? key
    : expressionText(key, true);
}

/** A string that is one `${x}` is x; everything else is text in quotes. */
export function expressionText(text: string, isKey = false): string {
  const sole = soleExpression(text);
  return sole === undefined ? quotedText(text) : isKey ? `(${sole})` : sole;
}

export function soleExpression(text: string): string | undefined {
  const pieces = piecesOf(text);
  const [only] = pieces;
  return pieces.length === 1 && only?.code === true ? only.text.slice(2, -1).trim() : undefined;
}

export function quotedText(text: string): string {
  const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };
  const escaped = (plain: string) => plain.replace(/[\n\r\t"\\]/g, (character) => escapes[character] ?? character);
  return `"${piecesOf(text)
    .map((piece) => (piece.code ? piece.text : escaped(piece.text)))
    .join("")}"`;
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** Text, and `${…}` with the braces and quotes inside it matched. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    if ((text[at] === "$" || text[at] === "%") && text.startsWith("{", at + 1) && text[at - 1] !== text[at]) {
      const end = endOfCode(text, at + 2);
      if (plain !== "") pieces.push({ code: false, text: plain });
      plain = "";
      pieces.push({ code: true, text: text.slice(at, end) });
      at = end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain !== "") pieces.push({ code: false, text: plain });
  return pieces;
}

/** Behind the brace that closes what was opened before `from`. */
function endOfCode(text: string, from: number): number {
  let at = from;
  for (let depth = 1; depth > 0; at += 1) {
    const character = text[at];
    if (character === undefined) throw new Error(`a template without its end: ${text}`);
    if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    else if (character === '"') at = endOfQuote(text, at + 1) - 1;
  }
  return at;
}

function endOfQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
    else if (text[at] === "$" && text[at + 1] === "{") at = endOfCode(text, at + 2) - 1;
  }
  throw new Error(`a string without its end: ${text}`);
}
