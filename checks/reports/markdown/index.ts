/** Markdown for a comment on a merge request: the verdict, figures, the worst, and everything else folded away. */
import type { Json } from "../../../common/json";
import { complianceOf } from "../../frameworks/compliance";
import { frameworkData } from "../../frameworks/data";
import { type Finding, type FixedFinding, type Report, type Severity, severities } from "../../model";
import type { FormatOptions } from "../options";
import { compareFindings, groupByCheck } from "../order";
import { exceptionFor } from "../platformReport";
import { redactOptions, redactReport } from "../redact";
import { counted, placeText, valueText } from "../text/words";
import { isAcceptedByBaseline, judge } from "../verdict";
import { isNothingJudged, verdictReason } from "../verdictWords";
import { MarkdownDocument } from "./document";
import { code, prose, summaryCode, summaryText } from "./escape";

/** A bot finds its earlier comment by this line. */
const marker = "<!-- digit-platform check -->";
/** Rows of the table that is seen without unfolding. */
const mostWorst = 10;
/** Characters kept free for sections that come later. */
const reserve = 3000;

export function renderMarkdown(report: Report, given: FormatOptions = {}): string {
  const clean = redactReport(report);
  const options = redactOptions(given);
  const findings = [...clean.findings].sort(compareFindings);
  const open = findings.filter((finding) => finding.status === "fail" || finding.status === "unknown");
  // What decides comes first: with a baseline that is what is new.
  const urgent = [...open.filter((one) => !isAcceptedByBaseline(one)), ...open.filter(isAcceptedByBaseline)];
  const document = new MarkdownDocument();
  document.add(`${marker}\n${headline(clean, options)}\n${figures(clean)}`);
  worstTable(document, urgent, clean);
  detailSection(document, urgent, clean, options);
  exceptionSection(document, findings, options);
  fixedSection(document, clean.baseline?.fixedFindings ?? []);
  frameworkSection(document, clean, options);
  passSection(document, findings);
  inputSection(document, clean, options);
  document.add(
    `\n<sub>digit-platform ${prose(clean.tool.version)} · ${counted(clean.coverage.rulesApplied.length, "rule")} applied to ${counted(clean.summary.resources, "resource")}</sub>\n`,
  );
  return document.toString();
}

function headline(report: Report, { failOn }: FormatOptions): string {
  const judgement = judge(report, failOn);
  const word = isNothingJudged(report) ? "❔ Nothing judged" : judgement.allowed ? "✅ Allowed" : "❌ Refused";
  return `## ${word}\n\n**Verdict:** ${verdictReason(judgement, report)}.\n`;
}

function figures(report: Report): string {
  const worstFirst = [...severities].reverse();
  const count = (status: Finding["status"], severity: Severity) =>
    report.findings.filter((one) => one.status === status && one.severity === severity).length;
  const rows = worstFirst
    .map((severity) => ({
      severity,
      fail: count("fail", severity),
      unknown: count("unknown", severity),
      excepted: count("excepted", severity),
    }))
    .map(({ severity, fail, unknown, excepted }) => `| ${severity} | ${fail} | ${unknown} | ${excepted} |\n`);
  const { summary, baseline } = report;
  const compared =
    baseline === undefined
      ? ""
      : `\nBeside the baseline: **${baseline.new} new**, ${baseline.unchanged} unchanged, ${baseline.fixed} fixed.\n`;
  return `\n| severity | failed | unknown | excepted |\n| --- | ---: | ---: | ---: |\n${rows.join("")}| **all** | **${summary.fail}** | **${summary.unknown}** | **${summary.excepted}** |\n\n${summary.pass} passed.\n${compared}`;
}

const marks = { fail: "❌ fail", unknown: "❔ unknown", excepted: "➖ excepted", pass: "✅ pass" } as const;

function worstTable(document: MarkdownDocument, open: readonly Finding[], report: Report): void {
  const compared = report.baseline !== undefined;
  const [head, rule] = compared ? [" | baseline", " | ---"] : ["", ""];
  document.list(
    `\n### The worst\n\n| finding | check | resource | where | what${head} |\n| --- | --- | --- | --- | ---${rule} |\n`,
    open.map((finding) => {
      const state = compared ? ` | ${finding.baselineState ?? ""}` : "";
      return `| ${marks[finding.status]}, ${finding.severity} | ${code(finding.check)} | ${code(finding.resource)} | ${code(placeOf(finding, report))} | ${prose(finding.message, 400)}${state} |\n`;
    }),
    "",
    () => "",
    { reserve, most: mostWorst, total: open.length },
  );
}

function placeOf({ source, input }: Finding, report: Report): string {
  return placeText(source, report.inputs[input]?.path);
}

/** One folded block per check, its remedy once; blocks are cut between findings. */
function detailSection(
  document: MarkdownDocument,
  open: readonly Finding[],
  report: Report,
  options: FormatOptions,
): void {
  const titles = new Map(
    (options.rules ?? []).flatMap((rule) => (rule.checks ?? []).map(({ id, title }) => [id, title])),
  );
  let unseen = open.length;
  for (const [position, group] of groupByCheck(open).entries()) {
    const title = titles.get(group.check);
    const remedies = [...new Set(group.findings.map(({ remediation }) => remediation))].map(
      (one) => `**What to do:** ${prose(one)}\n\n`,
    );
    const heading = position === 0 ? "\n### All findings\n" : "";
    const left = document.list(
      `${heading}\n<details><summary>${marks[group.status]}, ${group.severity}: ${summaryCode(group.check)} (${group.findings.length})${title === undefined ? "" : ` ${summaryText(title)}`}</summary>\n\n${remedies.join("")}`,
      group.findings.map((finding) => findingItem(finding, report)),
      "\n</details>\n",
      (count) => `- … and ${counted(count, "more resource")}\n`,
      { reserve, most: Number.POSITIVE_INFINITY, total: group.findings.length },
    );
    unseen -= group.findings.length - left;
  }
  if (unseen > 0)
    document.add(
      `\n**${counted(unseen, "finding")} left out** to keep the comment short; \`--format json\` or \`html\` has them all.\n`,
    );
}

