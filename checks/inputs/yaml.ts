/**
 * YAML as Kubernetes reads it, made plain without trusting it: text keys only, no duplicate keys, aliases that cannot
 * explode, bounded depth, and the line of every member.
 */
import type { Alias, CST, Document, Node, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Problem } from "../../common/errors";
import type { PathStep } from "../graph/path";
import { indentQuoted } from "./yamlQuotes";

interface YamlDocument {
  /** Plain JSON values; objects have no prototype. Undefined for an empty document. */
  readonly value: unknown;
  /** Line, from 1, on which the content starts. */
  readonly line: number;
  /** Comments in front of the content, without `#`. */
  readonly comment: string;
  /** Line of the value at a path, or of the nearest thing around it that is there. */
  lineOf(steps: readonly PathStep[]): number;
}

export interface YamlText {
  readonly documents: readonly YamlDocument[];
  /** Everything that is wrong; documents that have a problem are left out. */
  readonly problems: readonly Problem[];
}

/** Kubernetes' own objects stay below 30 levels; schemas of custom resources below 60. */
const deepest = 200;
/** Values that aliases may add in one file. Real files that use anchors stay in the hundreds. */
const mostAliasedValues = 100_000;
/** Tags of YAML 1.1 that Kubernetes' reader does not have: it keeps such scalars as text or numbers. */
const tooDeep = `values are nested more than ${deepest} deep`;
const foreignTags = /(?:timestamp|binary|omap|pairs|set)$/;

class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

type Yaml = typeof import("yaml");

/** `file` names the text in problems. */
export function readYaml(text: string, file: string): YamlText {
  const read = parseYaml(text, file);
  if (!read.problems.some(({ code }) => code === "invalid-yaml")) return read;
  const lenient = indentQuoted(text);
  const again = lenient === text ? read : parseYaml(lenient, file);
  return again.problems.length === 0 ? again : read;
}

function parseYaml(text: string, file: string): YamlText {
  // Loaded here, because most runs read no YAML and start-up counts.
  const yaml = require("yaml") as Yaml;
  const lines = new yaml.LineCounter();
  const documents: YamlDocument[] = [];
  const problems: Problem[] = [];
  const problem = (code: string, message: string, offset: number): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ code, message, file, line: Math.max(line, 1), column: Math.max(col, 1) });
  };
  const budget = { left: mostAliasedValues };
  const parser = new yaml.Parser(lines.addNewLine);
  const composer = new yaml.Composer({
    // Kubernetes' reader follows YAML 1.1: `yes` is true, `0644` is octal.
    version: "1.1",
    merge: true,
    // The library compares every pair of keys; the conversion below finds duplicates in one pass.
    uniqueKeys: false,
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === "string" || !(foreignTags.test(tag.tag) || isSexagesimal(tag))),
  });
  const accept = (document: Document.Parsed<ParsedNode>): void => {
    // One mistake makes the reader stumble over the rest: the first is the one to mend.
    const [error] = document.errors;
    if (error) {
      problem("invalid-yaml", error.message, error.pos[0]);
      return;
    }
    try {
      documents.push(new Converter(yaml, lines, budget).document(document));
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      problem(refusal.code, refusal.message, refusal.offset);
    }
  };
  for (const token of parser.parse(text)) {
    if (isTooDeep(token)) problem("too-deep", tooDeep, token.type === "document" ? token.offset : 0);
    else for (const document of composer.next(token)) accept(document);
  }
  for (const document of composer.end()) accept(document);
  return { documents, problems };
}

/**
 * The library composes nested values by recursion, and near the end of the stack V8 ends the whole process instead of
 * throwing. So depth is measured on the tokens, which the library keeps without recursion.
 */
