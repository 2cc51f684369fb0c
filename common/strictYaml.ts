/** Reads a YAML file against a JSON Schema strictly: all problems at once, each with its line. */
import type { Document, LineCounter, Node } from "yaml";
import { invalidInput, type Problem } from "./errors";

export interface StrictYaml {
  /** Fits the schema; null for an empty file. */
  readonly content: unknown;
  /** Line of the key or item at a path, or of the nearest thing that holds it, from 1. */
  lineOf(path: readonly (string | number)[]): number;
}

/**
 * @param schema the description of a failing part becomes the message, so each should read on after the part's name
 * @throws UserError exit 2 with every problem
 */
export function readStrictYaml(text: string, file: string, schema: object): StrictYaml {
  // Loaded here, because most runs read no such file and start-up counts.
  const yaml = require("yaml") as typeof import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map((error): Problem => {
    const { line, col } = lines.linePos(error.pos[0]);
    return { code: "invalid-yaml", message: error.message, file, line, column: col };
  });
  if (broken.length > 0) throw refused(file, broken);
  const content = toPlain(document, file);
  const problems = shapeProblems(content, schema).map(({ steps, ...problem }): Problem => {
    const where = problem.path ?? "the file";
    return {
      ...problem,
      path: where,
      message: `${where}: ${problem.message}`,
      file,
      line: lineOf(document, lines, steps),
    };
  });
  if (problems.length > 0) throw refused(file, problems);
  return { content, lineOf: (path) => lineOf(document, lines, path) };
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

/** A problem with the way to it, for whoever knows the lines. */
export type ShapeProblem = Problem & { readonly steps: readonly string[] };

/** In what a value does not fit a schema; the `path` is left out where the value as a whole does not. */
export function shapeProblems(content: unknown, schema: object): readonly ShapeProblem[] {
  const { default: Ajv } = require("ajv") as typeof import("ajv");
  const validate = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true }).compile(schema);
  if (validate(content)) return [];
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap((error): readonly ShapeProblem[] => {
    const { keyword, params, instancePath } = error;
    if (keyword === "oneOf" || keyword === "if") return [];
    const path = instancePath.split("/").slice(1).map(unescaped);
    const steps = keyword === "additionalProperties" ? [...path, String(params.additionalProperty)] : path;
    const message = wordsOf(keyword, params, error.message ?? "is not valid", error.parentSchema?.description);
    const where = pathText(steps);
    if (seen.has(`${where} ${message}`)) return [];
    seen.add(`${where} ${message}`);
    return [{ code: codeOf(keyword), message, ...(where === "" ? {} : { path: where }), steps }];
  });
}

/** Of a JSON pointer. */
function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
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
  return path
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

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