function findingItem(finding: Finding, report: Report): string {
  const stack = finding.stack === null ? "" : ` (stack ${code(finding.stack)})`;
  const state = finding.baselineState === undefined ? "" : ` **${finding.baselineState}**`;
  const path = finding.path === "" ? "" : `${code(finding.path)} is `;
  const values = `${path}${valueCode(finding.actual)}, expected ${valueCode(finding.expected)}`;
  const cause = finding.status === "unknown" ? `<br>Cause: ${prose(finding.reason ?? "not stated", 400)}` : "";
  const related =
    finding.related.length === 0
      ? ""
      : `<br>With ${finding.related
          .slice(0, 5)
          .map((one) => code(one))
          .join(", ")}`;
  return `- ${code(finding.resource)}${stack}${state} at ${code(placeOf(finding, report))}<br>${prose(finding.message)}<br>${values}${cause}${related}\n`;
}

function valueCode(value: Json): string {
  return code(valueText(value), 120);
}

function exceptionSection(
  document: MarkdownDocument,
  findings: readonly Finding[],
  { exceptions = [] }: FormatOptions,
): void {
  const excepted = findings.filter(({ status }) => status === "excepted");
  const items = excepted.map((finding) => {
    const entry = exceptionFor(finding, exceptions);
    const who =
      entry === undefined
        ? ""
        : `<br>Owner ${code(entry.owner)}, ticket ${code(entry.ticket)}, until ${code(entry.expires)}`;
    return `- ${finding.severity}: ${code(finding.check)} on ${code(finding.resource)}: ${prose(finding.reason ?? "not stated", 400)}${who}\n`;
  });
  fold(document, `Exceptions (${excepted.length})`, items, 2000);
}

function fixedSection(document: MarkdownDocument, fixed: readonly FixedFinding[]): void {
  const items = fixed.map(({ severity, check, resource }) => `- ${severity}: ${code(check)} on ${code(resource)}\n`);
  fold(document, `Fixed since the baseline (${fixed.length})`, items, 1500);
}

/** Clauses that a control speaks to which does not hold; what holds is in the HTML report. */
function frameworkSection(document: MarkdownDocument, report: Report, { rules = [] }: FormatOptions): void {
  const views = complianceOf({
    frameworks: frameworkData,
    rules,
    applied: report.coverage.rulesApplied,
    findings: report.findings,
    duties: [],
  });
  const items = views.flatMap(({ framework, clauses }) =>
    clauses
      .filter(({ status }) => status === "fail" || status === "unknown")
      .map(({ clause, controls, status, resources }) => {
        const ids = controls.filter((one) => one.status === status).map(({ rule }) => code(rule));
        return `- ${marks[status ?? "pass"]}: ${prose(framework.edition)} ${code(clause.number)}: ${ids.join(", ")} on ${counted(resources, "resource")}\n`;
      }),
  );
  fold(document, `Clauses of frameworks that a failing control speaks to (${items.length})`, items, 1200);
}

function passSection(document: MarkdownDocument, findings: readonly Finding[]): void {
  const passed = findings.filter(({ status }) => status === "pass");
  fold(
    document,
    `Passed (${passed.length})`,
    passed.map(({ check, resource }) => `- ${code(check)} on ${code(resource)}\n`),
    1200,
  );
}

function inputSection(document: MarkdownDocument, report: Report, { passedOver = [] }: FormatOptions): void {
  const { inputs, summary, coverage } = report;
  const unread = coverage.resourceTypes.filter(({ rules }) => rules === 0);
  const items = [
    ...inputs.map(({ path, kind, resources }) => `- ${code(path)}, ${kind}, ${counted(resources, "resource")}\n`),
    ...inputs.flatMap(({ path, notes = [] }) =>
      notes.map(
        ({ message, source }) => `- ${code(placeText(source, path))}: ${prose(message, 300)}
`,
      ),
    ),
    ...passedOver.map(({ path, reason }) => `- not judged: ${code(path)}, ${prose(reason, 200)}\n`),
    `- ${counted(summary.unevaluatedResources, "resource")} of ${counted(unread.length, "type")} that no rule reads\n`,
  ];
  fold(
    document,
    `Inputs and coverage (${inputs.length}${passedOver.length > 0 ? `, ${passedOver.length} not judged` : ""})`,
    items,
    400,
  );
}

function fold(document: MarkdownDocument, title: string, items: readonly string[], kept: number): void {
  if (items.length === 0) return;
  const left = document.list(
    `\n<details><summary>${title}</summary>\n\n`,
    items,
    "\n</details>\n",
    (count) => `- … and ${count} more\n`,
    { reserve: kept, most: Number.POSITIVE_INFINITY, total: items.length },
  );
  if (left === items.length) document.add(`\n${title}\n`);
}
