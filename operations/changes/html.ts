/** The changes of a plan by risk, as a section of the HTML report. */
import type { ReportPart } from "../../checks/reports/html";
import { html, type Markup } from "../../checks/reports/html/markup";
import { code, prose, table } from "../../checks/reports/html/parts";
import type { RankedChange } from "../../gate/changes/model";
import {
  attributeWords,
  countsLine,
  groupsOf,
  kindWord,
  type RiskGroup,
  remarksOf,
  riskTitles,
  type TypeCount,
} from "./words";

export function changesPart(changes: readonly RankedChange[]): ReportPart {
  const body = html`<p>${countsLine(changes)}</p>${groupsOf(changes).map(groupTable)}`;
  return { id: "changes", title: "Changes by risk", body };
}

function groupTable({ risk, single, grouped }: RiskGroup): Markup {
  const columns = ["Resource", "Change", "What is special", "Attributes"].map((label) => ({ label }));
  return table(riskTitles[risk], columns, [...single.map(rowOf), ...grouped.map(groupRow)], "wide");
}

function rowOf(change: RankedChange) {
  const construct = change.construct === null ? "" : html`<span class="soft small">${prose(change.construct)}</span>`;
  return [
    html`<span class="soft small">${change.stack}</span>${code(change.address)}${construct}`,
    kindWord(change),
    remarksOf(change).map((remark) => html`<span class="small">${prose(remark)}</span> `),
    change.attributes.map(
      (one) =>
        html`<span class="small">${code(one.path)}: ${code(attributeWords(one))}${one.forcesReplacement ? " forces the replacement" : ""}</span><br>`,
    ),
  ];
}

function groupRow({ stack, types }: TypeCount) {
  return [
    html`<span class="soft small">${stack}</span>${types.map(({ type, count }) => html`${count} ${code(type)} `)}`,
    "create",
    "",
    "",
  ];
}