function isTooDeep(token: CST.Token): boolean {
  const pending: { readonly token: CST.Token; readonly depth: number }[] = [{ token, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { depth } = next;
    if (depth > deepest) return true;
    for (const inner of innerTokens(next.token)) pending.push({ token: inner, depth: depth + 1 });
  }
  return false;
}

function innerTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

/** `1:30` is a port mapping or a time to whoever writes it, not 90. */
function isSexagesimal(tag: unknown): boolean {
  return typeof tag === "object" && tag !== null && "format" in tag && tag.format === "TIME";
}

class Converter {
  private readonly lines = new WeakMap<object, readonly number[]>();
  private readonly anchors = new Map<string, { readonly value: unknown; readonly size: number }>();
  private size = 0;

  constructor(
    private readonly yaml: Yaml,
    private readonly counter: InstanceType<Yaml["LineCounter"]>,
    private readonly budget: { left: number },
  ) {}

  document(document: Document.Parsed<ParsedNode>): YamlDocument {
    const { contents } = document;
    const value = contents === null || isEmpty(this.yaml, contents) ? undefined : this.plain(contents, 0);
    const line = this.lineAt(contents);
    const comment = [document.commentBefore, contents?.commentBefore, firstComment(this.yaml, contents)]
      .filter((one) => typeof one === "string")
      .join("\n");
    return { value, line, comment, lineOf: (steps) => this.lineOf(value, line, steps) };
  }

  private lineAt(node: Node | null | undefined): number {
    return this.counter.linePos(node?.range?.[0] ?? 0).line;
  }

  private plain(node: unknown, depth: number): unknown {
    this.size += 1;
    if (node === null || node === undefined) return null;
    const { yaml } = this;
    if (!yaml.isNode(node)) return null;
    if (depth > deepest) throw this.refused("too-deep", tooDeep, node);
    if (yaml.isAlias(node)) return this.aliased(node);
    const before = this.size;
    const value = yaml.isMap(node)
      ? this.object(node, depth)
      : yaml.isSeq(node)
        ? this.list(node, depth)
        : scalarValue(node as Scalar);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, { value, size: this.size - before + 1 });
    return value;
  }

  /** An alias shares what its anchor holds, and counts as if it were written out. */
  private aliased(node: Alias): unknown {
    const found = this.anchors.get(node.source);
    if (!found) throw this.refused("bad-alias", `*${node.source} refers to itself or to no anchor before it`, node);
    this.size += found.size;
    this.budget.left -= found.size;
    if (this.budget.left < 0)
      throw this.refused("too-many-aliases", `aliases stand for more than ${mostAliasedValues} values`, node);
    return found.value;
  }

  private list(node: YAMLSeq, depth: number): unknown[] {
    const items = node.items.map((item) => this.plain(item, depth + 1));
    this.lines.set(
      items,
      node.items.map((item) => this.lineAt(this.yaml.isNode(item) ? item : node)),
    );
    return items;
  }

  private object(node: YAMLMap, depth: number): Record<string, unknown> {
    const object = Object.create(null) as Record<string, unknown>;
    const places = new Map<string, number>();
    const merged: unknown[] = [];
    for (const pair of node.items) {
      const { key } = pair;
      if (!this.yaml.isScalar(key))
        throw this.refused("bad-key", "a key is no text", this.yaml.isNode(key) ? key : node);
      if (isMergeKey(key)) {
        merged.push(this.plain(pair.value, depth + 1));
        continue;
      }
      const name = keyText(key);
      if (places.has(name))
        throw this.refused("duplicate-key", `the key ${JSON.stringify(name)} stands twice in one object`, key);
      places.set(name, this.lineAt(key));
      object[name] = this.plain(pair.value, depth + 1);
    }
    // What is written wins over what is merged, and an earlier source of a merge over a later one.
    for (const source of merged.flat()) {
      if (typeof source !== "object" || source === null) continue;
      for (const [name, value] of Object.entries(source)) {
        if (places.has(name)) continue;
        places.set(name, this.lineAt(node));
        object[name] = value as unknown;
      }
    }
    this.lines.set(
      object,
      Object.keys(object).map((name) => places.get(name) ?? 1),
    );
    return object;
  }

  private refused(code: string, message: string, node: Node): Refused {
    return new Refused(code, message, node.range?.[0] ?? 0);
  }

  private lineOf(value: unknown, start: number, steps: readonly PathStep[]): number {
    let here = value;
    let line = start;
    for (const step of steps) {
      if (typeof here !== "object" || here === null) return line;
      const index = Array.isArray(here) ? Number(step) : Object.keys(here).indexOf(String(step));
      const found = this.lines.get(here)?.[index];
      if (found === undefined) return line;
      line = found;
      here = (here as Readonly<Record<string, unknown>>)[String(step)];
    }
    return line;
  }
}

function isEmpty(yaml: Yaml, node: Node): boolean {
  return yaml.isScalar(node) && node.value === null && (node.source ?? "") === "";
}

function isMergeKey(key: Scalar): boolean {
  return key.source === "<<" && (key.type === undefined || key.type === "PLAIN");
}

function keyText(key: Scalar): string {
  return key.source ?? String(key.value);
}

function scalarValue(node: Scalar): unknown {
  const { value, source } = node;
  // `y` and `n` are names more often than answers; Kubernetes would take neither for text, nor run such a manifest.
  if (typeof value === "boolean" && source?.length === 1) return source;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null) return null;
  return source ?? String(value);
}

/** The library hangs comments that stand in front of a map on its first key. */
function firstComment(yaml: Yaml, contents: Node | null | undefined): string | null | undefined {
  if (!yaml.isMap(contents)) return undefined;
  const key: unknown = contents.items[0]?.key;
  return yaml.isNode(key) ? key.commentBefore : undefined;
}
