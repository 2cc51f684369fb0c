import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Problem } from "../common/errors";

/** Bytes that an environment file may have; the largest sensible one, thousands of cities, has a tenth of it. */
export const largestFileBytes = 1024 * 1024;

export type TextResult = { readonly text: string } | { readonly problem: Problem };

/** Reads a file of UTF-8 text. Whatever hinders that is a problem with the file's name, never an exception. */
export function readText(file: string): TextResult {
  const fail = (code: string, message: string, hint: string): TextResult => ({
    problem: { code, message, hint, file },
  });
  if (file.includes("\0"))
    return { problem: { code: "file-not-found", message: "the name of the file holds a NUL character" } };
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    descriptor = openSync(file, nonBlockingRead);
    const status = fstatSync(descriptor);
    if (status.isDirectory())
      return fail("file-is-directory", "this is a directory", "Name the environment file in it.");
    if (!status.isFile()) return fail("not-a-file", "this is no regular file", "Name a file on disk.");
    if (status.size > largestFileBytes) {
      return fail(
        "file-too-large",
        `the file has ${status.size} bytes; an environment file has at most ${largestFileBytes}`,
        "Is this the right file?",
      );
    }
    return decode(readAll(descriptor, status.size), file);
  } catch (error) {
    return { problem: problemOf(error, file) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Windows has no O_NONBLOCK, and no named pipes in its file system either. */
const nonBlockingRead = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readAll(descriptor: number, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(descriptor, buffer, filled, size - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

function problemOf(error: unknown, file: string): Problem {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") {
    return {
      code: "file-not-found",
      message: "there is no such file",
      hint: "Check the path, or write a first file with `digit-platform init`.",
      file,
    };
  }
  if (code === "EACCES" || code === "EPERM") {
    return {
      code: "file-not-readable",
      message: "the file may not be read",
      hint: "Give yourself the right to read it.",
      file,
    };
  }
  return {
    code: "file-not-readable",
    message: `the file cannot be read (${/^[A-Z0-9_]{2,30}$/.test(code) ? code : "unknown cause"})`,
    hint: "Check the path and the disk.",
    file,
  };
}

/** UTF-8, with or without a byte order mark. */
export function decode(bytes: Uint8Array, file: string): TextResult {
  const fail = (message: string, place = { line: 1, column: 1 }): TextResult => ({
    problem: { code: "encoding", message, hint: "Save the file as UTF-8.", file, ...place },
  });
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return fail("the file is written in UTF-16");
  const nul = bytes.indexOf(0);
  if (nul >= 0) return fail(`byte ${nul + 1} is NUL: the file is binary, or written in UTF-16 or UTF-32`);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // The first replacement character of a forgiving reading stands where the strict one failed.
    const lines = new TextDecoder("utf-8").decode(bytes).split("\ufffd", 1)[0]?.split("\n") ?? [];
    return fail("a byte here is no UTF-8", {
      line: Math.max(1, lines.length),
      column: (lines.at(-1) ?? "").length + 1,
    });
  }
}
