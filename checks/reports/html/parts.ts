/** Small pieces that all sections of the page are made of. */

import type { Json } from "../../../common/json";
import { months } from "../../../common/months";
import type { Finding, Severity, Status } from "../../model";
import { redactText } from "../redact";
import { neutraliseProse } from "../text/neutralise";
import { graphemes } from "../text/width";
import { valueText } from "../text/words";

export { counted, placeText } from "../text/words";

import { type Content, html, type Markup } from "./markup";

/** Characters of one value that are shown: a list of ports or a condition, not a whole policy. */
const longestValue = 400;

const statusMarks: { readonly [status in Status]: { readonly mark: string; readonly word: string } } = {
  pass: { mark: "✓", word: "Pass" },
  fail: { mark: "✕", word: "Fail" },
  unknown: { mark: "?", word: "Unknown" },
  excepted: { mark: "◇", word: "Excepted" },
};

/** Never colour alone: a mark and a word. */
export function statusBadge(status: Status): Markup {
  const { mark, word } = statusMarks[status];
  return html`<span class="badge ${status}"><span aria-hidden="true">${mark}</span>${word}</span>`;
}

export function outcomeBadge(outcome: "allowed" | "refused"): Markup {
  const allowed = outcome === "allowed";
  return html`<span class="badge ${outcome}"><span aria-hidden="true">${allowed ? "✓" : "✕"}</span>${allowed ? "Allowed" : "Refused"}</span>`;
}

export function severityWord(severity: Severity): Markup {
  return html`<span class="sev ${severity}">${capital(severity)}</span>`;
}

export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

/** Sentences of rules and people, on one line. */
export function prose(text: string): string {
  return neutraliseProse(redactText(text));
}

/** As `prose`, with what stands between backticks set as code. */
export function richProse(text: string): Content {
  return prose(text)
    .split("`")
    .map((part, index, parts) => {
      if (index % 2 === 0) return part;
      return index === parts.length - 1 ? `\`${part}` : code(part);
    });
}

/** What was found, as evidence; of an unknown there may be nothing to show. */
export function foundCode({ actual, status }: Pick<Finding, "actual" | "status">): Markup {
  return actual === null && status === "unknown" ? nothingThere("not known") : valueCode(actual);
}

function nothingThere(words: string): Markup {
  return html`<span class="soft">${words}</span>`;
}

/** A value as evidence: text as it is, everything else as JSON, cut where it would bury the page. */
export function valueCode(value: Json): Markup {
  if (value === null) return nothingThere("not set");
  const text = redactText(valueText(value));
  if (text.length <= longestValue) return code(text === "" ? '""' : text);
  const characters = graphemes(text);
  const more = characters.length - longestValue;
  if (more <= 0) return code(text);
  return html`<code>${characters.slice(0, longestValue).join("")}…</code> <span class="soft small">${more} characters more, see the JSON report</span>`;
}

export interface Column {
  readonly label: string;
}

/**
 * A table with caption, column heads and one head per row. The roles repeat what the elements mean, because the narrow
 * layout takes their table display away, and with it, in some browsers, their meaning. `wide` goes narrow sooner;
 * `evidence` has fixed columns, so that a long address does not squeeze the others.
 */
export function table(
  caption: Content,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  kind: "plain" | "wide" | "evidence" = "plain",
): Markup {
  const cell = (content: Content, index: number): Markup => {
    const label = columns[index]?.label ?? "";
    if (index === 0) return html`<th scope="row" role="rowheader" data-label="${label}"><div>${content}</div></th>`;
    return html`<td role="cell"${content === "" ? html` class="empty"` : ""} data-label="${label}"><div>${content}</div></td>`;
  };
  return html`<table role="table" class="${kind}"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ label }) => html`<th scope="col" role="columnheader">${label}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>\n`)}</tbody></table>`;
}

/** Terms and what they are; entries without a value are left out. */
export function facts(entries: readonly (readonly [string, Content])[]): Markup {
  const stated = entries.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return html`<dl class="facts">${stated.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function section(id: string, title: string, ...content: readonly Content[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<div class="head"><h2 id="${id}-title">${title}</h2><a class="up" href="#contents">Contents</a></div>
${content.map((part) => html`${part}\n`)}</section>
`;
}

/** Folded away, without a script. */
export function fold(title: Content, body: Content): Markup {
  return html`<details><summary>${title}</summary><div class="body">${body}</div></details>`;
}

export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** `2026-01-31T10:00:00.000Z` as `31 January 2026, 10:00 UTC`; anything else as it is. */
export function dateWords(text: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::[\d.]+)?Z)?$/.exec(text);
  const month = months[Number(parts?.[2]) - 1];
  if (parts === null || month === undefined) return text;
  const day = `${Number(parts[3])} ${month} ${parts[1]}`;
  return parts[4] === undefined ? day : `${day}, ${parts[4]} UTC`;
}

export function durationWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)}\u00a0ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)}\u00a0s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}\u00a0min ${seconds % 60}\u00a0s`;
}

/** Fit for an id attribute and a link to it. */
export function anchor(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/g, "-");
}
