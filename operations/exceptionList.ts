import { existsSync } from "node:fs";
import { relative } from "node:path";
import { addException, listExceptions } from "../checks/exceptions/manage";
import type { ExceptionEntry, InlineAllowance } from "../checks/exceptions/model";
import {
  type ReviewedAllowance,
  type ReviewedException,
  reviewAllowances,
  reviewExceptions,
} from "../checks/exceptions/review";
import { allRules } from "../checks/rules";
import { UserError, usageError } from "../common/errors";
import { loadEnvironment } from "../config/load";
import { environmentDirectory } from "./environmentDirectory";
import { approversOf, exceptionsPath, type ReadExceptions, readExceptionsFor } from "./exceptionsFile";
import { judgeInputs } from "./judgeInputs";

/** An environment, whose file and approvers follow from it, or an exceptions file for code of others. */
export interface ExceptionsPlace {
  readonly environmentFile?: string | undefined;
  readonly file?: string | undefined;
}

interface Opened {
  readonly read: ReadExceptions;
  readonly approvers: readonly string[] | undefined;
  /** Name of the environment. */
  readonly environment: string | undefined;
}

/** @throws UserError exit 2 when neither or both are named, or when a file is not well-formed */
function open({ environmentFile, file }: ExceptionsPlace, mayBeMissing: boolean): Opened {
  if (environmentFile !== undefined && file === undefined) {
    const { environment } = loadEnvironment(environmentFile);
    const approvers = approversOf(environment);
    const path = exceptionsPath(environmentFile, environment.name);
    return {
      approvers,
      environment: environment.name,
      read: readExceptionsFor(path, approvers, { mayBeMissing: true }),
    };
  }
  if (file !== undefined && environmentFile === undefined)
    return { approvers: undefined, environment: undefined, read: readExceptionsFor(file, undefined, { mayBeMissing }) };
  throw usageError(
    "which-exceptions",
    "Exceptions belong to an environment, or to a file for code that has none.",
    "Name an environment file, or give --file with an exceptions file; not both.",
  );
}

export interface ListedExceptions {
  readonly exceptions: readonly ExceptionEntry[];
  readonly inline: readonly InlineAllowance[];
}

export function exceptionsOf(place: ExceptionsPlace): ListedExceptions {
  const { file } = open(place, false).read;
  return { exceptions: listExceptions(file), inline: file.inline.map(({ entry }) => entry) };
}

export interface ExceptionReview {
  readonly exceptions: readonly ReviewedException[];
  readonly inline: readonly ReviewedAllowance[];
}

/**
 * `against`: what to judge, so that unused and too wide exceptions show; without it an environment's own design, and
 * for a file nothing.
 */
export async function reviewOf(
  place: ExceptionsPlace,
  against: readonly string[],
  now: Date,
): Promise<ExceptionReview> {
  const { read, approvers } = open(place, false);
  const named = against.length > 0 ? against : [place.environmentFile].flatMap((file) => file ?? []);
  const judged = named.length > 0 && existsSync(read.path);
  const options = judged ? { now, exceptionsFile: read.path, passes: false, approvers } : undefined;
  const report = options && (await judgeInputs(named, options)).report;
  const about = {
    rules: allRules,
    now,
    ...(approvers ? { approvers } : {}),
    ...(report ? { report } : {}),
  };
  return { exceptions: reviewExceptions(read.file, about), inline: reviewAllowances(read.file, about) };
}

export interface AddedException {
  /** Relative to the working directory. */
  readonly path: string;
  readonly text: string;
}

/** The file's new text; nothing is written here. @throws UserError exit 2 for an entry that would not count. */
export function addTo(place: ExceptionsPlace, entry: Partial<ExceptionEntry>, now: Date): AddedException {
  const { read, approvers } = open(place, true);
  const options = { rules: allRules, now, ...(approvers ? { approvers } : {}) };
  const path = relative(process.cwd(), read.path) || read.path;
  return { path, text: addException(read.text, entry, path, options) };
}

/**
 * Appends the change to the environment's log of evidence. Where the log cannot be reached from here, the next verdict
 * records it: it compares the file with what the log knows.
 * @returns words for people
 */
export async function recordChange(environmentFile: string, out: string): Promise<string> {
  const { environment } = loadEnvironment(environmentFile);
  const { read } = open({ environmentFile }, false);
  const { evidenceOf } = await import("./evidence/environment");
  const { readRegister, registerPath } = await import("./dutyRegister");
  const directory = environmentDirectory(out, environment.name, false);
  try {
    const evidence = await evidenceOf(environment, directory, environment.emulator);
    await evidence.follow(
      listExceptions(read.file),
      readRegister(registerPath(environmentFile, environment.name)) ?? [],
    );
    return `evidence: recorded in ${evidence.location}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `evidence: not recorded from here, the next verdict does so (${error.message})`;
  }
}
