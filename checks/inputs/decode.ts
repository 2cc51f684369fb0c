/** Bytes to text and text to JSON, with messages for people where that fails. */
import { type Problem, UserError } from "../../common/errors";
import { exitCodes } from "../../common/exitCodes";

export function inputError(code: string, message: string, hint?: string, problems: readonly Problem[] = []): UserError {
  return new UserError({ code, message, exitCode: exitCodes.usage, problems, ...(hint ? { hint } : {}) });
}

/** UTF-8, with or without a byte order mark, and UTF-16, which PowerShell writes when output is redirected. */
export function decodeText(bytes: Uint8Array, path: string): string {
  const encoding = startsWith(bytes, [0xff, 0xfe])
    ? "utf-16le"
    : startsWith(bytes, [0xfe, 0xff])
      ? "utf-16be"
      : "utf-8";
  try {
    if (encoding === "utf-16be") return new TextDecoder("utf-16le", { fatal: true }).decode(swapped(bytes));
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw inputError("invalid-encoding", `${path} is not text in UTF-8 or UTF-16.`, "Write the file again as UTF-8.");
  }
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

function swapped(bytes: Uint8Array): Uint8Array {
  const even = bytes.slice(0, bytes.length - (bytes.length % 2));
  return Buffer.from(even).swap16();
}

/** Zip archives start so; Terraform's binary plans are such. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(detail)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length;
    const problem: Problem = {
      code: "invalid-json",
      message: "not valid JSON",
      file: path,
      ...(line === undefined ? {} : { line }),
    };
    throw inputError("invalid-json", `${path}${line === undefined ? "" : `:${line}`} is not valid JSON.`, undefined, [
      problem,
    ]);
  }
}
