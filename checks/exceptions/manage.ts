/** What the verbs `exceptions list|add` do: pure functions from text and entries to text and entries. */
import type { YAMLSeq } from "yaml";
import { invalidInput, type Problem } from "../../common/errors";
import { objectionsTo } from "./judge";
import type { ExceptionEntry, ExceptionFile } from "./model";
import { entryProblems, readExceptions } from "./read";
import type { ReviewOptions } from "./review";

export function listExceptions(file: ExceptionFile): readonly ExceptionEntry[] {
  return file.exceptions.map((recorded) => recorded.entry);
}

/**
 * The text with the entry appended; comments and layout stay. Refuses (exit 2, everything at once) an entry that is not
 * well-formed or would not count, and one that is there already.
 */
export function addException(
  text: string,
  entry: Partial<ExceptionEntry>,
  file: string,
  options: Omit<ReviewOptions, "report">,
): string {
  const before = readExceptions(text, file);
  const shape = entryProblems(entry);
  const problems = [...shape, ...countingProblems(entry, shape, before, options), ...repeated(entry, before)];
  if (problems.length > 0) throw invalidInput("The exception would not count; nothing was written.", problems);
  const added = appended(text, entry);
  readExceptions(added, file);
  return added;
}

/** What would be said of it when it is judged, as far as its fields are there and well-formed. */
function countingProblems(
  entry: Partial<ExceptionEntry>,
  shape: readonly Problem[],
  file: ExceptionFile,
  { rules, now, approvers }: Omit<ReviewOptions, "report">,
): readonly Problem[] {
  const bad = new Set(shape.map(({ path }) => path?.split(/[.[]/)[0]));
  const usable = (field: string): boolean => Object.hasOwn(entry, field) && !bad.has(field);
  const filled: ExceptionEntry = { ...blank, ...entry };
  return objectionsTo(filled, { rules, now, approvers: approvers ?? file.approvers })
    .filter(({ path }) => usable(path) && (path !== "approvedBy" || usable("owner")))
    .map(({ check, path, message }) => ({ code: check, path, message }));
}

const blank: ExceptionEntry = {
  rule: "",
  resource: "",
  reason: "",
  owner: "",
  approvedBy: "",
  ticket: "",
  expires: "",
};

function repeated(entry: Partial<ExceptionEntry>, { exceptions, file }: ExceptionFile): readonly Problem[] {
  const same = exceptions.find(
    ({ entry: one }) =>
      one.rule === entry.rule &&
      one.check === entry.check &&
      one.stack === entry.stack &&
      one.resource === entry.resource,
  );
  if (!same) return [];
  const message = `line ${same.line} already excepts ${entry.check ?? entry.rule} for ${entry.resource}`;
  return [{ code: "exception-exists", file, line: same.line, message }];
}

function appended(text: string, entry: Partial<ExceptionEntry>): string {
  const yaml = require("yaml") as typeof import("yaml");
  const document = yaml.parseDocument(text);
  const list: unknown = document.get("exceptions", true);
  const block = yaml.isSeq(list) && !list.flow ? insertedAfter(text, list, yaml.stringify([entry])) : undefined;
  if (block !== undefined) return block;
  if (!yaml.isMap(document.contents))
    document.contents = document.createNode({ exceptions: [] }) as unknown as typeof document.contents;
  if (yaml.isSeq(list)) {
    list.flow = false;
    list.add(document.createNode(entry));
  } else document.set("exceptions", [entry]);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** The entry as lines below the last one of the list, so that nothing that people wrote is laid out anew. */
function insertedAfter(text: string, list: YAMLSeq, entry: string): string | undefined {
  const first = rangeOf(list.items[0]);
  const last = rangeOf(list.items.at(-1));
  if (!first || !last) return undefined;
  const dash = text.lastIndexOf("-", first[0]);
  const indent = text.slice(text.lastIndexOf("\n", dash) + 1, dash);
  if (!/^ *$/.test(indent)) return undefined;
  const lines = entry.trimEnd().split("\n");
  const before = text.slice(0, last[2]);
  const written = lines.map((line) => `${indent}${line}\n`).join("");
  return `${before}${before.endsWith("\n") ? "" : "\n"}${written}${text.slice(last[2])}`;
}

function rangeOf(item: unknown): readonly [number, number, number] | null | undefined {
  const yaml = require("yaml") as typeof import("yaml");
  return yaml.isNode(item) ? item.range : undefined;
}
