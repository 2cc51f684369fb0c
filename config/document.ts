import { type Document, isScalar, LineCounter, parseAllDocuments } from "yaml";
import { type PlacedProblem, secretProblem } from "./problem";
import { knownShape } from "./secrets";
import type { MapTree, Position } from "./tree";
import { Walker } from "./walk";
import { syntaxMessage } from "./yamlWording";

export interface DocumentResult {
  /** Undefined when the text cannot be read as one YAML document with a map at its root. */
  readonly tree: MapTree | undefined;
  readonly problems: readonly PlacedProblem[];
}

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
  const comments = secretsInLines(text, file, "#");
  const start: Position = { file, line: 1, column: 1 };
  // The parser recurses, so how far it gets depends on the stack that is left: no place is named.
  const tooDeep = failed(
    "yaml-too-deep",
    "lists or maps are nested too deeply to be read",
    start,
    comments,
    "Remove the nesting.",
  );
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
    return tooDeep;
  }
  if (documents.some(({ errors }) => errors.some((error) => error.code === "RESOURCE_EXHAUSTION"))) return tooDeep;
  const document = documents[0];
  if (document === undefined || isEmpty(document)) {
    return failed("empty-file", "the file is empty", start, comments, "Write a first file with `digit-platform init`.");
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
  if (syntax.length > 0) return { tree: undefined, problems: [...unique(syntax), ...secretsInLines(text, file, 0)] };

  const walker = new Walker(place);
  const tree = walker.read(document.contents, []);
  const problems = [
    ...walker.problems,
    ...comments.filter((comment) => comment.line === undefined || !walker.secretLines.has(comment.line)),
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

function isEmpty({ contents, errors }: Document.Parsed): boolean {
  return (
    errors.length === 0 && (contents === null || (isScalar(contents) && contents.value === null && !contents.source))
  );
}

function failed(
  code: string,
  message: string,
  position: Position,
  others: readonly PlacedProblem[],
  hint: string,
): DocumentResult {
  return { tree: undefined, problems: [{ code, message, hint, ...position, at: [] }, ...others] };
}

/** One slip makes the parser complain several times on one line; the first complaint is the one that helps. */
function unique(problems: readonly PlacedProblem[]): PlacedProblem[] {
  const lines = new Set<number | undefined>();
  return problems.filter(({ line }) => {
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
}

/**
 * Secrets in comments (from the first `#` of a line), where what was removed from the values often stays; or in whole lines,
 * for a text that has no values yet. No value is at the place `#`, so none is doubted.
 */
function secretsInLines(text: string, file: string, from: "#" | 0): PlacedProblem[] {
  return text.split("\n").flatMap((line, index) => {
    const start = from === "#" ? line.indexOf("#") : 0;
    const kind = start >= 0 ? knownShape(line.slice(start)) : undefined;
    return kind === undefined ? [] : [{ ...secretProblem(kind), file, line: index + 1, column: start + 1, at: ["#"] }];
  });
}
