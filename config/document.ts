import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from "yaml";
import type { Problem } from "../common/errors";
import { announcesSecret, knownShape, secretKind } from "./secrets";
import { escapeText, type MapTree, type Path, type Position, pathText, type ScalarTree, type Tree } from "./tree";
import { syntaxMessage } from "./yamlWording";

/** A problem and the place in the document that it makes unfit for further judgement. */
export interface PlacedProblem extends Problem {
  readonly at: Path;
}

export interface DocumentResult {
  /** Undefined when the text cannot be read as one YAML document with a map at its root. */
  readonly tree: MapTree | undefined;
  readonly problems: readonly PlacedProblem[];
}

/** Deeper than anything that the schema allows; keeps a hostile file from exhausting the stack. */
const deepest = 20;

/** Keys that would reach the prototype of an object in some tool on the way. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads the text of one environment file. Stricter than YAML: one document, plain maps, lists and values, no anchors, aliases,
 * merge keys, tags, repeated keys, control characters or secrets. Reports everything that it finds and never throws.
 */
export function readDocument(text: string, file: string): DocumentResult {
  const lines = new LineCounter();
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const comments = secretsInComments(text, file);
  let documents: readonly Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      merge: false,
      version: "1.2",
      schema: "core",
      logLevel: "silent",
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch {
    // The parser recurses; only nesting of many thousand levels gets here.
    return failed(
      "yaml-too-deep",
      "lists or maps are nested too deeply to be read",
      { file, line: 1, column: 1 },
      comments,
    );
  }
  const document = documents[0];
  if (document?.contents === undefined || document.contents === null) {
    return failed("empty-file", "the file is empty", { file, line: 1, column: 1 }, comments);
  }
  const second = documents[1];
  if (second !== undefined) {
    const position = place(second.range[0]);
    return failed(
      "multiple-documents",
      "the file holds more than one YAML document",
      position,
      comments,
      "Keep one environment per file, without `---` between parts.",
    );
  }
  const syntax = document.errors.map(
    (error): PlacedProblem => ({ code: "yaml-syntax", ...syntaxMessage(error.code), ...place(error.pos[0]), at: [] }),
  );
  if (syntax.length > 0) return { tree: undefined, problems: [...unique(syntax), ...comments] };

  const walker = new Walker(place);
  const tree = walker.read(document.contents, []);
  const problems = [
    ...walker.problems,
    ...comments.filter(
      (comment) => !walker.problems.some((known) => known.code === "secret" && known.line === comment.line),
    ),
  ];
  if (tree.kind !== "map") {
    if (problems.length > 0) return { tree: undefined, problems };
    return failed(
      "wrong-type",
      "an environment file is a map of keys and values",
      tree.position,
      problems,
      "Start with `apiVersion: digit-platform/v1`.",
    );
  }
  return { tree, problems };
}

function failed(
  code: string,
  message: string,
  position: Position,
  others: readonly PlacedProblem[],
  hint?: string,
): DocumentResult {
  return { tree: undefined, problems: [{ code, message, ...(hint ? { hint } : {}), ...position, at: [] }, ...others] };
}

/** One slip makes the parser complain several times on one line; the first complaint is the one that helps. */
function unique(problems: readonly PlacedProblem[]): PlacedProblem[] {
  return problems.filter((problem, index) => problems.findIndex((other) => other.line === problem.line) === index);
}

/** Secrets in comments: what is removed from the values often stays there. No value is at the place `#`, so none is doubted. */
function secretsInComments(text: string, file: string): PlacedProblem[] {
  return text.split("\n").flatMap((line, index) => {
    const hash = line.indexOf("#");
    const kind = hash >= 0 ? knownShape(line.slice(hash)) : undefined;
    return kind === undefined ? [] : [{ ...secretProblem(kind), file, line: index + 1, column: hash + 1, at: ["#"] }];
  });
}

function secretProblem(kind: string): { readonly code: string; readonly message: string; readonly hint: string } {
  return {
    code: "secret",
    message: `this looks like ${kind}, and an environment file holds no secrets`,
    hint: "Remove it here and from the history of the file, and replace the secret where it was issued.",
  };
}

class Walker {
  readonly problems: PlacedProblem[] = [];

  constructor(private readonly place: (offset: number) => Position) {}

