/** One report of several that were judged apart, as if their inputs had been judged one after the other. */
import type { Coverage, Report } from "./model";
import { compareFindings } from "./reports/order";

/** All by the same rules and parameters. @throws Error where there is nothing to merge. */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports;
  if (!first) throw new Error("there is no report to merge");
  const starts = reports.map((_, index) =>
    reports.slice(0, index).reduce((sum, before) => sum + before.inputs.length, 0),
  );
  const moved = reports.flatMap((report, index) =>
    report.findings.map((finding) => ({ ...finding, input: finding.input + (starts[index] ?? 0) })),
  );
  const inline = reports.flatMap((report) => report.inlineExceptions ?? []);
  const sum = (member: keyof Report["summary"]) => reports.reduce((total, { summary }) => total + summary[member], 0);
  return {
    schemaVersion: first.schemaVersion,
    tool: first.tool,
    parameters: first.parameters,
    inputs: reports.flatMap((report) => report.inputs),
    summary: {
      pass: sum("pass"),
      fail: sum("fail"),
      unknown: sum("unknown"),
      excepted: sum("excepted"),
      resources: sum("resources"),
      unevaluatedResources: sum("unevaluatedResources"),
    },
    coverage: mergedCoverage(reports.map((report) => report.coverage)),
    findings: moved.sort((a, b) => compareFindings(a, b) || a.input - b.input),
    ...(inline.length > 0 ? { inlineExceptions: inline } : {}),
  };
}

function mergedCoverage(parts: readonly Coverage[]): Coverage {
  const applied = new Set(parts.flatMap((part) => part.rulesApplied));
  const types = new Map<string, Coverage["resourceTypes"][number]>();
  for (const one of parts.flatMap((part) => part.resourceTypes)) {
    const known = types.get(one.type);
    types.set(one.type, known ? { ...one, resources: known.resources + one.resources } : one);
  }
  const idle = new Set(parts.flatMap((part) => part.rulesNotApplicable).filter((id) => !applied.has(id)));
  return {
    rulesApplied: [...applied].sort(),
    rulesNotApplicable: [...idle].sort(),
    resourceTypes: [...types.values()].sort((a, b) => (a.type < b.type ? -1 : 1)),
  };
}
