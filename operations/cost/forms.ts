/** Quantities and costs of a plan for a terminal, a merge request and the HTML report. */
import type { ReportPart } from "../../checks/reports/html";
import { html } from "../../checks/reports/html/markup";
import { code, prose, table } from "../../checks/reports/html/parts";
import type { MarkdownDocument } from "../../checks/reports/markdown/document";
import { code as markdownCode, prose as markdownProse } from "../../checks/reports/markdown/escape";
import { neutralise } from "../../checks/reports/text/neutralise";
import type { Costs } from "./costs";
import { amountWords, changedQuantities, estimateNotes, moneyWords, nameWords, usageWords } from "./words";

const title = "Billable quantities of a month";

export function costLines(costs: Costs): readonly string[] {
  const { changed, same } = changedQuantities(costs);
  const usage = usageWords(costs);
  const { estimate, unknownTypes } = costs;
  return [
    title.toUpperCase(),
    ...changed.map((one) => `  ${one.stack}: ${neutralise(nameWords(one))}: ${amountWords(one)}`),
    `  ${changed.length === 0 ? "none changes" : "the others stay"}: ${same}`,
    ...(usage.length > 0 ? [`  usage that no plan tells comes or goes with it: ${usage.join(", ")}`] : []),
    ...(unknownTypes.length > 0 ? [`  not counted, because unknown here: ${neutralise(unknownTypes.join(", "))}`] : []),
    ...(estimate
      ? [
          `  ESTIMATE ${moneyWords(estimate.monthly, estimate.currency)}`,
          ...estimate.stacks.map(({ stack, monthly }) => `    ${stack}: ${moneyWords(monthly, estimate.currency)}`),
          ...estimateNotes(estimate).map((note) => `    ${neutralise(note)}`),
        ]
      : ["  no estimate: give a price file with --prices (`digit-platform prices <region>` writes one)"]),
  ];
}

export function addCosts(document: MarkdownDocument, costs: Costs, reserve: number): void {
  const { changed, same } = changedQuantities(costs);
  const { estimate } = costs;
  if (estimate) {
    document.add(
      `\n**Estimate:** ${moneyWords(estimate.monthly, estimate.currency)}, by prices of ${estimate.date}.\n`,
    );
  }
  const usage = usageWords(costs);
  const items = [
    ...changed.map((one) => `- ${one.stack}: ${markdownCode(nameWords(one))}: ${amountWords(one)}\n`),
    `- the others stay: ${same}\n`,
    ...(usage.length > 0 ? [`- usage that no plan tells comes or goes with it: ${usage.join(", ")}\n`] : []),
    ...(estimate ? estimateNotes(estimate).map((note) => `- ${markdownProse(note, 1500)}\n`) : []),
  ];
  document.list(
    `\n<details><summary>${title} (${changed.length} change)</summary>\n\n`,
    items,
    "\n</details>\n",
    (count) => `- … and ${count} more, see the JSON\n`,
    { reserve, most: Number.POSITIVE_INFINITY, total: items.length },
  );
}

export function costsPart(costs: Costs): ReportPart {
  const { estimate } = costs;
  const { changed, same } = changedQuantities(costs);
  const usage = usageWords(costs);
  const notes = [
    `The others stay: ${same}.`,
    ...(usage.length > 0 ? [`Usage that no plan tells comes or goes with it: ${usage.join(", ")}.`] : []),
    ...(estimate ? estimateNotes(estimate) : ["There is no estimate, because no price file was given."]),
  ];
  const columns = ["Stack", "What is billed", "A month"].map((label) => ({ label }));
  const rows = changed.map((one) => [one.stack, code(nameWords(one)), amountWords(one)]);
  const sum = estimate ? html`<p><strong>${moneyWords(estimate.monthly, estimate.currency)}</strong></p>` : "";
  const list = html`<ul>${notes.map((note) => html`<li>${prose(note)}</li>`)}</ul>`;
  return { id: "costs", title, body: html`${sum}${table(title, columns, rows)}${list}` };
}
