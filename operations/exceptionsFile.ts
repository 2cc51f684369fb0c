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

/** Who may approve: `access.approvers` as `Name <address>`, so that an entry may name either. */
export const approversOf = (environment: Environment): readonly string[] =>
  environment.access.approvers.map((approver) => `${approver.name} <${approver.email}>`);

/** @throws UserError exit 2 with every problem of the file. A file that a person names must exist. */
export function readExceptionsFor(
  path: string,
  approvers: readonly string[] | undefined,
  options: { readonly mayBeMissing?: boolean; readonly now?: Date } = {},
): ReadExceptions {
  const present = existsSync(path);
  if (!present && !options.mayBeMissing)
    throw usageError("input-not-found", `${path} does not exist or cannot be read.`);
  const text = present ? textOf(path) : "";
  const file = readExceptions(text, relative(process.cwd(), path) || path);
  if (approvers && file.approvers) {
    throw usageError(
      "approvers-twice",
      `${file.file} lists \`approvers\`, and the environment says who may approve (\`access.approvers\`).`,
      "Delete `approvers` from the exceptions file; it is for code that has no environment file.",
    );
  }
  return {
    path,
    text,
    file,
    policy: { file, knownRules: allRules, ...(approvers ? { approvers } : {}) },
    reported: file.exceptions.map(({ entry }) => reportedOf(entry, options.now ?? new Date())),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw usageError("input-not-found", `${path} cannot be read as a file.`, "Name an exceptions file (YAML).");
  }
}

function reportedOf(entry: ExceptionEntry, now: Date): ReportedException {
  return { ...entry, ...(isExpired(entry, now) ? { state: "expired" as const } : {}) };
}

/** The entries with what a run found out about them: one that matched nothing is `unused`. */
export function withStates(
  reported: readonly ReportedException[],
  findings: readonly { readonly check: string; readonly path: string }[],
): readonly ReportedException[] {
  const unused = new Set(findings.filter(({ check }) => check === "EXC-02.unused").map(({ path }) => path));
  return reported.map((entry, index) =>
    unused.has(`exceptions[${index}].resource`) ? { ...entry, state: "unused" as const } : entry,
  );
}
