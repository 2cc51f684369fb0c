/** What the sections read: a platform's report or a plain one, brought to one shape and stripped of secrets. */
import type { Finding, Report } from "../../model";
import type { DrawingModel } from "../drawing/model";
import {
  isPlatformReport,
  type PlatformReport,
  type ReportedException,
  type ReportedRule,
  type Verdict,
} from "../platformReport";
import { redactReport } from "../redact";
import { type FailOn, judge } from "../verdict";

export interface HtmlOptions {
  /** For a plain report: level from which findings refuse, default `medium`. A platform's report has its verdict. */
  readonly failOn?: FailOn;
  /** For a plain report: the rules that judged, for titles, reasons and frameworks. */
  readonly rules?: readonly ReportedRule[];
  /** For a plain report: entries of the exceptions file. */
  readonly exceptions?: readonly ReportedException[];
  /** For a plain report: the picture of what was checked. */
  readonly drawing?: DrawingModel | null;
}

export interface View {
  readonly title: string;
  readonly platform: PlatformReport | null;
  readonly report: Report;
  readonly verdict: Verdict;
  readonly rules: ReadonlyMap<string, ReportedRule>;
  readonly exceptions: readonly ReportedException[];
  readonly drawing: DrawingModel | null;
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
    blocking: new Set([...judgement.fails, ...judgement.unknowns]),
  };
}

function reasonFor({ allowed, failOn, fails, unknowns }: ReturnType<typeof judge>, { baseline }: Report): string {
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
