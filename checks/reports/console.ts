/** The report for a terminal: the worst first, everything that is needed to act, and the verdict at the very end. */
import { createColors } from "picocolors";
import type { Json } from "../../common/json";
import type { Finding, InputNote, Report, Severity, Status } from "../model";
import { type CheckGroup, groupByCheck } from "./order";
import { exceptionFor, type ReportedException } from "./platformReport";
import { redactReport } from "./redact";
import { neutralise, neutraliseProse } from "./text/neutralise";
import { truncate, wrap } from "./text/width";
import { type FailOn, judge } from "./verdict";

export interface ConsoleOptions {
  /** Default false: whoever knows that a terminal listens asks for colour. */
  readonly color?: boolean;
  /** Columns, default 80; never taken below 40. */
  readonly width?: number;
  /** `fail` (default) leaves out what passed. */
  readonly show?: "fail" | "all";
  /** Level from which findings refuse. Default `medium`. */
  readonly failOn?: FailOn;
  /** Entries of the exceptions file, for owner and expiry. */
  readonly exceptions?: readonly ReportedException[];
}

type Paint = (text: string) => string;
interface Style {
  readonly width: number;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly status: { readonly [status in Status]: Paint };
  readonly severity: { readonly [severity in Severity]: Paint };
}

const statusWords: { readonly [status in Status]: string } = {
  fail: "FAIL",
  unknown: "UNKNOWN",
  excepted: "EXCEPTED",
  pass: "PASS",
};
const labelWidth = 10;
/** Lines that one value may take before it is cut: enough for a list of ports, too few for a whole policy. */
const valueLines = 3;

