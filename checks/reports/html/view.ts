/** What the sections read: a platform's report or a plain one, brought to one shape and stripped of secrets. */
import type { Finding, Report } from "../../model";
import type { Matrix } from "../../reachability/matrix";
import type { DrawingModel } from "../drawing/model";
import type { PassedOver } from "../options";
import { compareFindings } from "../order";
import {
  isPlatformReport,
  type PlatformReport,
  type ReportedException,
  type ReportedRule,
  type Verdict,
} from "../platformReport";
import { redactReport } from "../redact";
import { type FailOn, judge } from "../verdict";
import { isNothingJudged } from "../verdictWords";
import type { Markup } from "./markup";

export interface HtmlOptions {
  /** For a plain report: level from which findings refuse, default `medium`. A platform's report has its verdict. */
  readonly failOn?: FailOn;
  /** For a plain report: the rules that judged, for titles, reasons and frameworks. */
  readonly rules?: readonly ReportedRule[];
  /** For a plain report: entries of the exceptions file. */
  readonly exceptions?: readonly ReportedException[];
  /** For a plain report: the picture of what was checked. */
  readonly drawing?: DrawingModel | null;
  /** For a plain report: who may reach whom, from `matricesOf(graph)`. */
  readonly reachability?: readonly Matrix[];
  /** What a folder held and was not judged. */
  readonly passedOver?: readonly PassedOver[];
  /** Sections that the caller adds, for instance a company's own register; they stand after the drawing, in this order. */
  readonly parts?: readonly ReportPart[];
}

/** A section from outside of this folder. Its body is made with `html`, so that nothing in it is unescaped. */
export interface ReportPart {
  /** In kebab-case; the section's anchor. */
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export interface View {
  readonly title: string;
  readonly platform: PlatformReport | null;
  readonly report: Report;
  readonly verdict: Verdict;
  readonly rules: ReadonlyMap<string, ReportedRule>;
  readonly exceptions: readonly ReportedException[];
  readonly drawing: DrawingModel | null;
  readonly reachability: readonly Matrix[];
  readonly passedOver: readonly PassedOver[];
  readonly parts: readonly ReportPart[];
  /** Anchors of fails and unknowns, so that a finding can be linked to. */
  readonly anchors: ReadonlyMap<Finding, string>;
  /** Whether the report lists what passed, so that a rule without a finding judged nothing. */
  readonly listsPasses: boolean;
  /** Findings that refuse under the report's level, for saying which unknowns weigh. */
  readonly blocking: ReadonlySet<Finding>;
}

export function viewOf(input: PlatformReport | Report, options: HtmlOptions): View {
  const platform = isPlatformReport(input) ? input : null;
  const report = redactReport(isPlatformReport(input) ? input.report : input);
  const judgement = judge(report, platform === null ? (options.failOn ?? "medium") : "medium");
  const rules = platform?.rules ?? options.rules ?? [];
  return {
    title: platform === null ? "Infrastructure check" : `Platform ${platform.environment.name}`,
    platform,
    report,
    verdict: platform?.verdict ?? {
      outcome: judgement.allowed ? "allowed" : "refused",
      reasons: [reasonFor(judgement, report)],
    },
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    exceptions: platform?.exceptions ?? options.exceptions ?? [],
    drawing: platform?.drawing ?? options.drawing ?? null,
    reachability: platform?.reachability ?? options.reachability ?? [],
    passedOver: options.passedOver ?? [],
    parts: options.parts ?? [],
    anchors: anchorsOf(report.findings),
    listsPasses: report.findings.filter(({ status }) => status === "pass").length === report.summary.pass,
    blocking: new Set([...judgement.fails, ...judgement.unknowns]),
  };
}

/** Twelve digits tell findings apart and stay readable in an address; equal findings of several inputs are numbered. */
function anchorsOf(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const seen = new Map<string, number>();
  const anchors = new Map<Finding, string>();
  for (const finding of [...findings].sort(compareFindings)) {
    if (finding.status !== "fail" && finding.status !== "unknown") continue;
    const name = `finding-${finding.fingerprint.slice(0, 12)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    anchors.set(finding, count === 1 ? name : `${name}-${count}`);
  }
  return anchors;
}

function reasonFor(judgement: ReturnType<typeof judge>, report: Report): string {
  const { allowed, failOn, fails, unknowns } = judgement;
  const { baseline } = report;
  if (isNothingJudged(report)) return "There is no resource to judge; the notes say what is not part of the input.";
  const fresh = baseline === undefined ? "" : "new ";
  if (failOn === "never") return "Findings are only reported; nothing refuses.";
  if (allowed)
    return baseline === undefined
      ? `No control of ${failOn} severity or above fails, and none is left unknown that a plan or a state must show.`
      : `Nothing of ${failOn} severity or above is new beside the baseline.`;
  const failed = fails.length === 1 ? `1 ${fresh}finding fails` : `${fails.length} ${fresh}findings fail`;
  const open =
    unknowns.length === 1 ? "1 is unknown in a plan or a state" : `${unknowns.length} are unknown in a plan or a state`;
  const parts = [...(fails.length > 0 ? [failed] : []), ...(unknowns.length > 0 ? [open] : [])];
  return `${parts.join(" and ")}, at ${failOn} severity or above.`;
}
