/** Finding credentials that were written out in a text, and telling them from references to one. */
import { secretFormIn } from "../../../common/secretForms";
import type { Datum } from "../../graph/graph";
import { isHole, isList, isObject, textOf } from "./datum";

/** Beside the forms that are known everywhere: what only a request has. */
const bearer = /\bbearer\s+(?=[\w.~+/-]*\d)[\w.~+/-]{8,}/i;

/** What ends the name of something secret. A bare `secret` is left out: it names one more often than it is one. */
const secretWords =
  "password|passwd|pwd|passphrase|secret[_-]?access[_-]?key|secret[_-]?key|client[_-]?secret|private[_-]?key|api[_-]?key|auth[_-]?token|access[_-]?token|token";
const secretName = new RegExp(`(?:^|[._-])(?:${secretWords})$`, "i");
const assignment = new RegExp(`(?:${secretWords})["']?[^\\S\\n]*[=:][^\\S\\n]*\\\\?["']?([^\\s"'&;,]+)`, "gi");
const urlPassword = /[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:([^\s/@]+)@/gi;

/** True for names of values that are secret themselves: `DB_PASSWORD`, `dbPassword`, `api-key`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}

/** What kind of credential the text holds, in words that do not repeat it; undefined for none. */
export function credentialIn(text: string): string | undefined {
  const form = secretFormIn(text);
  if (form !== undefined) return form;
  if (bearer.test(text)) return "a bearer token";
  for (const match of text.matchAll(urlPassword)) if (isLiteral(match[1] ?? "")) return "a password in a URL";
  for (const match of text.matchAll(assignment)) if (isLiteral(match[1] ?? "")) return "an assigned password or token";
  return undefined;
}

/** Shell and template expansions, paths, ARNs, holes, switches and placeholders only point at a value. */
function isLiteral(value: string): boolean {
  if (value.length < 4) return false;
  if (/^(?:\$|`|<|\/|~|\{\{|%|\\|arn:|ssm:|secretsmanager:|file:|vault:)/.test(value)) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the character stands for a hole.
  if (/\u0001|\$\(|\$\{/.test(value)) return false;
  return !/^(?:true|false|null|none|yes|no|required|optional|\*+)$/i.test(value);
}

export type Search =
  | { readonly kind: "found"; readonly what: string }
  | { readonly kind: "clean" }
  | { readonly kind: "unknown"; readonly cause: string };

/** Looks through the known parts of a text. Base64, as user data may be written, is looked through too. */
export function searchText(datum: Datum): Search {
  if (isHole(datum)) return datum.set ? { kind: "clean" } : { kind: "unknown", cause: datum.cause };
  const text = textOf(datum)?.text ?? "";
  const found = credentialIn(text) ?? credentialIn(decodedText(text));
  return found === undefined ? { kind: "clean" } : { kind: "found", what: found };
}

/** A value under a name: for the name of a secret any literal is a find, and a hole may become one. */
export function searchNamed(name: string, datum: Datum): Search {
  if (!isSecretName(name)) return isHole(datum) ? { kind: "clean" } : searchText(datum);
  const text = textOf(datum);
  if (!text) return { kind: "clean" };
  if (isHole(datum)) return searchText(datum);
  return isLiteral(text.text) ? { kind: "found", what: `a value for ${name}` } : searchText(datum);
}

/** Environments: a map of names to values, or a list of `{name, value}` at any depth. */
export function searchEnvironment(datum: Datum): Search {
  if (isHole(datum)) return { kind: "unknown", cause: datum.cause };
  if (isList(datum)) return worst(datum.map(searchEnvironment));
  if (!isObject(datum)) return searchText(datum);
  const named = datum.name;
  return worst(
    Object.entries(datum).map(([key, value]) => {
      if (isList(value) || isObject(value)) return searchEnvironment(value);
      return searchNamed(key === "value" && typeof named === "string" ? named : key, value);
    }),
  );
}

export function worst(searches: readonly Search[]): Search {
  const found = searches.find((one) => one.kind === "found") ?? searches.find((one) => one.kind === "unknown");
  return found ?? { kind: "clean" };
}

/** What base64 says; empty for a text that is none. User data may be written so. */
export function decodedText(text: string): string {
  const compact = text.replace(/\s/g, "");
  if (compact.length < 16 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return "";
  return Buffer.from(compact, "base64").toString("utf8");
}
