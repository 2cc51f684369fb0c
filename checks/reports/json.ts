/** The machine-readable report: design §3's schema, published as `docs/report.schema.json`. */
import { type Json, sortKeys } from "../../common/json";
import type { BaselineSummary, Finding, InlineException, Report, SourceLocation } from "../model";
import type { Matrix } from "../reachability/matrix";
import type { PassedOver } from "./options";
import { compareFindings } from "./order";
import type { PlatformReport } from "./platformReport";
import { redactOptions, redactReport, redactValue } from "./redact";
import { toVisibleJson } from "./text/visibleJson";

export interface JsonOptions {
  /** Leaves out `run`, so that the same input gives the same bytes. Default false. */
  readonly reproducible?: boolean;
  /** What a folder held and was not judged. */
  readonly passedOver?: readonly PassedOver[];
  /** Who may reach whom, one matrix for each network of the inputs. */
  readonly reachability?: readonly Matrix[];
}

/**
 * Fields are named one by one: whatever else a caller's objects carry stays out of a file with a strict schema.
 * Keys are sorted; findings stand in the order of all reports.
 */
export function renderJson(report: Report, options: JsonOptions = {}): string {
  const clean = redactReport(report);
  const { summary, coverage } = clean;
  const { passedOver = [] } = redactOptions({ passedOver: options.passedOver ?? [] });
  return toVisibleJson({
    schemaVersion: clean.schemaVersion,
    tool: { name: clean.tool.name, version: clean.tool.version },
    parameters: clean.parameters,
    inputs: clean.inputs.map(({ path, kind, stack, sha256, resources, notes }) => ({
      path,
      kind,
      stack,
      sha256,
      resources,
      notes: notes?.map((note) => ({ kind: note.kind, message: note.message, source: sourceJson(note.source) })),
    })),
    summary: {
      pass: summary.pass,
      fail: summary.fail,
      unknown: summary.unknown,
      excepted: summary.excepted,
      resources: summary.resources,
      unevaluatedResources: summary.unevaluatedResources,
    },
    coverage: {
      rulesApplied: coverage.rulesApplied,
      rulesNotApplicable: coverage.rulesNotApplicable,
      resourceTypes: coverage.resourceTypes.map(({ type, resources, rules }) => ({ type, resources, rules })),
    },
    run:
      clean.run === undefined || options.reproducible === true
        ? undefined
        : { durationMs: clean.run.durationMs, startedAt: clean.run.startedAt },
    baseline: clean.baseline === undefined ? undefined : baselineJson(clean.baseline),
    findings: [...clean.findings].sort(compareFindings).map(findingJson),
    inlineExceptions: clean.inlineExceptions?.map(inlineJson),
    reachability: options.reachability?.length ? options.reachability.map(matrixJson) : undefined,
    passedOver: passedOver.length === 0 ? undefined : passedOver.map(({ path, reason }) => ({ path, reason })),
  });
}

function findingJson(finding: Finding): Readonly<Record<keyof Finding, Json | undefined>> {
  return {
    rule: finding.rule,
    check: finding.check,
    status: finding.status,
    severity: finding.severity,
    input: finding.input,
    stack: finding.stack,
    resource: finding.resource,
    type: finding.type,
    path: finding.path,
    expected: finding.expected,
    actual: finding.actual,
    message: finding.message,
    remediation: finding.remediation,
    source: sourceJson(finding.source),
    reason: finding.reason,
    related: finding.related,
    fingerprint: finding.fingerprint,
    inlineException: finding.inlineException && { ...finding.inlineException },
    baselineState: finding.baselineState,
  };
}

function inlineJson(one: InlineException): Readonly<Record<keyof InlineException, Json>> {
  const { tool, id, reason, input, stack, resource, checks, counts, why } = one;
  return { tool, id, reason, input, stack, resource, source: { ...one.source }, checks, counts, why };
}

function sourceJson({ file, line, construct }: SourceLocation): Json {
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(construct === undefined ? {} : { construct }),
  };
}

function baselineJson(baseline: BaselineSummary): Readonly<Record<keyof BaselineSummary, Json | undefined>> {
  return {
    path: baseline.path,
    sha256: baseline.sha256,
    new: baseline.new,
    unchanged: baseline.unchanged,
    fixed: baseline.fixed,
    fixedFindings: baseline.fixedFindings.map((fixed) => ({
      rule: fixed.rule,
      check: fixed.check,
      status: fixed.status,
      severity: fixed.severity,
      inputPath: fixed.inputPath,
      stack: fixed.stack,
      resource: fixed.resource,
      type: fixed.type,
      path: fixed.path,
      message: fixed.message,
      source: sourceJson(fixed.source),
      fingerprint: fixed.fingerprint,
    })),
  };
}

/** A platform's report as JSON for machines: sorted keys, everything shaped like a secret masked. */
export function renderPlatformJson(platform: PlatformReport): string {
  const clean = { ...platform, report: JSON.parse(renderJson(platform.report)) as Json };
  return toVisibleJson(redactValue("", sortKeys(clean)));
}

function matrixJson({ network, parties, edges, omitted }: Matrix): Json {
  return redactValue("", {
    network,
    parties: parties.map(({ id, kind, members, size }) => ({ id, kind, members: [...members], size })),
    edges: edges.map(({ from, to, answer, traffic, by, anybody }) => ({
      from,
      to,
      answer,
      traffic: [...traffic],
      by: [...by],
      anybody,
    })),
    omitted,
  });
}
