/** Base64, addresses of pages, CSV and YAML. */
import type { ScalarTag } from "yaml";
import type { Datum } from "../../graph/graph";
import { isList, isObject } from "../datum";
import { EvaluationFailure } from "./failure";
import { elementsOf, entriesOf, type Functions, numberText, textOf } from "./values";

export const encodingFunctions: Functions = {
  overValues: {
    base64encode: ([text]) => Buffer.from(textOf(text), "utf8").toString("base64"),
    base64decode: ([text]) => decodedText(fromBase64(textOf(text)), "utf-8"),
    textencodebase64: ([text, encoding]) => encodedText(textOf(text), textOf(encoding)).toString("base64"),
    textdecodebase64: ([text, encoding]) => decodedText(fromBase64(textOf(text)), labelOf(textOf(encoding))),
    urlencode: ([text]) => urlEncoded(textOf(text)),
    urldecode: ([text]) => urlDecoded(textOf(text)),
    csvdecode: ([text]) => csvRecords(textOf(text)),
    yamldecode: ([text]) => fromYaml(textOf(text)),
    yamlencode: ([value]) => `${yamlLines(value ?? null).join("\n")}\n`,
  },
};

function fromBase64(text: string): Buffer {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    throw new EvaluationFailure("text that is not base64");
  return Buffer.from(text, "base64");
}

function decodedText(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EvaluationFailure(`bytes that are no text in ${label}`);
  }
}

function labelOf(encoding: string): string {
  return encoding.toLowerCase().replaceAll("_", "-");
}

function encodedText(text: string, encoding: string): Buffer {
  switch (labelOf(encoding)) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-16le":
      return Buffer.from(text, "utf16le");
    case "utf-16be":
      return Buffer.from(text, "utf16le").swap16();
    default:
      throw new EvaluationFailure(`the encoding ${encoding} is not evaluated`);
  }
}

/** As forms are sent: a blank becomes a plus. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new EvaluationFailure("text that is not encoded for an address");
  }
}

function csvRecords(text: string): Datum[] {
  const [header, ...rows] = csvRows(text);
  if (!header) throw new EvaluationFailure("CSV without a header");
  return rows.map((row) => {
    if (row.length !== header.length) throw new EvaluationFailure("a row of CSV with too few or too many fields");
    return Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""]));
  });
}

function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) throw new EvaluationFailure("text that is not CSV");
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") {
      if (field.lastIndex >= text.length) row.push("");
      else continue;
    }
    // Lines without anything are passed over.
    if (row.length > 1 || row[0] !== "" || match[1] !== undefined) rows.push(row);
    row = [];
  }
  return rows;
}

function fromYaml(text: string): Datum {
  // Loaded on first use: most modules decode no YAML.
  const yaml = require("yaml") as typeof import("yaml");
  const document = yaml.parseDocument(text, { merge: true, uniqueKeys: true, customTags: [yamlWord, yamlDate] });
  if (document.errors.length > 0 || document.contents === null)
    throw new EvaluationFailure("yamldecode of text that is not YAML");
  try {
    return plainYaml(document.toJS({ maxAliasCount: 100 }));
  } catch {
    throw new EvaluationFailure("yamldecode of text that is not evaluated");
  }
}

/** Terraform reads YAML 1.1's words for truth, and the rest as YAML 1.2 has it. */
const yamlWord: ScalarTag = {
  tag: "tag:yaml.org,2002:bool",
  default: true,
  test: /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/,
  resolve: (text) => /^(?:y|on)/i.test(text),
};

const yamlDate: ScalarTag = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  test: /^\d{4}-\d\d-\d\d$/,
  resolve: (text) => `${text}T00:00:00Z`,
};

function plainYaml(value: unknown, depth = 0): Datum {
  if (depth > 100) throw new EvaluationFailure("YAML that is nested too deeply");
  if (Array.isArray(value)) return value.map((item) => plainYaml(item, depth + 1));
  if (typeof value === "object" && value !== null && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainYaml(item, depth + 1)]));
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return value === null || value === undefined ? null : String(value);
}

/** Terraform's style: every key and text in double quotes, lists not indented below their key. */
function yamlLines(value: Datum): string[] {
  if (isList(value)) {
    if (value.length === 0) return ["[]"];
    return elementsOf(value).flatMap((item) => {
      const [first = "", ...rest] = yamlLines(item);
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  if (isObject(value)) {
    const entries = entriesOf(value);
    return entries.length === 0 ? ["{}"] : entries.flatMap(([key, item]) => yamlMember(key, item));
  }
  if (typeof value === "string" && /\n/.test(value)) return yamlBlock(value);
  return [typeof value === "number" ? numberText(value) : JSON.stringify(value)];
}

function yamlMember(key: string, item: Datum): string[] {
  const [first = "", ...rest] = yamlLines(item);
  const name = `${JSON.stringify(key)}:`;
  if (isList(item) && item.length > 0) return [name, first, ...rest];
  if (isObject(item) && Object.keys(item).length > 0) return [name, ...[first, ...rest].map((line) => `  ${line}`)];
  return [`${name} ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))];
}

function yamlBlock(text: string): string[] {
  const ending = text.endsWith("\n\n") ? "+" : text.endsWith("\n") ? "" : "-";
  return [`|${ending}`, ...text.replace(/\n$/, "").split("\n")];
}