export function renderConsole(report: Report, options: ConsoleOptions = {}): string {
  const clean = redactReport(report);
  const style = styleFor(options);
  const shown = options.show === "all" ? clean.findings : clean.findings.filter((finding) => finding.status !== "pass");
  const blocks = [
    inputLines(clean, style),
    ...groupByCheck(shown).map((group) =>
      group.status === "pass" ? passLines(group, style) : groupLines(group, options.exceptions ?? [], style),
    ),
    summaryLines(clean, options.failOn ?? "medium", style),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function styleFor(options: ConsoleOptions): Style {
  const colors = createColors(options.color === true);
  return {
    width: Math.max(40, Math.floor(options.width ?? 80)),
    bold: colors.bold,
    dim: colors.dim,
    status: { fail: colors.red, unknown: colors.yellow, excepted: colors.magenta, pass: colors.green },
    severity: {
      critical: (text) => colors.bold(colors.red(text)),
      high: colors.red,
      medium: colors.yellow,
      low: colors.cyan,
    },
  };
}

function inputLines(report: Report, style: Style): string[] {
  const { tool, inputs } = report;
  const heading = `${tool.name} ${neutralise(tool.version)}`;
  const lines = inputs.flatMap((input) => {
    const stack = input.stack === null ? "" : ` · stack ${neutralise(input.stack)}`;
    const line = `  ${neutralise(input.path)} · ${input.kind}${stack} · ${counted(input.resources, "resource")}`;
    return [style.dim(truncate(line, style.width)), ...noteLines(input.notes ?? [], style)];
  });
  return [style.bold(truncate(heading, style.width)), ...lines];
}

/** What was not judged: never left out, because silence would look like a pass. */
function noteLines(notes: readonly InputNote[], style: Style): string[] {
  return notes.flatMap((note) =>
    wrap(`note: ${neutraliseProse(note.message)}`, style.width - 4).map((line) => style.status.unknown(`    ${line}`)),
  );
}

/** One check: its heading once, then every resource that it speaks of. */
function groupLines(group: CheckGroup, exceptions: readonly ReportedException[], style: Style): string[] {
  const count = group.findings.length > 1 ? ` (${group.findings.length})` : "";
  const words = `${statusWords[group.status]}  ${group.severity}  `;
  const name = truncate(`${neutralise(group.check)}${count}`, style.width - words.length);
  const painted = `${style.status[group.status](statusWords[group.status])}  ${style.severity[group.severity](group.severity)}  ${style.bold(name)}`;
  const remedies = new Set(group.findings.map((finding) => finding.remediation));
  const [remedy] = remedies;
  const shared = remedies.size === 1 && remedy !== undefined && group.findings.length > 1;
  return [
    painted,
    ...group.findings.flatMap((finding, index) => [
      ...(index > 0 ? [""] : []),
      ...findingLines(finding, exceptions, !shared, style),
    ]),
    ...(shared
      ? ["", `  ${style.bold("For all of them")}`, ...field("what to do", neutraliseProse(remedy), style)]
      : []),
  ];
}

function findingLines(
  finding: Finding,
  exceptions: readonly ReportedException[],
  withRemedy: boolean,
  style: Style,
): string[] {
  const where = finding.stack === null ? "" : `  (stack ${neutralise(finding.stack)})`;
  const [head = "", ...more] = wrap(`${neutralise(finding.resource)}${where}`, style.width - 2);
  return [
    ...[head, ...more].map((line) => `  ${style.bold(line)}`),
    ...indented(neutraliseProse(finding.message), style),
    ...(finding.path === "" ? [] : field("path", neutralise(finding.path), style)),
    ...field("expected", valueText(finding.expected), style, valueLines),
    ...field("actual", valueText(finding.actual), style, valueLines),
    ...reasonLines(finding, exceptions, style),
    ...inlineLines(finding, style),
    ...(finding.related.length === 0 ? [] : field("with", finding.related.map(neutralise).join(", "), style)),
    ...sourceLines(finding, style),
    ...(withRemedy ? field("what to do", neutraliseProse(finding.remediation), style) : []),
  ];
}

function reasonLines(finding: Finding, exceptions: readonly ReportedException[], style: Style): string[] {
  const reason = neutraliseProse(finding.reason ?? "not stated");
  if (finding.status === "unknown") return field("cause", reason, style);
  if (finding.status !== "excepted") return finding.reason === undefined ? [] : field("reason", reason, style);
  const entry = exceptionFor(finding, exceptions);
  if (entry === undefined) return field("reason", reason, style);
  const approvers = [entry.approvedBy].flat().map(neutralise).join(", ");
  return [
    ...field("reason", reason, style),
    ...field("owner", `${neutralise(entry.owner)}, approved by ${approvers}, ${neutralise(entry.ticket)}`, style),
    ...field("expires", `${neutralise(entry.expires)}${entry.state === "expired" ? " (expired)" : ""}`, style),
  ];
}

/** What the author told another tool; where it counts, the reason above has said so. */
function inlineLines({ inlineException: inline, status }: Finding, style: Style): string[] {
  if (inline === undefined || status === "excepted") return [];
  const reason = inline.reason === null ? "" : ` (${neutraliseProse(inline.reason)})`;
  const why = neutraliseProse(inline.why);
  return field("inline", `${inline.tool} ${neutralise(inline.id)}${reason}: does not count, ${why}`, style);
}

function sourceLines(finding: Finding, style: Style): string[] {
  const { file, line, construct } = finding.source;
  const place = file === undefined ? undefined : `${neutralise(file)}${line === undefined ? "" : `:${line}`}`;
  return [
    ...(place === undefined ? [] : field("source", place, style)),
    ...(construct === undefined ? [] : field("construct", neutralise(construct), style)),
  ];
}

function passLines(group: CheckGroup, style: Style): string[] {
  const words = `${statusWords.pass}  ${group.severity}  `;
  return [
    `${style.status.pass(statusWords.pass)}  ${group.severity}  ${truncate(neutralise(group.check), style.width - words.length)}`,
    ...group.findings.map((finding) => {
      const path = finding.path === "" ? "" : ` · ${neutralise(finding.path)} = ${valueText(finding.actual)}`;
      return style.dim(truncate(`  ${neutralise(finding.resource)}${path}`, style.width));
    }),
  ];
}

function summaryLines(report: Report, failOn: FailOn, style: Style): string[] {
  const { summary, coverage } = report;
  const judgement = judge(report, failOn);
  const rules = coverage.rulesApplied.length;
  const uncovered = coverage.resourceTypes.filter((entry) => entry.rules === 0);
  const counts = `${summary.fail} failed, ${summary.unknown} unknown, ${summary.excepted} excepted, ${summary.pass} passed`;
  const covered = `${counted(rules, "rule")} applied, ${coverage.rulesNotApplicable.length} had nothing to judge; ${counted(summary.resources, "resource")}, ${summary.unevaluatedResources} of them without a rule (${counted(uncovered.length, "type")})`;
  const verdict = judgement.allowed ? "allowed" : "refused";
  return [
    style.bold("Summary"),
    ...field("findings", counts, style),
    ...field("coverage", covered, style),
    ...field("verdict", `${verdict}: ${verdictReason(judgement)}`, style).map(
      judgement.allowed ? style.status.pass : style.status.fail,
    ),
  ];
}

function verdictReason(judgement: ReturnType<typeof judge>): string {
  const { failOn, fails, unknowns } = judgement;
  if (failOn === "never") return "nothing refuses, findings are only reported";
  if (judgement.allowed) return `no fail at or above ${failOn}, nothing left unknown that a plan or state must show`;
  const parts = [
    ...(fails.length > 0 ? [`${counted(fails.length, "fail")} at or above ${failOn}`] : []),
    ...(unknowns.length > 0 ? [`${counted(unknowns.length, "unknown")} at or above ${failOn} in a plan or state`] : []),
  ];
  return parts.join(", ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A value on one line: text as it is, everything else as JSON. */
function valueText(value: Json): string {
  return neutralise(typeof value === "string" ? value : JSON.stringify(value));
}

function indented(text: string, style: Style): string[] {
  return text === "" ? [] : wrap(text, style.width - 4).map((line) => `    ${line}`);
}

function field(label: string, text: string, style: Style, mostLines = Number.POSITIVE_INFINITY): string[] {
  const room = style.width - 4 - labelWidth - 1;
  const fitting = Number.isFinite(mostLines) ? truncate(text, room * mostLines) : text;
  const [first = "", ...rest] = wrap(fitting === "" ? '""' : fitting, room);
  const indent = " ".repeat(4 + labelWidth + 1);
  return [`    ${style.dim(label.padEnd(labelWidth))} ${first}`, ...rest.map((line) => `${indent}${line}`)];
}
