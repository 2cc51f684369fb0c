import { compareText } from "../../order";
import { html, type Markup } from "../markup";
import { anchor, code, counted, fold, placeText, prose, section, table } from "../parts";
import type { View } from "../view";

/** What was judged by which rules, and, just as plainly, what was not. */
export function coverageSection(view: View): Markup {
  const { coverage, summary } = view.report;
  const types = [...coverage.resourceTypes].sort(
    (a, b) => Number(a.rules > 0) - Number(b.rules > 0) || compareText(a.type, b.type),
  );
  const without = types.filter(({ rules }) => rules === 0);
  const name = (id: string) => {
    const title = view.rules.get(id)?.title;
    return html`${code(id)}${title === undefined ? "" : ` ${prose(title)}`}`;
  };
  const applied = coverage.rulesApplied.map((id) => html`<li><a href="#rule-${anchor(id)}">${name(id)}</a></li>`);
  const idle = coverage.rulesNotApplicable.map((id) => html`<li>${name(id)}</li>`);
  const typeTable = table(
    "Resource types, those without a rule first",
    ["Type", "Resources", "Rules"].map((label) => ({ label })),
    types.map(({ type, resources, rules }) => [code(type), resources, rules === 0 ? "none" : rules]),
  );
  return section(
    "coverage",
    "Coverage",
    html`<p>${counted(coverage.rulesApplied.length, "rule")} found something to judge; ${coverage.rulesNotApplicable.length} found nothing of their kind. ${
      without.length === 0
        ? "Every resource is of a type that some rule reads."
        : `Of ${counted(summary.resources, "resource")}, ${summary.unevaluatedResources} are of ${counted(without.length, "type")} that no rule reads.`
    }</p>`,
    notJudged(view),
    types.length === 0 ? "" : fold(`Resource types (${types.length})`, typeTable),
    applied.length === 0 ? "" : fold(`Rules applied (${applied.length})`, html`<ul class="columns">${applied}</ul>`),
    idle.length === 0
      ? ""
      : fold(`Rules with nothing to judge (${idle.length})`, html`<ul class="columns">${idle}</ul>`),
  );
}

/** How many places were there and were not looked at, or not as they are written. */
export function unjudgedCount({ report, passedOver }: View): number {
  return report.inputs.reduce((sum, { notes = [] }) => sum + notes.length, passedOver.length);
}

/** What was there and was not looked at stands open, not folded: silence would look like a pass. */
function notJudged({ report, passedOver }: View): Markup | "" {
  const notes = report.inputs.flatMap(({ path, notes: own = [] }) =>
    own.map(({ message, source }) => [code(placeText(source, path)), prose(message)]),
  );
  const passed = passedOver.map(({ path, reason }) => [code(path), prose(reason)]);
  if (notes.length + passed.length === 0) return "";
  const columns = ["Place", "Why"].map((label) => ({ label }));
  const list = table("Not judged, or not as written", columns, [...notes, ...passed]);
  const few = notes.length + passed.length <= 12;
  return few ? list : fold(`Not judged, or not as written (${notes.length + passed.length})`, list);
}
