/** Reads an exceptions file strictly: all problems at once, each with its line. */
import type { Problem } from "../../common/errors";
import { readStrictYaml, shapeProblems } from "../../common/strictYaml";
import type { ExceptionEntry, ExceptionFile, InlineAllowance, Recorded } from "./model";
import { entrySchema, fileSchema } from "./schema";

/**
 * An empty file, or one with an empty list, is a file without exceptions.
 * @throws UserError exit 2 with every problem of the file
 */
export function readExceptions(text: string, file: string): ExceptionFile {
  const { content, lineOf } = readStrictYaml(text, file, fileSchema);
  const written = (content ?? {}) as Written;
  const recorded = <T>(list: readonly T[] | null | undefined, ...path: readonly string[]): readonly Recorded<T>[] =>
    (list ?? []).map((entry, index) => ({ entry, index, line: lineOf([...path, index]) }));
  return {
    file,
    exceptions: recorded(written.exceptions, "exceptions"),
    inline: recorded(written.inline?.allow, "inline", "allow"),
    approvers: written.approvers?.map((one) => (typeof one === "string" ? one : `${one.name} <${one.email}>`)),
  };
}

/** In what an entry that is not in a file yet is not well-formed. */
export function entryProblems(entry: unknown): readonly Problem[] {
  return shapeProblems(entry, entrySchema).map(({ code, message, path, steps: _steps }) => ({
    code,
    message,
    ...(path === undefined ? {} : { path }),
  }));
}

/** What the schema has found to be so. */
interface Written {
  readonly approvers?: readonly (string | { readonly name: string; readonly email: string })[];
  readonly inline?: { readonly allow: readonly InlineAllowance[] | null };
  readonly exceptions?: readonly ExceptionEntry[] | null;
}
