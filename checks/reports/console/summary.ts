/** The frame of the report: what was read, and at the very end what it means. */
import { type FixedFinding, type InputNote, type Report, type Severity, severities } from "../../model";
import type { PassedOver } from "../options";
import { truncate, wrap } from "../text/width";
import { counted, placeText } from "../text/words";
import { type FailOn, judge } from "../verdict";
import { isNothingJudged, verdictReason } from "../verdictWords";
import { field, type Style, shownName, shownProse } from "./layout";

/** Inputs, notes and fixed findings that are listed one by one. */
const mostListed = 20;

export function inputLines(report: Report, all: boolean, style: Style): string[] {
  const { tool, inputs } = report;
  const lines = inputs.map((input) => {
    const stack = input.stack === null ? "" : ` · stack ${shownName(input.stack)}`;
    const line = `  ${shownName(input.path)} · ${input.kind}${stack} · ${counted(input.resources, "resource")}`;
    return style.dim(truncate(line, style.width));
  });
  const notes = inputs.flatMap((input) => noteLines(input.notes ?? [], style));
  return [
    style.bold(truncate(`${tool.name} ${shownName(tool.version)}`, style.width)),
    ...bounded(lines, all, "more input", style),
    ...bounded(notes, all, "more note", style),
  ];
}

/** What was not judged: never left out without a count, because silence would look like a pass. */
function noteLines(notes: readonly InputNote[], style: Style): string[] {
  return notes.map(({ message, source }) => {
    const place = shownName(placeText(source));
    const text = shownProse(message);
    // Some messages begin with their place already.
    const shown = place === "" || text.startsWith(place) ? text : `${place}: ${text}`;
    return wrap(`note: ${shown}`, style.width - 4)
      .map((part) => style.status.unknown(`    ${part}`))
      .join("\n");
  });
}

export function fixedLines(fixed: readonly FixedFinding[], all: boolean, style: Style): string[] {
  if (fixed.length === 0) return [];
  const lines = fixed.map(({ severity, check, resource }) =>
    truncate(`  ${severity}  ${shownName(check)}  ${shownName(resource)}`, style.width),
  );
  return [style.status.pass(`FIXED since the baseline (${fixed.length})`), ...bounded(lines, all, "more", style)];
}

function bounded(lines: readonly string[], all: boolean, noun: string, style: Style): string[] {
  const hidden = all ? 0 : Math.max(0, lines.length - mostListed);
  const note = noun === "more" ? `${hidden} more` : counted(hidden, noun);
  return [...(hidden > 0 ? lines.slice(0, mostListed) : lines), ...(hidden > 0 ? [style.dim(`  … and ${note}`)] : [])];
}

export interface SummaryOptions {
  readonly failOn: FailOn;
  readonly passedOver: readonly PassedOver[];
  /** Whether some findings were left out or shown on one line. */
  readonly folded: boolean;
}

export function summaryLines(report: Report, { failOn, passedOver, folded }: SummaryOptions, style: Style): string[] {
  const { summary, coverage, baseline } = report;
  const judgement = judge(report, failOn);
  const uncovered = coverage.resourceTypes.filter((entry) => entry.rules === 0);
  const counts = `${summary.fail} failed${bySeverity(report)}, ${summary.unknown} unknown, ${summary.excepted} excepted, ${summary.pass} passed`;
  const covered = `${counted(coverage.rulesApplied.length, "rule")} applied, ${coverage.rulesNotApplicable.length} had nothing to judge; ${counted(summary.resources, "resource")}, ${summary.unevaluatedResources} of them without a rule (${counted(uncovered.length, "type")})`;
  const notes = report.inputs.flatMap((input) => input.notes ?? []).length;
  const unread = [
    ...(notes > 0 ? [counted(notes, "note")] : []),
    ...(passedOver.length > 0 ? [`${passedOver.length} passed over (named on standard error)`] : []),
  ].join(", ");
  const nothing = isNothingJudged(report);
  const verdict = nothing ? "nothing judged" : judgement.allowed ? "allowed" : "refused";
  return [
    style.bold("Summary"),
    ...field("findings", counts, style),
    ...(baseline === undefined
      ? []
      : field("baseline", `${baseline.new} new, ${baseline.unchanged} unchanged, ${baseline.fixed} fixed`, style)),
    ...field("coverage", covered, style),
    ...(unread === "" ? [] : field("not judged", unread, style)),
    ...(folded
      ? field("shortened", "--show all, or --format json or html with --output FILE, has every finding in full", style)
      : []),
    ...field("verdict", `${verdict}: ${verdictReason(judgement, report)}`, style).map(
      nothing ? style.status.unknown : judgement.allowed ? style.status.pass : style.status.fail,
    ),
  ];
}

function bySeverity({ findings, summary }: Report): string {
  if (summary.fail === 0) return "";
  const count = (severity: Severity) =>
    findings.filter((finding) => finding.status === "fail" && finding.severity === severity).length;
  const parts = [...severities].reverse().flatMap((severity) => {
    const found = count(severity);
    return found > 0 ? [`${found} ${severity}`] : [];
  });
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
