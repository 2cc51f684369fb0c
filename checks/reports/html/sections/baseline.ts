import { html, type Markup } from "../markup";
import { code, counted, prose, section, severityWord, table } from "../parts";
import type { View } from "../view";

/** What the comparison with an earlier report showed; nothing where none was made. */
export function baselineSection({ report }: View): Markup | "" {
  const { baseline } = report;
  if (baseline === undefined) return "";
  const { fixedFindings } = baseline;
  const from = baseline.path === undefined ? "an earlier report" : html`the earlier report ${code(baseline.path)}`;
  const rows = fixedFindings.map((fixed) => [
    html`${code(fixed.resource)}<span class="soft small">${fixed.stack ?? ""}</span>`,
    severityWord(fixed.severity),
    html`${code(fixed.check)}<span class="small">${prose(fixed.message)}</span>`,
    code(fixed.inputPath),
  ]);
  return section(
    "baseline",
    "Beside the baseline",
    html`<p>Compared with ${from}: <strong>${baseline.new} new</strong>, ${baseline.unchanged} unchanged, ${baseline.fixed} fixed. Only what is new, or has become worse, refuses; what is wrong with an exception always does.</p>`,
    rows.length === 0
      ? ""
      : table(
          `Fixed: ${counted(rows.length, "finding")} that only the earlier report has`,
          ["Resource", "Severity", "Check", "Input"].map((label) => ({ label })),
          rows,
        ),
  );
}
