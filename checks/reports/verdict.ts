/** What a report's findings mean for the gate (design §3): which of them refuse, and which are only shown. */
import { type Finding, type InputKind, type Report, type Severity, severities } from "../model";

export const failOnLevels = [...severities, "never"] as const;
export type FailOn = (typeof failOnLevels)[number];

export interface Judgement {
  readonly allowed: boolean;
  readonly failOn: FailOn;
  /** Fails at or above the level. */
  readonly fails: readonly Finding[];
  /** Unknowns at or above the level in an input that should know (a plan or a state). */
  readonly unknowns: readonly Finding[];
}

/** In sources a value may well be open until a deployment; in a plan or a state an unknown leaves the control unproven. */
const kindsThatMustKnow: ReadonlySet<InputKind> = new Set<InputKind>(["plan", "state", "cluster"]);

/** Type of findings about exceptions themselves. */
const exceptionType = "exception";

export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** `failOn` is `medium` unless said otherwise, the gate's own threshold. `never` allows everything and only reports. */
export function judge(report: Report, failOn: FailOn = "medium"): Judgement {
  const threshold = failOn === "never" ? Number.POSITIVE_INFINITY : severityRank(failOn);
  const weighty = report.findings.filter(
    (finding) => severityRank(finding.severity) >= threshold && !isAcceptedByBaseline(finding),
  );
  const fails = weighty.filter((finding) => finding.status === "fail");
  const unknowns = weighty.filter((finding) => {
    const kind = report.inputs[finding.input]?.kind;
    return finding.status === "unknown" && kind !== undefined && kindsThatMustKnow.has(kind);
  });
  return { allowed: fails.length === 0 && unknowns.length === 0, failOn, fails, unknowns };
}

/**
 * A finding that an earlier report already has is shown and does not refuse. What is wrong with an exception always
 * weighs: a baseline must not outlast the date until which a risk was accepted.
 */
export function isAcceptedByBaseline(finding: Finding): boolean {
  return finding.baselineState === "unchanged" && finding.type !== exceptionType;
}
