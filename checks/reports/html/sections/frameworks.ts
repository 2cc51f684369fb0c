import type { Finding } from "../../../model";
import { type FrameworkInfo, frameworkInfos, splitReference } from "../../frameworks";
import { compareText, statusOrder } from "../../order";
import { html, type Markup } from "../markup";
import { anchor, counted, prose, section, statusBadge, table } from "../parts";
import type { View } from "../view";

interface Clause {
  readonly reference: string;
  readonly rules: readonly string[];
}

type ByRule = ReadonlyMap<string, readonly Finding[]>;

/** Which controls speak to which clause of which framework, with their outcome. */
export function frameworksSection(view: View): Markup | "" {
  const findings = new Map<string, Finding[]>();
  for (const finding of view.report.findings) {
    const list = findings.get(finding.rule);
    if (list === undefined) findings.set(finding.rule, [finding]);
    else list.push(finding);
  }
  const blocks = frameworkInfos.map((info) => frameworkBlock(info, view, findings)).filter((block) => block !== "");
  if (blocks.length === 0) return "";
  const intro = html`<p class="note">A mapping shows that a control is relevant to a clause, not that the clause is complied with: that also takes duties of people, which no check of infrastructure sees.</p>`;
  return section("frameworks", "Frameworks", intro, blocks);
}

function frameworkBlock(info: FrameworkInfo, view: View, findings: ByRule): Markup | "" {
  const clauses = clausesOf(info, view);
  if (clauses.length === 0) return "";
  return html`<details><summary><span class="line"><h3>${info.title}</h3> <span class="end">${counted(clauses.length, "clause")}</span></span></summary>
<div class="body"><p class="soft small">${prose(info.note)}</p>
${table(
  `Controls that speak to ${info.title}, with the worst result among them`,
  ["Clause", "Controls", "Worst result"].map((label) => ({ label })),
  clauses.map((clause) => clauseRow(clause, info, findings)),
)}</div></details>
`;
}

function clauseRow({ reference, rules }: Clause, info: FrameworkInfo, findings: ByRule) {
  const { edition, number } = splitReference(reference);
  const subject = info.clauses[number];
  const all = rules.flatMap((id) => findings.get(id) ?? []);
  const worst = statusOrder.find((status) => all.some((finding) => finding.status === status)) ?? "pass";
  return [
    html`${info.key === "cis" ? `${edition} ${number}`.trim() : number}${subject === undefined ? "" : html`<span class="soft small">${subject}</span>`}`,
    rules.map((id, index) => html`${index > 0 ? ", " : ""}<a href="#rule-${anchor(id)}">${id}</a>`),
    statusBadge(worst),
  ];
}

/** Clauses that a rule speaks to which found something to judge. */
function clausesOf(info: FrameworkInfo, view: View): Clause[] {
  const applied = new Set(view.report.coverage.rulesApplied);
  const byReference = new Map<string, Set<string>>();
  for (const rule of view.rules.values()) {
    if (!applied.has(rule.id)) continue;
    for (const reference of rule.frameworks[info.key] ?? []) {
      byReference.set(reference, (byReference.get(reference) ?? new Set<string>()).add(rule.id));
    }
  }
  return [...byReference]
    .map(([reference, rules]) => ({ reference, rules: [...rules].sort() }))
    .sort((a, b) => compareText(byNumbers(a.reference), byNumbers(b.reference)));
}

/** Sorts `A.8.9` before `A.8.24`. Own comparison: a locale's differs between machines. */
function byNumbers(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.padStart(6, "0"));
}
