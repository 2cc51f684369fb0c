/**
 * The last line of defence before anything is written: whatever has the shape of a secret leaves as `(sensitive)`,
 * even where the input did not mark it. Whoever reads values masks what is marked sensitive; this masks by shape.
 */
import type { Json } from "../../common/json";
import type { BaselineSummary, Finding, Report } from "../model";

export const sensitive = "(sensitive)";

/** Credentials that are known by their own form, wherever they stand in a text. All patterns here take linear time. */
const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36})/g,
  /\b(?:xox[abeprs]-[\w-]{10,}|sk_live_\w{16,}|AIza[\w-]{35}|hv[sb]\.[\w-]{24,})/g,
];
const credentialsInUrl = /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,40}:\/\/[^\s:/@]*:)[^\s/@]+(@)/gi;
const assignment =
  /((?:password|passwd|pwd|secret|token|api_?key|access_?key|private_?key)["']?=["']?)(?!\$\{|\(sensitive\)|arn:)[^\s"'&;,)]{6,}/gi;
/** The form of an AWS secret access key: 40 characters of base64 that mix cases and digits (so not a SHA-1). */
const opaque = /(?<![\w/+=.-])(?=[\w/+]*[a-z])(?=[\w/+]*[A-Z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=.-])/g;
/** One test that is cheap for ordinary text, so that 100,000 findings cost little. */
const suspicious =
  /PRIVATE KEY|AKIA|ASIA|eyJ|gh[pousr]_|github_pat|glpat|npm_|xox|sk_live|AIza|hv[sb]\.|:\/\/|=|[A-Za-z0-9/+]{40}/;

const secretName =
  /(?:^|[\s._-])(?:password|passwd|passphrase|secret|secret_?string|secret_?binary|token|private_?key|api_?key|secret_?key|access_?key|client_?secret|connection_?string)(?:\[\d+\])?$/i;
/** Text that only speaks of a value: empty, a reference to one, our own words in brackets. */
const speaksOfValue = /^$|^\(.*\)$|^\$\{[^}]*\}$|^arn:|^(?:set|unset|absent|true|false|null|none|required|optional)$/i;

/** The text with everything that looks like a credential masked. */
export function redactText(text: string): string {
  if (!suspicious.test(text)) return text;
  const shaped = shapes.reduce((masked, shape) => masked.replace(shape, sensitive), text);
  return shaped
    .replace(credentialsInUrl, `$1${sensitive}$2`)
    .replace(assignment, `$1${sensitive}`)
    .replace(opaque, sensitive);
}

/** True for names whose text is a secret by what it is called: `master_password`, `env.API_TOKEN`. */
export function namesSecret(path: string): boolean {
  return secretName.test(path.replace(/([a-z])([A-Z])/g, "$1_$2"));
}

/** A value under a name (attribute path or key): masked by shape, and as a whole where the name says that it is a secret. */
export function redactValue(name: string, value: Json): Json {
  if (typeof value === "string") return namesSecret(name) && !speaksOfValue.test(value) ? sensitive : redactText(value);
  if (Array.isArray(value)) return value.map((item: Json) => redactValue(name, item));
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value as { readonly [key: string]: Json });
    const namedBy = entries.find(([key, item]) => key.toLowerCase() === "name" && typeof item === "string")?.[1];
    return Object.fromEntries(
      entries.map(([key, item]) => [
        redactText(key),
        redactValue(key.toLowerCase() === "value" && typeof namedBy === "string" ? namedBy : key, item),
      ]),
    );
  }
  return value;
}

function redactFinding(finding: Finding): Finding {
  return {
    ...finding,
    resource: redactText(finding.resource),
    expected: redactValue("", finding.expected),
    actual: redactValue(finding.path, finding.actual),
    message: redactText(finding.message),
    remediation: redactText(finding.remediation),
    related: finding.related.map(redactText),
    ...(finding.reason === undefined ? {} : { reason: redactText(finding.reason) }),
  };
}

function redactBaseline(baseline: BaselineSummary): BaselineSummary {
  return {
    ...baseline,
    fixedFindings: baseline.fixedFindings.map((fixed) => ({
      ...fixed,
      resource: redactText(fixed.resource),
      message: redactText(fixed.message),
      inputPath: redactText(fixed.inputPath),
    })),
  };
}

/** Every renderer starts from this. */
export function redactReport(report: Report): Report {
  return {
    ...report,
    parameters: Object.fromEntries(
      Object.entries(report.parameters).map(([name, value]) => [name, redactValue(name, value)]),
    ),
    inputs: report.inputs.map((input) => ({
      ...input,
      path: redactText(input.path),
      ...(input.notes ? { notes: input.notes.map((note) => ({ ...note, message: redactText(note.message) })) } : {}),
    })),
    ...(report.baseline === undefined ? {} : { baseline: redactBaseline(report.baseline) }),
    findings: report.findings.map(redactFinding),
  };
}
