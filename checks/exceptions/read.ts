/** Reads an exceptions file strictly: all problems at once, each with its line. */
import type { Document, LineCounter, Node } from "yaml";
import { invalidInput, type Problem } from "../../common/errors";
import type { ExceptionEntry, ExceptionFile, InlineAllowance, Recorded } from "./model";
import { fileSchema } from "./schema";

/** An empty file, or one with an empty list, is a file without exceptions. */
export function readExceptions(text: string, file: string): ExceptionFile {
  // Loaded here, because most runs have no exceptions and start-up counts.
  const yaml = require("yaml") as typeof import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map((error): Problem => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { code: "invalid-yaml", message: error.message, file, line, column: col };
  });
  if (broken.length > 0) throw refused(file, broken);
  const content = toPlain(document, file);
  const problems = problemsOf(content, document, lines, file);
  if (problems.length > 0) throw refused(file, problems);
  const written = (content ?? {}) as Written;
  const recorded = <T>(list: readonly T[] | null | undefined, ...path: readonly string[]): readonly Recorded<T>[] =>
    (list ?? []).map((entry, index) => ({ entry, index, line: lineOf(document, lines, [...path, index]) }));
  return {
    file,
    exceptions: recorded(written.exceptions, "exceptions"),
    inline: recorded(written.inline?.allow, "inline", "allow"),
    approvers: written.approvers?.map((one) => (typeof one === "string" ? one : `${one.name} <${one.email}>`)),
  };
}

/** What the schema has found to be so. */
interface Written {
  readonly approvers?: readonly (string | { readonly name: string; readonly email: string })[];
  readonly inline?: { readonly allow: readonly InlineAllowance[] | null };
  readonly exceptions?: readonly ExceptionEntry[] | null;
}

function refused(file: string, problems: readonly Problem[]): Error {
  const count = problems.length === 1 ? "one problem" : `${problems.length} problems`;
  return invalidInput(`${file} has ${count}.`, problems);
}

function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refused(file, [{ code: "invalid-yaml", message, file, line: 1 }]);
  }
}

function problemsOf(content: unknown, document: Document, lines: LineCounter, file: string): readonly Problem[] {
  const { default: Ajv } = require("ajv") as typeof import("ajv");
  const validate = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true }).compile(fileSchema);
  if (validate(content)) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap((error): readonly Problem[] => {
    if (error.keyword === "oneOf" || error.keyword === "if") return [];
    const path = error.instancePath.split("/").slice(1);
    const key = error.keyword === "additionalProperties" ? String(error.params.additionalProperty) : undefined;
    const full = key === undefined ? path : [...path, key];
    const message = wordsOf(
      error.keyword,
      error.params,
      error.message ?? "is not valid",
      error.parentSchema?.description,
    );
    const where = pathText(full);
    if (seen.has(`${where} ${message}`)) return [];
    seen.add(`${where} ${message}`);
    return [
      {
        code: codeOf(error.keyword),
        message: `${where}: ${message}`,
        file,
        path: where,
        line: lineOf(document, lines, full),
      },
    ];
  });
}

function codeOf(keyword: string): string {
  return { additionalProperties: "unknown-key", required: "missing-key", type: "wrong-type" }[keyword] ?? "wrong-value";
}

function wordsOf(keyword: string, params: Record<string, unknown>, message: string, description: unknown): string {
  if (keyword === "additionalProperties") return "there is no such key";
  if (keyword === "required") return `${String(params.missingProperty)} is missing`;
  return typeof description === "string" ? description : message;
}

function pathText(path: readonly string[]): string {
  const text = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
  return text === "" ? "the file" : text.replace(/^\./, "");
}

/** Line of the key or item at a path, or of the nearest thing that holds it. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  const steps = path.map((step) => (/^\d+$/.test(String(step)) ? Number(step) : step));
  for (let length = steps.length; length > 0; length -= 1) {
    const node = keyNode(document, steps.slice(0, length));
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function keyNode(document: Document, path: readonly (string | number)[]): Node | undefined {
  const yaml = require("yaml") as typeof import("yaml");
  const last = path.at(-1);
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (yaml.isMap(parent)) {
    const pair = parent.items.find((item) => yaml.isScalar(item.key) && item.key.value === last);
    return pair && yaml.isScalar(pair.key) ? pair.key : undefined;
  }
  const item: unknown = yaml.isSeq(parent) ? parent.items[Number(last)] : undefined;
  return yaml.isNode(item) ? item : undefined;
}
