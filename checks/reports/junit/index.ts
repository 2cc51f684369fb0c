/**
 * JUnit XML in the form that Jenkins' schema describes and GitLab, Azure and GitHub actions read: a suite per input, a
 * case per check and resource. A fail is a failure; an unknown that refuses is an error, any other is skipped; what is
 * accepted (an exception, an unchanged finding of the baseline) is skipped with the reason.
 */
import type { Finding, InputSummary, Report } from "../../model";
import type { FormatOptions } from "../options";
import { compareFindings } from "../order";
import { redactReport } from "../redact";
import { neutraliseProse } from "../text/neutralise";
import { placeText, valueText } from "../text/words";
import { isAcceptedByBaseline, judge } from "../verdict";
import { element, escapeXml } from "./xml";

type Outcome = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly outcome: Outcome;
  readonly xml: string;
}

export function renderJunit(report: Report, options: FormatOptions = {}): string {
  const clean = redactReport(report);
  const refusing = new Set(judge(clean, options.failOn).unknowns);
  const findings = [...clean.findings].sort(compareFindings);
  const byInput = new Map<number, Finding[]>();
  for (const finding of findings) {
    const list = byInput.get(finding.input);
    if (list === undefined) byInput.set(finding.input, [finding]);
    else list.push(finding);
  }
  const suites = clean.inputs.map((input, index) => {
    const cases = [
      ...(byInput.get(index) ?? []).map((finding) => testCase(finding, input, refusing.has(finding))),
      ...fixedCases(clean, index),
    ];
    return suite(input, cases.length === 0 ? [nothingFound] : cases, clean, options);
  });
  const sum = (count: (one: Suite) => number) => suites.reduce((total, one) => total + count(one), 0);
  const root = element(
    "testsuites",
    {
      name: "digit-platform check",
      tests: sum(({ tests }) => tests),
      failures: sum(({ failures }) => failures),
      errors: sum(({ errors }) => errors),
      time: timeOf(clean, options),
    },
    ["\n", ...suites.map(({ xml }) => `${xml}\n`)],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** What only the baseline has: passed, in the suite of its input, or in the first one where that input is gone. */
function fixedCases({ baseline, inputs, findings }: Report, index: number): readonly Case[] {
  const listed = new Set(findings.map(({ fingerprint }) => fingerprint));
  return (baseline?.fixedFindings ?? [])
    .filter(({ fingerprint, inputPath }) => {
      const home = inputs.findIndex(({ path }) => path === inputPath);
      return !listed.has(fingerprint) && Math.max(0, home) === index;
    })
    .map(({ check, resource, stack }) => ({
      outcome: "passed" as const,
      xml: element("testcase", { classname: check, name: `${named(resource, stack)} fixed since the baseline` }),
    }));
}

/** Readers take a suite without a case for a suite that did not run. */
const nothingFound: Case = {
  outcome: "passed",
  xml: element("testcase", { classname: "digit-platform", name: "no finding" }),
};

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

function suite(input: InputSummary, cases: readonly Case[], report: Report, options: FormatOptions): Suite {
  const count = (outcome: Outcome) => cases.filter((one) => one.outcome === outcome).length;
  const [failures, errors] = [count("failure"), count("error")];
  const properties = [
    ["kind", input.kind],
    ["stack", input.stack],
    ["sha256", input.sha256],
    ["resources", String(input.resources)],
    ["digit-platform", report.tool.version],
  ].flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [element("property", { name: name ?? "", value })],
  );
  const started = options.reproducible === true ? undefined : report.run?.startedAt;
  const xml = element(
    "testsuite",
    {
      name: input.path,
      tests: cases.length,
      failures,
      errors,
      skipped: count("skipped"),
      timestamp: started?.replace(/(?:\.\d+)?Z$/, ""),
    },
    ["\n", `${element("properties", {}, properties)}\n`, ...cases.map((one) => `${one.xml}\n`), ...notesOf(input)],
  );
  return { xml, tests: cases.length, failures, errors };
}

/** What of the input could not be judged; not as cases, because no check speaks of it. */
function notesOf({ path, notes = [] }: InputSummary): readonly string[] {
  if (notes.length === 0) return [];
  const lines = notes.map(({ message, source }) =>
    escapeXml(`${placeText(source, path)}: ${neutraliseProse(message)}`),
  );
  return [`${element("system-out", {}, ["\n", ...lines.map((line) => `${line}\n`)])}\n`];
}

function timeOf({ run }: Report, { reproducible }: FormatOptions): string | undefined {
  return run === undefined || reproducible === true ? undefined : (run.durationMs / 1000).toFixed(3);
}

function testCase(finding: Finding, input: InputSummary, refuses: boolean): Case {
  const outcome = outcomeOf(finding, refuses);
  const state = finding.baselineState === undefined ? "" : `${finding.baselineState}, `;
  const message = `${state}${finding.severity}: ${neutraliseProse(finding.message)}`;
  const inner = {
    passed: [],
    failure: [element("failure", { message, type: finding.severity }, [detail(finding, input)])],
    error: [element("error", { message, type: "unknown" }, [detail(finding, input)])],
    skipped: [element("skipped", { message: `${whySkipped(finding)} ${message}` })],
  }[outcome];
  return {
    outcome,
    xml: element("testcase", { classname: finding.check, name: named(finding.resource, finding.stack) }, inner),
  };
}

function named(resource: string, stack: string | null): string {
  return stack === null ? resource : `${resource} (stack ${stack})`;
}

function outcomeOf(finding: Finding, refuses: boolean): Outcome {
  if (finding.status === "pass") return "passed";
  if (finding.status === "excepted" || isAcceptedByBaseline(finding)) return "skipped";
  if (finding.status === "fail") return "failure";
  return refuses ? "error" : "skipped";
}

function whySkipped(finding: Finding): string {
  const reason = neutraliseProse(finding.reason ?? "not stated");
  if (finding.status === "excepted") return `Excepted: ${reason}.`;
  return finding.status === "unknown" ? `Unknown: ${reason}.` : "Known in the baseline.";
}

function detail(finding: Finding, input: InputSummary): string {
  const { construct } = finding.source;
  const place = placeText(finding.source, input.path);
  const lines = [
    ["resource", finding.resource],
    ["where", place],
    ["construct", construct],
    ["path", finding.path],
    ["expected", valueText(finding.expected)],
    ["actual", valueText(finding.actual)],
    ["cause", finding.status === "unknown" ? (finding.reason ?? "not stated") : undefined],
    ["with", finding.related.length === 0 ? undefined : finding.related.join(", ")],
    ["what to do", neutraliseProse(finding.remediation)],
    ["fingerprint", finding.fingerprint],
  ].flatMap(([label, value]) => (value === undefined || value === "" ? [] : [`${label}: ${escapeXml(value)}`]));
  return `\n${lines.join("\n")}\n`;
}
