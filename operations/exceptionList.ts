import { addException, listExceptions, type ReviewedException, reviewExceptions } from "../checks/exceptions/manage";
import type { ExceptionEntry } from "../checks/exceptions/model";
import { allRules } from "../checks/rules";
import { loadEnvironment } from "../config/load";
import { approversOf, exceptionsPath, type ReadExceptions, readExceptionsFor } from "./exceptionsFile";

function open(environmentFile: string): { read: ReadExceptions; approvers: readonly string[] } {
  const { environment } = loadEnvironment(environmentFile);
  const approvers = approversOf(environment);
  const path = exceptionsPath(environmentFile, environment.name);
  return { approvers, read: readExceptionsFor(path, approvers, { mayBeMissing: true }) };
}

export function exceptionsOf(environmentFile: string): { readonly entries: readonly ExceptionEntry[] } {
  return { entries: listExceptions(open(environmentFile).read.file) };
}

export function reviewOf(environmentFile: string, now: Date): readonly ReviewedException[] {
  const { read, approvers } = open(environmentFile);
  return reviewExceptions(read.file, { rules: allRules, now, approvers });
}

/** The file's new text; nothing is written here. @throws UserError exit 2 for an entry that would not count. */
export function addTo(
  environmentFile: string,
  entry: ExceptionEntry,
  now: Date,
): { readonly path: string; readonly text: string } {
  const { read, approvers } = open(environmentFile);
  return { path: read.path, text: addException(read.text, entry, read.path, { rules: allRules, now, approvers }) };
}
