import { existsSync, mkdirSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { createColors } from "picocolors";
import { redactText } from "../checks/reports/redact";
import { neutralise } from "../checks/reports/text/neutralise";
import { defuseCommands } from "../checks/reports/text/workflowCommands";
import { locationOf, type Problem, UserError, usageError } from "../common/errors";
import { type ExitCode, exitCodes } from "../common/exitCodes";
import { writeFileAtomically } from "../common/files";

/** Machine output: standard output, whole, also into a pipe that is slow. */
export function print(text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(1, bytes, offset);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // A full pipe of a slow reader: try again. A reader that has gone away (`| head`) wants no more.
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

/** `--output FILE` or standard output. */
export function deliver(text: string, file: string | undefined): void {
  if (file === undefined) print(text);
  else writeNamedFile(file, text);
}

/** Writes the file that a person named. @throws UserError exit 2 when that is no place for a file. */
export function writeNamedFile(file: string, text: string): void {
  const what = "Name a file in a folder that can be written.";
  if (file === "") throw usageError("no-file-name", "The name of the file to write is empty.", what);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw usageError("file-is-directory", `${file} is a folder; nothing was written.`, what);
  makeFolder(dirname(file));
  writeFileAtomically(file, text, 0o644);
}

/** One level at a time: Node's own recursive way never ends where a parent is there and takes no folders (`/proc`). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

export function colorsFor(stream: { readonly isTTY?: boolean }): ReturnType<typeof createColors> {
  return createColors(Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== "dumb");
}

/** Words for people: standard error, secrets masked. */
export function say(text: string): void {
  try {
    writeSync(2, `${redactText(text)}\n`);
  } catch (error) {
    // Nobody reads any more (a closed terminal); the work goes on.
    if (!(error instanceof Error && "code" in error && (error.code === "EPIPE" || error.code === "EAGAIN")))
      throw error;
  }
}

/** Progress lines with the time since the start: `  12s  data      planning`. */
export function progressTo(started: number = Date.now()): (message: string, stack?: string) => void {
  const colors = colorsFor(process.stderr);
  return (message, stack) => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`${colors.dim(`${String(seconds).padStart(4)}s`)}  ${stack ? colors.bold(stack.padEnd(11)) : ""}${message}`);
  };
}

/** Tells what went wrong, and gives the exit code for it. */
export function report(error: unknown): ExitCode {
  const colors = colorsFor(process.stderr);
  if (error instanceof UserError) {
    say(`${colors.red("error")} ${harmless(error.message)}`);
    for (const problem of error.problems) say(`  ${harmless(describe(problem))}`);
    if (error.hint) say(`${colors.cyan("what to do")} ${harmless(error.hint)}`);
    return error.exitCode;
  }
  const message = harmless(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && error.name === "AbortError") {
    say(`${colors.red("interrupted")} at a question; nothing was started and nothing was written.`);
    return exitCodes.interrupted;
  }
  const refused = refusedByFileSystem(error);
  if (refused !== undefined) {
    say(`${colors.red("error")} a file or folder cannot be used: ${message}`);
    say(`${colors.cyan("what to do")} Name a place that can be read and written, or mend its permissions or its disk.`);
    return refused;
  }
  say(`${colors.red("error")} a defect in digit-platform: ${message}`);
  if (process.env.DIGIT_DEBUG && error instanceof Error && error.stack) say(error.stack);
  else say(`${colors.cyan("what to do")} Run it again with DIGIT_DEBUG=1 and report what it prints.`);
  return exitCodes.engineFailed;
}

/** Names and values in a message neither drive the terminal nor give orders to a pipeline; our own line breaks stay. */
function harmless(text: string): string {
  return defuseCommands(text.split("\n").map(neutralise).join("\n"));
}

/** Exit code for what the file system refuses, which is no defect of the product; undefined for everything else. */
function refusedByFileSystem(error: unknown): ExitCode | undefined {
  if (!(error instanceof Error && "syscall" in error && "path" in error && "code" in error)) return undefined;
  const code = String(error.code);
  if (["EISDIR", "ENOTDIR", "EEXIST", "ENOENT", "ELOOP", "ENAMETOOLONG"].includes(code)) return exitCodes.usage;
  if (["EACCES", "EPERM", "EROFS"].includes(code)) return exitCodes.toolOrPermissionMissing;
  return ["ENOSPC", "EDQUOT", "EIO"].includes(code) ? exitCodes.engineFailed : undefined;
}

export function describe(problem: Problem): string {
  const where = locationOf(problem);
  const path = problem.path ? ` ${problem.path}:` : "";
  return `${where}${where ? ":" : ""}${path} ${problem.message}${problem.hint ? ` (${problem.hint})` : ""} [${problem.code}]`.trim();
}
