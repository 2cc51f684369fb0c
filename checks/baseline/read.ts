/** An earlier JSON report of `check`, read as what it is: a file from outside. */
import { invalidInput, type Problem, usageError } from "../../common/errors";
import { sha256 } from "../../common/hash";
import { type FixedFinding, type Severity, type SourceLocation, severities } from "../model";

export interface Baseline {
  /** As reports show it; undefined where the file lies outside of the working directory. */
  readonly path: string | undefined;
  readonly sha256: string;
  /** Its fails, unknowns and exceptions. */
  readonly findings: readonly FixedFinding[];
}

/** The version that this product writes, and so the only one that it can compare with. */
const schemaVersion = "1.0";
const howToWrite = "Write one with `digit-platform check … --format json --output baseline.json`.";
/** Problems that are listed: enough to see what kind of file it is. */
const mostProblems = 20;

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param name what messages call the file; `path` is what reports show.
 * @throws UserError exit 2 for what is not JSON, no report of this product, of another schema version, or damaged.
 */
export function readBaseline(bytes: Uint8Array, name: string, path: string | undefined): Baseline {
  const report = parse(bytes, name);
  const findings = report.findings;
  if (isFields(report.tool) && report.tool.name === "digit-platform" && report.schemaVersion !== schemaVersion) {
    throw usageError(
      "baseline-version",
      `${name} has schemaVersion ${JSON.stringify(report.schemaVersion)}; only ${JSON.stringify(schemaVersion)} can be compared with.`,
      howToWrite,
    );
  }
  if (!isFields(report.tool) || report.tool.name !== "digit-platform" || !Array.isArray(findings)) {
    throw usageError("invalid-baseline", `${name} is no JSON report of digit-platform check.`, howToWrite);
  }
  const inputs: readonly unknown[] = Array.isArray(report.inputs) ? report.inputs : [];
  const read = findings.map((finding: unknown) => readFinding(finding, inputs));
  const problems = read.flatMap((one, index) =>
    typeof one === "string" ? [problemAt(`findings[${index}].${one}`, name)] : [],
  );
  if (problems.length > 0) {
    throw invalidInput(
      `${name} is damaged: ${problems.length} of its findings cannot be read`,
      problems.slice(0, mostProblems),
      howToWrite,
    );
  }
  return {
    path,
    sha256: sha256(bytes),
    findings: read.flatMap((one) => (one === null || typeof one === "string" ? [] : [one])),
  };
}

function parse(bytes: Uint8Array, name: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw usageError("invalid-baseline", `${name} is not JSON in UTF-8.`, howToWrite);
  }
  return isFields(value) ? value : {};
}

function problemAt(path: string, file: string): Problem {
  return { code: "invalid-baseline", path, message: "is missing or is not what a report has there", file };
}

/** The finding, null for a pass, or the name of the field that is wrong. */
function readFinding(value: unknown, inputs: readonly unknown[]): FixedFinding | null | string {
  if (!isFields(value)) return "";
  const { status, severity, stack } = value;
  if (status === "pass") return null;
  if (status !== "fail" && status !== "unknown" && status !== "excepted") return "status";
  if (!isSeverity(severity)) return "severity";
  if (stack !== null && typeof stack !== "string") return "stack";
  const texts: Record<string, string> = {};
  for (const field of ["rule", "check", "resource", "type", "path", "message", "fingerprint"]) {
    const text = value[field];
    if (typeof text !== "string") return field;
    texts[field] = text;
  }
  const { rule = "", check = "", resource = "", type = "", path = "", message = "", fingerprint = "" } = texts;
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return "fingerprint";
  const input = typeof value.input === "number" ? inputs[value.input] : undefined;
  const inputPath = isFields(input) && typeof input.path === "string" && input.path !== "" ? input.path : ".";
  const source = sourceOf(value.source);
  return { rule, check, status, severity, stack, resource, type, path, message, source, fingerprint, inputPath };
}

function sourceOf(value: unknown): SourceLocation {
  if (!isFields(value)) return {};
  const { file, line, construct } = value;
  return {
    ...(typeof file === "string" ? { file } : {}),
    ...(typeof line === "number" && Number.isInteger(line) && line > 0 ? { line } : {}),
    ...(typeof construct === "string" ? { construct } : {}),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSeverity(value: unknown): value is Severity {
  return severities.some((severity) => severity === value);
}
