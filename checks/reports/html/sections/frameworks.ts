import type { ClauseView, FrameworkView } from "../../../frameworks/compliance";
import { complianceOf, unrecorded } from "../../../frameworks/compliance";
import { dutyData, frameworkData } from "../../../frameworks/data";
import type { DutyState } from "../../../frameworks/duties";
import type { Clause } from "../../../frameworks/model";
import { type Content, html, type Markup } from "../markup";
import { anchor, capital, counted, dateWords, prose, section, statusBadge, table } from "../parts";
import type { View } from "../view";

/** Which controls and which duties of people speak to which clause of which framework, with their outcome. */
export function frameworksSection(view: View): Markup | "" {
  const views = complianceOf({
    frameworks: frameworkData,
    rules: [...view.rules.values()],
    applied: judgedRules(view),
    findings: view.report.findings,
    duties: view.platform?.duties ?? unrecorded(dutyData),
  });
  const judged = views.filter(({ clauses }) => clauses.some(({ controls }) => controls.length > 0));
  if (judged.length === 0) return "";
  const time = view.platform?.provenance.time ?? view.report.run?.startedAt;
  const intro = html`<p class="note">A mapping shows that a control is relevant to a clause, not that the clause is complied with. What people have to do stands beside it as a duty; no check of infrastructure sees it.</p>`;
  const when = time === undefined ? "" : html`<p class="soft small">Judged ${dateWords(time)}.</p>`;
  return section("frameworks", "Frameworks", intro, when, judged.map(frameworkBlock));
}

/** A rule whose conditions concerned no resource has shown nothing; it can only be told where passes are listed. */
function judgedRules({ report, listsPasses }: View): readonly string[] {
  const { rulesApplied } = report.coverage;
  if (!listsPasses) return rulesApplied;
  const found = new Set(report.findings.map(({ rule }) => rule));
  return rulesApplied.filter((id) => found.has(id));
}

function frameworkBlock({ framework, clauses, notJudged, silent }: FrameworkView): Markup {
  return html`<details><summary><span class="line"><h3>${prose(framework.title)}</h3> <span class="end">${counted(clauses.length, "clause")}</span></span></summary>
<div class="body"><p class="soft small">${prose(framework.note)}${framework.inForce.map(({ from, what }) => html` In force from ${dateWords(from)}: ${prose(what)}.`)}${sourceWords(framework.sources)}</p>
${table(
  `Controls and duties that speak to ${framework.title}`,
  ["Clause", "Controls", "Resources", "Worst result", "Duties of people"].map((label) => ({ label })),
  clauses.map(clauseRow),
  "wide",
)}
${rest("Rules exist, and found nothing to judge here", notJudged)}${rest("No rule and no duty here speaks to", silent)}</div></details>
`;
}

function sourceWords(sources: FrameworkView["framework"]["sources"]): Content {
  return sources.map(({ title, standing }) => html` ${capital(standing)} source: ${prose(title)}.`);
}

function clauseRow({ clause, controls, resources, status, duties }: ClauseView): readonly Content[] {
  const date =
    clause.inForce === undefined ? "" : html`<span class="soft small">from ${dateWords(clause.inForce)}</span>`;
  return [
    html`${clause.number}${clause.title === "" ? "" : html`<span class="soft small">${prose(clause.title)}</span>`}${date}`,
    controls.map(({ rule }, index) => html`${index > 0 ? ", " : ""}<a href="#rule-${anchor(rule)}">${rule}</a>`),
    resources === 0 ? "" : resources,
    status === null ? "" : statusBadge(status),
    duties.map((duty) => html`<div>${prose(duty.duty.title)}<span class="soft small">${dutyWords(duty)}</span></div>`),
  ];
}

function dutyWords({ state, until, entry }: DutyState): string {
  switch (state) {
    case "recorded":
      return `Evidence of ${prose(entry?.owner ?? "")} until ${dateWords(until ?? "")}: ${prose(entry?.where ?? "")}`;
    case "not-applicable":
      return `Does not apply: ${prose(entry?.what ?? "")}`;
    case "lapsed":
      return `Evidence ended on ${dateWords(until ?? "")}`;
    case "missing":
      return "No evidence recorded";
    case "unknown":
      return "";
  }
}

/** Numbers alone: enough to look them up, and not a wall of text. */
function rest(label: string, clauses: readonly Clause[]): Markup | "" {
  if (clauses.length === 0) return "";
  return html`<p class="soft small">${label}: ${clauses.map(({ number }) => number).join(", ")}.</p>`;
}
