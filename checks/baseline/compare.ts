/** Findings of today beside those of an earlier report: which are new, which were there, which are gone. */
import type { BaselineSummary, Finding, FixedFinding, Report } from "../model";
import { compareFindings, compareText } from "../reports/order";
import { severityRank } from "../reports/verdict";
import type { Baseline } from "./read";

/** What the run judged, so that a finding that nobody looked for is not taken for a fixed one. */
export interface Judged {
  /** Ids of the rules that judged. */
  readonly rules: ReadonlySet<string>;
  /** Whether exceptions were read, and so judged themselves. */
  readonly exceptions: boolean;
}

/**
 * The report with every open finding marked, matched by fingerprint one to one: of three equal findings where the
 * earlier report has two, one is new. A finding that has become worse (excepted or unknown then, failing now; of higher
 * severity now) is new, because nobody has accepted it as it stands.
 */
export function compareWithBaseline(report: Report, baseline: Baseline, judged: Judged): Report {
  const earlier = baseline.findings.filter((finding) => wasLookedFor(finding, judged));
  const partners = match(report, earlier);
  const findings = report.findings.map((finding): Finding => {
    if (finding.status === "pass") return finding;
    const partner = partners.get(finding);
    return { ...finding, baselineState: partner === undefined || isWorse(finding, partner) ? "new" : "unchanged" };
  });
  const matched = new Set(partners.values());
  const fixedFindings = earlier.filter((finding) => !matched.has(finding)).sort(compareFixed);
  const count = (state: Finding["baselineState"]) => findings.filter((one) => one.baselineState === state).length;
  const summary: BaselineSummary = {
    ...(baseline.path === undefined ? {} : { path: baseline.path }),
    sha256: baseline.sha256,
    new: count("new"),
    unchanged: count("unchanged"),
    fixed: fixedFindings.length,
    fixedFindings,
  };
  return { ...report, findings, baseline: summary };
}

function wasLookedFor(finding: FixedFinding, judged: Judged): boolean {
  return finding.type === "exception" ? judged.exceptions : judged.rules.has(finding.rule);
}

/** Equal fingerprints are paired within the same input first, then in the order of the reports. */
function match(report: Report, earlier: readonly FixedFinding[]): ReadonlyMap<Finding, FixedFinding> {
  const waiting = new Map<string, FixedFinding[]>();
  for (const finding of earlier) {
    const list = waiting.get(finding.fingerprint);
    if (list === undefined) waiting.set(finding.fingerprint, [finding]);
    else list.push(finding);
  }
  const partners = new Map<Finding, FixedFinding>();
  const open = report.findings.filter(({ status }) => status !== "pass").sort(compareFindings);
  const pair = (finding: Finding, fits: (candidate: FixedFinding) => boolean): void => {
    const candidates = waiting.get(finding.fingerprint) ?? [];
    const at = candidates.findIndex(fits);
    const [partner] = at < 0 ? [] : candidates.splice(at, 1);
    if (partner !== undefined) partners.set(finding, partner);
  };
  for (const finding of open) pair(finding, ({ inputPath }) => inputPath === report.inputs[finding.input]?.path);
  for (const finding of open) if (!partners.has(finding)) pair(finding, () => true);
  return partners;
}

const weight = { pass: -1, excepted: 0, unknown: 1, fail: 2 } as const;

function isWorse(now: Finding, then: FixedFinding): boolean {
  if (now.status === "excepted") return false;
  return weight[now.status] > weight[then.status] || severityRank(now.severity) > severityRank(then.severity);
}

function compareFixed(a: FixedFinding, b: FixedFinding): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    compareText(a.check, b.check) ||
    compareText(a.stack ?? "", b.stack ?? "") ||
    compareText(a.resource, b.resource) ||
    compareText(a.path, b.path) ||
    compareText(a.inputPath, b.inputPath)
  );
}