  read(node: Node | null, path: Path): Tree {
    const position = this.place(node?.range?.[0] ?? 0);
    const nothing: ScalarTree = { kind: "scalar", position, value: null, source: "" };
    if (node === null) return nothing;
    if (isAlias(node)) {
      this.report(
        "yaml-alias",
        "aliases (`*name`) are not in an environment file",
        position,
        path,
        "Write the value out, or move common values to a file named by `extends`.",
      );
      return nothing;
    }
    if (node.anchor !== undefined) {
      this.report(
        "yaml-anchor",
        "anchors (`&name`) are not in an environment file",
        position,
        path,
        "Remove the anchor; move common values to a file named by `extends`.",
      );
    }
    if (node.tag !== undefined)
      this.report(
        "yaml-tag",
        "tags (`!name`) are not in an environment file",
        position,
        path,
        "Remove the tag; write text in quotes.",
      );
    if (path.length > deepest) {
      this.report(
        "yaml-too-deep",
        "maps or lists are nested deeper than any part of an environment file",
        position,
        path,
      );
      return nothing;
    }
    if (isMap(node)) return this.readMap(node.items, position, path);
    if (isSeq(node))
      return {
        kind: "list",
        position,
        items: node.items.map((item, index) => this.read(item as Node | null, [...path, index])),
      };
    return isScalar(node) ? this.readScalar(node, position, path) : nothing;
  }

  private readMap(pairs: readonly Pair[], position: Position, path: Path): MapTree {
    const entries = new Map<string, { readonly key: Position; readonly value: Tree }>();
    for (const pair of pairs) {
      const keyNode = pair.key as Node | null;
      const keyPosition = keyNode?.range ? this.place(keyNode.range[0]) : position;
      const key = this.readKey(keyNode, keyPosition, path);
      if (key === undefined) continue;
      const known = entries.get(key);
      if (known !== undefined) {
        this.report(
          "duplicate-key",
          `${pathText([...path, key])} is given twice, first on line ${known.key.line}`,
          keyPosition,
          [...path, key],
          "Keep one of the two.",
        );
        continue;
      }
      const valueNode = pair.value as Node | null;
      const value = valueNode?.range
        ? this.read(valueNode, [...path, key])
        : { kind: "scalar" as const, position: keyPosition, value: null, source: "" };
      entries.set(key, { key: keyPosition, value });
      if (
        announcesSecret(key) &&
        value.kind === "scalar" &&
        typeof value.value !== "boolean" &&
        value.source !== "" &&
        !this.problems.some((problem) => problem.code === "secret" && problem.line === value.position.line)
      ) {
        this.problems.push({
          ...secretProblem("a secret, by the name of its key"),
          ...value.position,
          at: [...path, key],
          path: pathText([...path, key]),
        });
      }
    }
    return { kind: "map", position, entries };
  }

  private readKey(node: Node | null, position: Position, path: Path): string | undefined {
    if (!isScalar(node) || typeof node.value !== "string") {
      this.report("non-string-key", "a key must be text", position, path, "Write the key as a word, or in quotes.");
      return undefined;
    }
    if (node.anchor !== undefined || node.tag !== undefined) {
      this.report(
        node.tag === undefined ? "yaml-anchor" : "yaml-tag",
        "a key is a plain word without anchor or tag",
        position,
        path,
      );
    }
    const key = node.value;
    if (key === "<<") {
      this.report(
        "yaml-merge-key",
        "merge keys (`<<`) are not in an environment file",
        position,
        path,
        "Move common values to a file named by `extends`.",
      );
      return undefined;
    }
    if (forbiddenKeys.has(key)) {
      this.report(
        "forbidden-key",
        `${escapeText(key, 20)} is no key of an environment file`,
        position,
        path,
        "Remove it.",
      );
      return undefined;
    }
    if (this.isUnfit(key, position, [...path, key])) return undefined;
    return key;
  }

  private readScalar(node: Scalar, position: Position, path: Path): ScalarTree {
    const { value } = node;
    const source = node.source ?? "";
    const tree = (plain: ScalarTree["value"]): ScalarTree => ({ kind: "scalar", position, value: plain, source });
    if (typeof value === "number" && !Number.isFinite(value)) {
      this.report("not-finite", "infinity and not-a-number are no values of an environment file", position, path);
      return tree(null);
    }
    // A number's digits may be a secret too (a token without quotes), so the source is judged, not the value.
    if (this.isUnfit(typeof value === "string" ? value : source, position, path)) return tree(null);
    return tree(typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null);
  }

  /** Reports a secret or a character that no value may hold. */
  private isUnfit(text: string, position: Position, path: Path): boolean {
    const kind = secretKind(text);
    if (kind !== undefined) {
      const where = pathText(path);
      this.problems.push({ ...secretProblem(kind), ...position, at: path, ...(where === "" ? {} : { path: where }) });
      return true;
    }
    if (/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u.test(text)) {
      this.report(
        "control-character",
        "control characters, line breaks and marks that turn the direction of text have no place here",
        position,
        path,
        "Write the text on one line, without invisible characters.",
      );
      return true;
    }
    return false;
  }

  private report(code: string, message: string, position: Position, at: Path, hint?: string): void {
    const where = pathText(at);
    this.problems.push({
      code,
      message,
      ...(hint ? { hint } : {}),
      ...position,
      ...(where === "" ? {} : { path: where }),
      at,
    });
  }
}
