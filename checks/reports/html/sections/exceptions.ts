import type { Finding } from "../../../model";
import { compareText } from "../../order";
import { exceptionFor, type ReportedException } from "../../platformReport";
import { html, type Markup } from "../markup";
import { code, dateWords, placeText, prose, section, table } from "../parts";
import type { View } from "../view";

/** Every exception with who answers for it and until when; the emergency ones first. */
export function exceptionsSection(view: View): Markup {
  const excepted = view.report.findings.filter(({ status }) => status === "excepted");
  const orphans = excepted.filter((finding) => exceptionFor(finding, view.exceptions) === undefined);
  const inline = inlineTable(view);
  if (view.exceptions.length + orphans.length === 0) {
    return section(
      "exceptions",
      "Exceptions",
      html`<p>No exception is in force: every control was judged as it stands.</p>`,
      inline,
    );
  }
  const entries = [...view.exceptions].sort(
    (a, b) =>
      Number(b.emergency === true) - Number(a.emergency === true) ||
      compareText(a.expires, b.expires) ||
      compareText(a.rule, b.rule),
  );
  return section(
    "exceptions",
    "Exceptions",
    table(
      "Findings that people decided to accept for a time.",
      ["Control", "Resource", "Reason", "Owner", "Approved by", "Expires"].map((label) => ({ label })),
      [...entries.map((entry) => entryRow(entry, excepted)), ...orphans.map(orphanRow)],
      "wide",
    ),
    inline,
  );
}

/** Skip comments and annotations for other tools: shown, because somebody meant something by them. */
function inlineTable({ report }: View): Markup | "" {
  const inline = report.inlineExceptions ?? [];
  if (inline.length === 0) return "";
  return table(
    "Exceptions that the code itself states for other tools. They count only where the organisation's file allows it.",
    ["Tool and id", "Resource", "Reason", "Counts"].map((label) => ({ label })),
    inline.map((one) => [
      code(one.id === null ? one.tool : `${one.tool} ${one.id}`),
      html`${code(one.resource)}<span class="soft small">${placeText(one.source)}</span>`,
      one.reason === null ? "not stated" : prose(one.reason),
      html`${one.counts ? "Yes" : "No"}<span class="soft small">${prose(one.why)}</span>`,
    ]),
  );
}

function entryRow(entry: ReportedException, excepted: readonly Finding[]) {
  const emergency = entry.emergency === true ? html`<span class="small"><strong>Emergency</strong></span>` : "";
  return [
    html`${code(entry.check ?? entry.rule)}${emergency}`,
    html`${code(entry.resource)}${entry.stack === undefined ? "" : html`<span class="soft small">${entry.stack}</span>`}`,
    html`${prose(entry.reason)}<span class="soft small">${prose(entry.ticket)}</span>`,
    prose(entry.owner),
    prose([entry.approvedBy].flat().join(", ")),
    html`${dateWords(entry.expires)}<span class="soft small">${standing(entry, excepted)}</span>`,
  ];
}

function standing(entry: ReportedException, excepted: readonly Finding[]): string {
  if (entry.state === "expired") return "Expired";
  if (entry.state === "unused") return "Matches nothing";
  const covered = excepted.filter((finding) => exceptionFor(finding, [entry]) !== undefined).length;
  return covered === 1 ? "Covers 1 finding" : `Covers ${covered} findings`;
}

/** An excepted finding whose entry the caller did not hand over still shows. */
function orphanRow(finding: Finding) {
  return [
    code(finding.check),
    code(finding.resource),
    prose(finding.reason ?? "not stated"),
    "not stated",
    "not stated",
    "not stated",
  ];
}
