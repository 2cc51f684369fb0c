/**
 * The last line of defence before anything is written: whatever has the shape of a secret leaves as `(sensitive)`,
 * even where the input did not mark it. Whoever reads values masks what is marked sensitive; this masks by shape.
 */
import type { Json } from "../../common/json";
import { mayHoldSecretForm, secretForms } from "../../common/secretForms";
import type { BaselineSummary, Finding, InlineException, InputSummary, Report, SourceLocation } from "../model";
import type { FormatOptions } from "./options";
import type { ReportedException } from "./platformReport";

export const sensitive = "(sensitive)";

/** Credentials that are known by their own form, wherever they stand in a text; of a key its whole body. */
const shapes: readonly RegExp[] = [
  /-{3,5}BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-{3,5}[\s\S]*?(?:-{3,5}END {1,2}[A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-{3,5}|$)/g,
  ...secretForms.map(({ pattern }) => new RegExp(pattern, "g")),
];
const credentialsInUrl = /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,40}:\/\/[^\s:/@]*:)([^\s/@]+)(@)/gi;
const assignment =
  /((?:password|passwd|pwd|secret|token|api_?key|access_?key|private_?key)["']?=["']?)(?!\$\{|\(sensitive\)|arn:)([^\s"'&;,)]{6,})/gi;
/** The form of an AWS secret access key: 40 characters of base64 that mix cases and digits (so not a SHA-1). */
const opaque = /(?<![\w/+=.-])(?=[\w/+]*[a-z])(?=[\w/+]*[A-Z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=.-])/g;
/** One test that is cheap for ordinary text, so that 100,000 findings cost little. */
const suspicious = new RegExp(`${mayHoldSecretForm.source}|://|=|[A-Za-z0-9/+]{40}`);

const secretName =
  /(?:^|[\s._-])(?:password|passwd|passphrase|secret|secret_?string|secret_?binary|token|private_?key|api_?key|secret_?key|access_?key|client_?secret|connection_?string)(?:\[\d+\])?$/i;
/** Text that only speaks of a value: empty, a reference to one, our own words in brackets. */
const speaksOfValue = /^$|^\(.*\)$|^\$\{[^}]*\}$|^arn:|^(?:set|unset|absent|true|false|null|none|required|optional)$/i;

/** The text with everything that looks like a credential masked. */
export function redactText(text: string): string {
  return replaceSecrets(text, () => sensitive);
}

/** The text with what `replace` gives for everything that looks like a credential. */
export function replaceSecrets(text: string, replace: (secret: string) => string): string {
  if (!suspicious.test(text)) return text;
  const shaped = mayHoldSecretForm.test(text)
    ? shapes.reduce((masked, shape) => masked.replace(shape, (secret) => replace(secret)), text)
    : text;
  return shaped
    .replace(
      credentialsInUrl,
      (_, before: string, secret: string, after: string) => `${before}${replace(secret)}${after}`,
    )
    .replace(assignment, (_, before: string, secret: string) => `${before}${replace(secret)}`)
    .replace(opaque, (secret) => replace(secret));
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

function redactPlace({ file, construct, ...rest }: SourceLocation): SourceLocation {
  return {
    ...rest,
    ...(file === undefined ? {} : { file: redactText(file) }),
    ...(construct === undefined ? {} : { construct: redactText(construct) }),
  };
}

function redactMaybe(stack: string | null): string | null {
  return stack === null ? null : redactText(stack);
}

function redactFinding(finding: Finding): Finding {
  return {
    ...finding,
    stack: redactMaybe(finding.stack),
    resource: redactText(finding.resource),
    type: redactText(finding.type),
    path: redactText(finding.path),
    expected: redactValue("", finding.expected),
    actual: redactValue(finding.path, finding.actual),
    message: redactText(finding.message),
    remediation: redactText(finding.remediation),
    source: redactPlace(finding.source),
    related: finding.related.map(redactText),
    ...(finding.reason === undefined ? {} : { reason: redactText(finding.reason) }),
    ...(finding.inlineException === undefined ? {} : { inlineException: redactAuthor(finding.inlineException) }),
  };
}

/** What a skip comment says: the words of the code's author. */
function redactAuthor<T extends { readonly reason: string | null; readonly why: string }>(inline: T): T {
  return { ...inline, reason: redactMaybe(inline.reason), why: redactText(inline.why) };
}

function redactInline(inline: InlineException): InlineException {
  return {
    ...redactAuthor(inline),
    stack: redactMaybe(inline.stack),
    resource: redactText(inline.resource),
    source: redactPlace(inline.source),
  };
}

function redactInput(input: InputSummary): InputSummary {
  const { notes } = input;
  return {
    ...input,
    path: redactText(input.path),
    stack: redactMaybe(input.stack),
    ...(notes === undefined
      ? {}
      : {
          notes: notes.map((note) => ({
            ...note,
            message: redactText(note.message),
            source: redactPlace(note.source),
          })),
        }),
  };
}

function redactBaseline(baseline: BaselineSummary): BaselineSummary {
  return {
    ...baseline,
    fixedFindings: baseline.fixedFindings.map((fixed) => ({
      ...fixed,
      stack: redactMaybe(fixed.stack),
      resource: redactText(fixed.resource),
      type: redactText(fixed.type),
      path: redactText(fixed.path),
      message: redactText(fixed.message),
      source: redactPlace(fixed.source),
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
    inputs: report.inputs.map(redactInput),
    ...(report.baseline === undefined ? {} : { baseline: redactBaseline(report.baseline) }),
    findings: report.findings.map(redactFinding),
    ...(report.inlineExceptions === undefined ? {} : { inlineExceptions: report.inlineExceptions.map(redactInline) }),
  };
}

/** The words of an exceptions file, which come from people. */
function redactExceptions(exceptions: readonly ReportedException[]): readonly ReportedException[] {
  return exceptions.map((entry) => ({
    ...entry,
    resource: redactText(entry.resource),
    reason: redactText(entry.reason),
    owner: redactText(entry.owner),
    approvedBy: [entry.approvedBy].flat().map(redactText),
    ticket: redactText(entry.ticket),
    expires: redactText(entry.expires),
  }));
}

/** Beside the report itself, whatever else a format is told. */
export function redactOptions<T extends FormatOptions>(options: T): T {
  const { exceptions, passedOver } = options;
  return {
    ...options,
    ...(exceptions === undefined ? {} : { exceptions: redactExceptions(exceptions) }),
    ...(passedOver === undefined
      ? {}
      : { passedOver: passedOver.map(({ path, reason }) => ({ path: redactText(path), reason: redactText(reason) })) }),
  };
}
