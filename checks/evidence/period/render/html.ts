/** The report over a period as a page for auditors. */
import type { Status } from "../../../model";
import { type Content, html, type Markup } from "../../../reports/html/markup";
import {
  anchor,
  capital,
  code,
  counted,
  dateWords,
  facts,
  prose,
  section,
  severityWord,
  statusBadge,
  table,
} from "../../../reports/html/parts";
import { shell } from "../../../reports/html/shell";
import type { ClausePeriod, ControlPeriod, FrameworkPeriod, PeriodReport } from "../model";
import { gapsText, runsText } from "./console";
import { dayCount, dutyWords, periodWords, rangeWords, redactPeriod, titleOf } from "./words";

export function renderPeriodHtml(given: PeriodReport, version: string): string {
  const report = redactPeriod(given);
  const sections = [
    problemsSection(report),
    frameworksSection(report),
    controlsSection(report),
    exceptionsSection(report),
    changesSection(report),
    dutiesSection(report),
    runsSection(report),
  ].filter((one) => one !== "");
  return shell(
    `${titleOf(report)} · digit-platform`,
    "Skip to the evidence",
    html`<header class="page"><div class="wrap">
<p class="eyebrow">digit-platform evidence report · ${periodWords(report)}</p>
<h1>${prose(titleOf(report))}</h1>
</div></header>
<main id="main" class="wrap">
${summarySection(report)}${sections}</main>
<footer class="wrap"><p>Written by digit-platform ${version}. This file needs no script and loads nothing.</p></footer>`,
  );
}

function summarySection(report: PeriodReport): Markup {
  const { log, gaps } = report;
  const whole = log.problems.length === 0;
  const words = whole ? "The log is whole" : `The log is broken behind record ${log.intactTo}`;
  const note = report.emulator
    ? html`<p class="note">An emulator stood in for the cloud: nothing here is proven about a real platform.</p>`
    : "";
  return html`<section id="verdict" aria-labelledby="verdict-title">
<div class="verdict ${whole ? "allowed" : "refused"}">
<h2 id="verdict-title"><span aria-hidden="true">${whole ? "✓" : "✕"}</span><span>${words}</span></h2>
<p>${prose(gaps.length === 0 ? "There was a verdict on every day." : capital(gapsText(report)))}</p>
</div>
${note}${facts([
  ["Log", code(log.place)],
  ["Records", counted(log.records, "record")],
  ["In the period", prose(runsText(report))],
  ["Last record", log.head === null ? null : html`${log.head.sequence}, hash ${code(log.head.hash)}`],
])}
</section>
`;
}

function problemsSection({ log }: PeriodReport): Markup | "" {
  if (log.problems.length === 0) return "";
  return section(
    "problems",
    "What is wrong with the log",
    table(
      "Records that are not what was written.",
      columns("Record", "Where", "What"),
      log.problems.map(({ sequence, where, message }) => [sequence ?? "?", code(where), prose(message)]),
    ),
  );
}

function frameworksSection(report: PeriodReport): Markup | "" {
  const shown = report.frameworks.filter(({ clauses }) => clauses.length > 0);
  if (shown.length === 0) return "";
  const intro = html`<p class="note">A mapping shows that a control is relevant to a clause, not that the clause is complied with.</p>`;
  return section("frameworks", "Frameworks", intro, shown.map(frameworkBlock));
}

function frameworkBlock({ title, note, sources, clauses, silent }: FrameworkPeriod): Markup {
  const read = sources.map((one) => html` ${capital(one.standing)} source: ${prose(one.title)}.`);
  const rest =
    silent.length === 0
      ? ""
      : html`<p class="soft small">No control and no duty here speaks to: ${silent.join(", ")}.</p>`;
  return html`<details><summary><span class="line"><h3>${prose(title)}</h3> <span class="end">${counted(clauses.length, "clause")}</span></span></summary>
<div class="body"><p class="soft small">${prose(note)}${read}</p>
${table(
  `Clauses of ${title} over the period`,
  columns("Clause", "At the end", "At worst", "Controls", "Duties of people"),
  clauses.map(clauseRow),
  "wide",
)}
${rest}</div></details>
`;
}

function clauseRow({ clause, controls, worst, last, duties }: ClausePeriod): readonly Content[] {
  return [
    html`${clause.number}<span class="soft small">${prose(clause.title)}</span>`,
    badge(last),
    badge(worst),
    controls.map(({ rule }, index) => html`${index > 0 ? ", " : ""}<a href="#control-${anchor(rule)}">${rule}</a>`),
    duties.map(
      ({ title, state }) =>
        html`<div>${prose(title)}<span class="soft small">${state === "unknown" ? "" : capital(state)}</span></div>`,
    ),
  ];
}

function badge(status: Status | null): Content {
  return status === null ? "" : statusBadge(status);
}

