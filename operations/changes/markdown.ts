/** The changes of a plan by risk, as Markdown for a merge request. What matters is open, the rest is folded away. */

import { MarkdownDocument } from "../../checks/reports/markdown/document";
import { code } from "../../checks/reports/markdown/escape";
import { destroyedName } from "../../gate/changes/confirmation";
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

/** Attributes of one change that are listed. */
const mostAttributes = 8;

/** Appends a section; `reserve` characters stay free for what follows it. */
export function addChanges(document: MarkdownDocument, changes: readonly RankedChange[], reserve: number): void {
  document.add(`\n**Changes by risk:** ${countsLine(changes)}.\n`);
  for (const group of groupsOf(changes)) addGroup(document, group, reserve);
}

function addGroup(document: MarkdownDocument, { risk, single, grouped }: RiskGroup, reserve: number): void {
  const items = [...single.map(itemOf), ...grouped.map(groupItem)];
  const total = single.length + grouped.flatMap(({ types }) => types).reduce((sum, { count }) => sum + count, 0);
  const folded = risk === "rest";
  const [open, close] = folded
    ? [`\n<details><summary>${riskTitles[risk]} (${total})</summary>\n\n`, "\n</details>\n"]
    : [`\n### ${riskTitles[risk]} (${total})\n\n`, ""];
  const left = document.list(open, items, close, (count) => `- … and ${count} more, see the JSON\n`, {
    reserve,
    most: Number.POSITIVE_INFINITY,
    total: items.length,
  });
  if (left === items.length) document.add(`\n${riskTitles[risk]}: ${total}, see the JSON\n`);
}

function itemOf(change: RankedChange): string {
  const remarks = remarksOf(change);
  const construct = change.construct === null ? "" : ` (${code(change.construct)})`;
  const left = change.attributes.length - mostAttributes;
  return [
    `- ${kindWord(change)} ${change.stack}: ${code(change.address)}${construct}${remarks.length > 0 ? `: ${remarks.join("; ")}` : ""}\n`,
    ...change.attributes
      .slice(0, mostAttributes)
      .map(
        (one) =>
          `  - ${code(one.path)}: ${code(attributeWords(one))}${one.forcesReplacement ? " (forces the replacement)" : ""}\n`,
      ),
    ...(left > 0 ? [`  - … and ${left} more attributes\n`] : []),
    ...(change.loses === null ? [] : [`  - to deploy it: ${code(`--destroys '${destroyedName(change)}'`)}\n`]),
  ].join("");
}

function groupItem({ stack, types }: TypeCount): string {
  return `- create ${stack}: ${types.map(({ type, count }) => `${count} ${code(type)}`).join(", ")}\n`;
}
