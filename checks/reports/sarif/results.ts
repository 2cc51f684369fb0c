/** SARIF's results: one per finding, and one per finding that only the baseline has. */
import type { Json } from "../../../common/json";
import type { BaselineSummary, Finding, FixedFinding, Report } from "../../model";
import { exceptionFor, type ReportedException } from "../platformReport";
import { neutralise } from "../text/neutralise";
import { relativeUri } from "../text/uri";
import { levels } from "./descriptors";
import { harmless, messageText } from "./text";

/** Stands for the folder in which the tool ran; where that was is not written down. */
export const baseId = "%SRCROOT%";

export interface ResultContext {
  readonly report: Report;
  readonly exceptions: readonly ReportedException[];
  readonly ruleIndex: ReadonlyMap<string, number>;
  /** Index in `run.artifacts` by path. */
  readonly artifactIndex: ReadonlyMap<string, number>;
}

export function resultsOf(findings: readonly Finding[], context: ResultContext): readonly Json[] {
  const { baseline } = context.report;
  const fixed = new Map(baseline?.fixedFindings.map((one) => [one.fingerprint, one]));
  const passed = new Set(findings.flatMap(({ status, fingerprint }) => (status === "pass" ? [fingerprint] : [])));
  const seen = new Map<string, number>();
  return [
    ...findings.map((finding) => ({
      ...result(finding, context, seen),
      ...(baseline === undefined ? {} : { baselineState: stateOf(finding, fixed) }),
    })),
    // A fixed finding whose pass is listed is that pass, marked as updated.
    ...(baseline?.fixedFindings ?? [])
      .filter(({ fingerprint }) => !passed.has(fingerprint))
      .map((one) => absentResult(one, context, seen)),
  ];
}

/** SARIF 3.27.24: where one result has a state, all have one. */
function stateOf(finding: Finding, fixed: ReadonlyMap<string, FixedFinding>): string {
  if (finding.status !== "pass") return finding.baselineState ?? "new";
  return fixed.has(finding.fingerprint) ? "updated" : "unchanged";
}

function result(finding: Finding, context: ResultContext, seen: Map<string, number>): { readonly [key: string]: Json } {
  const { status, reason } = finding;
  const kinds = { fail: "fail", excepted: "fail", unknown: "open", pass: "pass" } as const;
  const cause = status === "unknown" && reason !== undefined ? ` Cause: ${reason}` : "";
  return {
    ...identity(finding, context, seen),
    kind: kinds[status],
    // SARIF 3.27.10: whatever is not of kind `fail` has the level `none`.
    level: kinds[status] === "fail" ? levels[finding.severity] : "none",
    message: { text: messageText(`${finding.resource}: ${finding.message}${cause}`) },
    locations: [location(finding, context.report.inputs[finding.input]?.path ?? ".", context)],
    suppressions: status === "excepted" ? [suppression(finding, context.exceptions)] : [],
    properties: propertiesOf(finding),
  };
}

function absentResult(fixed: FixedFinding, context: ResultContext, seen: Map<string, number>): Json {
  return {
    ...identity(fixed, context, seen),
    kind: fixed.status === "unknown" ? "open" : "fail",
    level: fixed.status === "unknown" ? "none" : levels[fixed.severity],
    baselineState: "absent",
    message: { text: messageText(`${fixed.resource}: ${fixed.message}`) },
    locations: [location(fixed, fixed.inputPath, context)],
    suppressions: [],
    properties: { severity: fixed.severity, status: fixed.status, resource: neutralise(fixed.resource) },
  };
}

/** GitHub tells alerts apart by rule and `primaryLocationLineHash`; equal findings of several inputs are numbered. */
function identity(
  finding: Pick<Finding, "check" | "fingerprint">,
  { ruleIndex }: ResultContext,
  seen: Map<string, number>,
): { readonly [key: string]: Json } {
  const count = (seen.get(finding.fingerprint) ?? 0) + 1;
  seen.set(finding.fingerprint, count);
  const index = ruleIndex.get(finding.check);
  return {
    ruleId: finding.check,
    ...(index === undefined ? {} : { ruleIndex: index }),
    partialFingerprints: {
      "digitPlatform/v1": finding.fingerprint,
      primaryLocationLineHash: `${finding.fingerprint.slice(0, 16)}:${count}`,
    },
  };
}

function location(
  finding: Pick<Finding, "source" | "resource" | "stack" | "type">,
  inputPath: string,
  { artifactIndex }: ResultContext,
): Json {
  const { file, line, construct } = finding.source;
  const path = file ?? inputPath;
  const index = artifactIndex.get(path);
  const resource = neutralise(finding.resource);
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(path), uriBaseId: baseId, ...(index === undefined ? {} : { index }) },
      // Consumers (GitHub, DefectDojo) refuse a result without a line; the property says when it stands for none.
      region:
        file === undefined || line === undefined
          ? { startLine: 1, properties: { lineKnown: false } }
          : { startLine: line },
    },
    logicalLocations: [
      {
        name: resource,
        fullyQualifiedName: finding.stack === null ? resource : `${neutralise(finding.stack)}/${resource}`,
        kind: "resource",
      },
      ...(construct === undefined
        ? []
        : [{ name: neutralise(construct), fullyQualifiedName: neutralise(construct), kind: "construct" }]),
    ],
  };
}

/** An exception of the code's own (another tool's skip comment) is in the source; one of the file stands outside. */
function suppression(finding: Finding, exceptions: readonly ReportedException[]): Json {
  const entry = exceptionFor(finding, exceptions);
  return {
    kind: finding.inlineException?.counts === true ? "inSource" : "external",
    status: "accepted",
    justification: messageText(finding.reason ?? entry?.reason ?? "A recorded exception covers it."),
    ...(entry === undefined
      ? {}
      : {
          properties: harmless({
            owner: entry.owner,
            approvedBy: [entry.approvedBy].flat(),
            ticket: entry.ticket,
            expires: entry.expires,
          }),
        }),
  };
}

function propertiesOf(finding: Finding): Json {
  const { status, severity, stack, resource, type, path, expected, actual, reason, related, remediation } = finding;
  return harmless({
    status,
    severity,
    stack,
    resource,
    type,
    path,
    expected,
    actual,
    related,
    remediation,
    ...(reason === undefined ? {} : { reason }),
    ...(finding.inlineException === undefined ? {} : { inlineException: { ...finding.inlineException } }),
  });
}

export function baselineProperties(baseline: BaselineSummary): Json {
  return { new: baseline.new, unchanged: baseline.unchanged, fixed: baseline.fixed, sha256: baseline.sha256 };
}