function controlsSection({ controls }: PeriodReport): Markup {
  if (controls.length === 0) return section("controls", "Controls", html`<p>No control was judged in the period.</p>`);
  return section("controls", "Controls", controls.map(controlBlock));
}

function controlBlock(control: ControlPeriod): Markup {
  const { rule, title, severity, last, lastTime, daysJudged, gaps, open, stretches } = control;
  const gapWords = gaps.length === 0 ? "a verdict every day" : `${counted(dayCount(gaps), "day")} without a verdict`;
  return html`<details id="control-${anchor(rule)}"><summary><span class="line">${statusBadge(last)} <h4>${rule} ${prose(title)}</h4> <span class="end">${gapWords}</span></span></summary>
<div class="body">
<p class="soft small">${severityWord(severity)} severity · judged on ${counted(daysJudged, "day")}, last ${dateWords(lastTime)} · without a verdict: ${rangeWords(gaps)}</p>
${table(
  `${rule} over the period`,
  columns("Outcome", "From", "To", "Verdicts", "First record"),
  stretches.map(({ status, from, to, judgements, sequence, proven }) => [
    html`${statusBadge(status)}${proven ? "" : html`<span class="small">Not proven</span>`}`,
    dateWords(from),
    dateWords(to),
    judgements,
    sequence,
  ]),
)}
${open.length === 0 ? "" : html`<p>Open at the end: ${open.map((address, index) => html`${index > 0 ? ", " : ""}${code(address)}`)}</p>`}
</div></details>
`;
}

function exceptionsSection({ exceptions }: PeriodReport): Markup {
  if (exceptions.length === 0)
    return section("exceptions", "Exceptions", html`<p>No exception was in force in the period.</p>`);
  return section(
    "exceptions",
    "Exceptions",
    table(
      "Exceptions that a verdict of the period knew.",
      columns("Control", "Resource", "Reason", "Owner", "Approved by", "Until", "Seen"),
      exceptions.map(({ exception: one, firstSeen, lastSeen }) => [
        html`${code(one.check ?? one.rule)}${one.emergency ? html`<span class="small"><strong>Emergency</strong></span>` : ""}`,
        html`${code(one.resource)}${one.stack === undefined ? "" : html`<span class="soft small">${one.stack}</span>`}`,
        html`${prose(one.reason)}<span class="soft small">${prose(one.ticket)}</span>`,
        prose(one.owner),
        prose(one.approvedBy.join(", ")),
        dateWords(one.expires),
        html`${dateWords(firstSeen)} to ${dateWords(lastSeen)}`,
      ]),
      "wide",
    ),
  );
}

function changesSection({ changes }: PeriodReport): Markup | "" {
  if (changes.length === 0) return "";
  const list = (texts: readonly string[]): Content => texts.map((text) => html`<div>${prose(text)}</div>`);
  return section(
    "changes",
    "Changes by people",
    table(
      "Exceptions and evidence of duties that were added or removed.",
      columns("When", "Record", "Added", "Removed"),
      changes.map(({ time, sequence, added, removed }) => [dateWords(time), sequence, list(added), list(removed)]),
    ),
  );
}

function dutiesSection({ duties }: PeriodReport): Markup {
  return section(
    "duties",
    "Duties of people",
    table(
      "What no rule can show, with the evidence that people recorded.",
      columns("Duty", "Who", "State", "Evidence", "Clauses"),
      duties.map((one) => [
        html`${prose(one.duty.title)}<span class="soft small">${one.duty.id}</span>`,
        prose(one.duty.who),
        html`${capital(dutyWords(one))}${one.gaps.length === 0 ? "" : html`<span class="soft small">Days without: ${rangeWords(one.gaps)}</span>`}`,
        one.entries.map(
          ({ where, date, what }) =>
            html`<div>${prose(where)}<span class="soft small">${dateWords(date)}: ${prose(what)}</span></div>`,
        ),
        one.duty.clauses.join("; "),
      ]),
      "wide",
    ),
  );
}

function runsSection({ runs }: PeriodReport): Markup | "" {
  if (runs.length === 0) return "";
  return section(
    "runs",
    "Records of the period",
    html`<details><summary><span class="line"><h3>All records</h3> <span class="end">${counted(runs.length, "record")}</span></span></summary>
<div class="body">${table(
      "Records of the period in order.",
      columns("Record", "When", "Kind", "Judged", "Outcome"),
      runs.map(({ sequence, time, kind, stage, stack, outcome, proven }) => [
        sequence,
        dateWords(time),
        kind,
        stack === null ? stage : `${stage} of ${stack}`,
        proven ? outcome : `${outcome}, not proven`,
      ]),
    )}</div></details>`,
  );
}

function columns(...labels: readonly string[]): readonly { readonly label: string }[] {
  return labels.map((label) => ({ label }));
}
