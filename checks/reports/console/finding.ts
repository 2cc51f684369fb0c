/** One finding: in full, or on one line. */
import type { Finding } from "../../model";
import { exceptionFor, type ReportedException } from "../platformReport";
import { truncate, wrap } from "../text/width";
import { placeText } from "../text/words";
import { field, indented, type Style, shownName, shownProse, shownValue, valueLines } from "./layout";

export function findingLines(
  finding: Finding,
  exceptions: readonly ReportedException[],
  withRemedy: boolean,
  style: Style,
): string[] {
  const where = finding.stack === null ? "" : `  (stack ${shownName(finding.stack)})`;
  const state = finding.baselineState === undefined ? "" : `  [${finding.baselineState}]`;
  return [
    ...wrap(`${shownName(finding.resource)}${where}${state}`, style.width - 2).map((line) => `  ${style.bold(line)}`),
    ...indented(shownProse(finding.message), style),
    ...(finding.path === "" ? [] : field("path", shownName(finding.path), style)),
    ...field("expected", shownValue(finding.expected), style, valueLines),
    ...field("actual", shownValue(finding.actual), style, valueLines),
    ...reasonLines(finding, exceptions, style),
    ...inlineLines(finding, style),
    ...(finding.related.length === 0 ? [] : field("with", finding.related.map(shownName).join(", "), style)),
    ...sourceLines(finding, style),
    ...(withRemedy ? field("what to do", shownProse(finding.remediation), style) : []),
  ];
}

/** The place first, so that it stays whole, and a terminal can open it, however long the name. */
export function findingLine(finding: Finding, style: Style): string {
  const place = placeOf(finding);
  const stack = finding.stack === null ? "" : `  (stack ${shownName(finding.stack)})`;
  const resource = `${shownName(finding.resource)}${stack}`;
  return truncate(`  ${place === undefined ? resource : `${place}  ${resource}`}`, style.width);
}

function placeOf({ source }: Finding): string | undefined {
  return source.file === undefined ? undefined : shownName(placeText(source));
}

function reasonLines(finding: Finding, exceptions: readonly ReportedException[], style: Style): string[] {
  const reason = shownProse(finding.reason ?? "not stated");
  if (finding.status === "unknown") return field("cause", reason, style);
  if (finding.status !== "excepted") return finding.reason === undefined ? [] : field("reason", reason, style);
  const entry = exceptionFor(finding, exceptions);
  if (entry === undefined) return field("reason", reason, style);
  const approvers = [entry.approvedBy].flat().map(shownName).join(", ");
  return [
    ...field("reason", reason, style),
    ...field("owner", `${shownName(entry.owner)}, approved by ${approvers}, ${shownName(entry.ticket)}`, style),
    ...field("expires", `${shownName(entry.expires)}${entry.state === "expired" ? " (expired)" : ""}`, style),
  ];
}

/** What the author told another tool; where it counts, the reason above has said so. */
function inlineLines({ inlineException: inline, status }: Finding, style: Style): string[] {
  if (inline === undefined || status === "excepted") return [];
  const reason = inline.reason === null ? "" : ` (${shownProse(inline.reason)})`;
  const why = shownProse(inline.why);
  return field("inline", `${inline.tool} ${shownName(inline.id)}${reason}: does not count, ${why}`, style);
}

function sourceLines(finding: Finding, style: Style): string[] {
  const place = placeOf(finding);
  const { construct } = finding.source;
  return [
    ...(place === undefined ? [] : field("source", place, style)),
    ...(construct === undefined ? [] : field("construct", shownName(construct), style)),
  ];
}
