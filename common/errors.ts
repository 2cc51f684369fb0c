import { type ExitCode, exitCodes } from "./exitCodes";

/** One thing wrong with an input: where, what, why, and what to do. Line and column count from 1. */
export interface Problem {
  /** Stable identifier that tests compare, for instance `unknown-key`. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Path inside the document, for instance `network.cidr`. */
  readonly path?: string;
}

/** `file:line:column`, as far as known, in the form that terminals and editors make clickable. */
export function locationOf(problem: Problem): string {
  return [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(":");
}

/**
 * An error that a person can act on. Anything else that is thrown is a defect of the product.
 * `code` is stable (tests compare it, never the prose); `exitCode` is what the process ends with.
 */
export class UserError extends Error {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly problems: readonly Problem[];

  constructor(options: {
    code: string;
    message: string;
    exitCode: ExitCode;
    hint?: string;
    problems?: readonly Problem[];
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = "UserError";
    this.code = options.code;
    this.exitCode = options.exitCode;
    this.hint = options.hint;
    this.problems = options.problems ?? [];
  }
}

export function invalidInput(message: string, problems: readonly Problem[], hint?: string): UserError {
  return new UserError({
    code: "invalid-input",
    message,
    exitCode: exitCodes.usage,
    problems,
    ...(hint ? { hint } : {}),
  });
}

export function usageError(code: string, message: string, hint?: string): UserError {
  return new UserError({ code, message, exitCode: exitCodes.usage, ...(hint ? { hint } : {}) });
}

export function missingTool(tool: string, message: string, howToGet: string): UserError {
  return new UserError({
    code: `missing-tool:${tool}`,
    message,
    exitCode: exitCodes.toolOrPermissionMissing,
    hint: howToGet,
  });
}

export function engineFailed(code: string, message: string, hint?: string, cause?: unknown): UserError {
  return new UserError({ code, message, exitCode: exitCodes.engineFailed, cause, ...(hint ? { hint } : {}) });
}

export function gateRefused(code: string, message: string, hint?: string): UserError {
  return new UserError({ code, message, exitCode: exitCodes.gateRefused, ...(hint ? { hint } : {}) });
}
