import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { ExceptionPolicy } from "../checks/exceptions/apply";
import { type ExceptionEntry, type ExceptionFile, isExpired } from "../checks/exceptions/model";
import { readExceptions } from "../checks/exceptions/read";
import type { ReportedException } from "../checks/reports/platformReport";
import { allRules } from "../checks/rules";
import { usageError } from "../common/errors";
import type { Environment } from "../config/environment.generated";

/** An exceptions file as it was read; one that is not there holds no exceptions. */
export interface ReadExceptions {
  readonly path: string;
  readonly text: string;
  readonly file: ExceptionFile;
  readonly policy: ExceptionPolicy;
  readonly reported: readonly ReportedException[];
}

/** `environments/exceptions/<name>.yaml`, beside the environment file. */
export function exceptionsPath(environmentFile: string, name: string): string {
  return join(dirname(environmentFile), "exceptions", `${name}.yaml`);
}

/** Who may approve: the e-mail addresses of `access.approvers`, which are unique. */
export const approversOf = (environment: Environment): readonly string[] =>
  environment.access.approvers.map((approver) => approver.email);

/** @throws UserError exit 2 with every problem of the file. A file that a person names must exist. */
export function readExceptionsFor(
  path: string,
  approvers: readonly string[] | undefined,
  options: { readonly mayBeMissing?: boolean } = {},
): ReadExceptions {
  const present = existsSync(path);
  if (!present && !options.mayBeMissing)
    throw usageError("input-not-found", `${path} does not exist or cannot be read.`);
  const text = present ? textOf(path) : "";
  const file = readExceptions(text, relative(process.cwd(), path) || path);
  return {
    path,
    text,
    file,
    policy: { file, knownRules: allRules, ...(approvers ? { approvers } : {}) },
    reported: file.exceptions.map(({ entry }) => reportedOf(entry)),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw usageError("input-not-found", `${path} cannot be read as a file.`, "Name an exceptions file (YAML).");
  }
}

function reportedOf(entry: ExceptionEntry): ReportedException {
  return {
    ...entry,
    ...(isExpired(entry, new Date()) ? { state: "expired" as const } : {}),
  };
}
