import { posix } from "node:path";
import { readDocument } from "./document";
import { mergeTrees } from "./merge";
import type { PlacedProblem } from "./problem";
import type { TextResult } from "./readText";
import { environmentSchema } from "./schema";
import { type MapTree, showValue } from "./tree";

/** What a file and its base say together. */
export interface Sources {
  /** Undefined when one of them cannot be read. */
  readonly tree: MapTree | undefined;
  readonly files: readonly string[];
  readonly problems: readonly PlacedProblem[];
}

/** Reads an environment file and the one that it extends, and lays the first over the second. */
export function readSources(file: string, read: (file: string) => TextResult): Sources {
  const leaf = readOne(file, read);
  if (leaf.tree === undefined) return leaf;
  const entry = leaf.tree.entries.get("extends");
  if (entry === undefined) return leaf;
  const baseName = entry.value.kind === "scalar" ? entry.value.value : undefined;
  // A wrong shape of `extends` is told by the schema, like that of every other key.
  if (typeof baseName !== "string" || !isBaseName(baseName)) return leaf;
  const position = entry.value.position;
  const problem = (code: string, message: string, hint: string): PlacedProblem => ({
    code,
    message,
    hint,
    ...position,
    path: "extends",
    at: ["extends"],
  });

  const baseFile = posix.join(posix.dirname(file), baseName);
  if (baseFile === file) {
    return {
      ...leaf,
      problems: [
        ...leaf.problems,
        problem("extends-cycle", "the file extends itself", "Name another file, or remove `extends`."),
      ],
    };
  }
  const text = read(baseFile);
  if ("problem" in text) {
    const { code, message } = text.problem;
    const hint = "The path is relative to the file that extends.";
    return {
      ...leaf,
      files: [file, baseFile],
      problems: [
        ...leaf.problems,
        problem(`extends-${code}`, `${showValue(baseName)} cannot be extended: ${message}`, hint),
      ],
    };
  }
  const base = readDocument(text.text, baseFile);
  const problems = [...leaf.problems, ...base.problems];
  const files = [file, baseFile];
  if (base.tree === undefined) return { tree: undefined, files, problems };
  const further = base.tree.entries.get("extends");
  if (further !== undefined) {
    problems.push({
      code: "extends-chain",
      message: "a file that is extended extends nothing itself",
      hint: "Keep one base.",
      ...further.key,
      path: "extends",
      at: ["extends"],
    });
  }
  if (base.tree.entries.has("name") && !leaf.tree.entries.has("name")) {
    const message = "name comes from the base: two environments of one name would share one state";
    problems.push({
      code: "name-inherited",
      message,
      hint: "Give this file a `name` of its own.",
      ...leaf.tree.position,
      path: "name",
      at: ["name"],
    });
  }
  return { tree: mergeTrees(base.tree, leaf.tree), files, problems };
}

function readOne(file: string, read: (file: string) => TextResult): Sources {
  const text = read(file);
  if ("problem" in text) return { tree: undefined, files: [file], problems: [{ ...text.problem, at: [] }] };
  const { tree, problems } = readDocument(text.text, file);
  return { tree, files: [file], problems };
}

function isBaseName(name: string): boolean {
  const pattern = environmentSchema().properties?.extends?.pattern;
  return pattern === undefined || new RegExp(pattern).test(name);
}
