/** The verdict in one sentence, the same in every format. */
import type { Report } from "../model";
import { counted } from "./text/words";
import type { Judgement } from "./verdict";

/**
 * Whether there was no resource to judge, though the input has something in it, for instance calls of modules that are
 * not part of it. "Allowed" would say more than anybody knows then.
 */
export function isNothingJudged({ summary, inputs, findings }: Report): boolean {
  return summary.resources === 0 && findings.length === 0 && inputs.some(({ notes = [] }) => notes.length > 0);
}

export function verdictReason(judgement: Judgement, report: Report): string {
  const unseen = report.inputs.flatMap(({ notes = [] }) =>
    notes.filter((note) => note.kind === "unseen-module"),
  ).length;
  const beside =
    unseen === 0 ? "" : `; ${counted(unseen, "module call")} not judged, because the source is not part of the input`;
  return `${mainReason(judgement, report)}${beside}`;
}

function mainReason({ allowed, failOn, fails, unknowns }: Judgement, report: Report): string {
  const { baseline } = report;
  if (isNothingJudged(report)) return "there is no resource to judge";
  if (failOn === "never") return "nothing refuses, findings are only reported";
  const fresh = baseline === undefined ? "" : "new ";
  if (allowed)
    return `no ${fresh}fail at or above ${failOn}, nothing ${fresh}left unknown that a plan or state must show`;
  return [
    ...(fails.length > 0 ? [`${counted(fails.length, `${fresh}fail`)} at or above ${failOn}`] : []),
    ...(unknowns.length > 0
      ? [`${counted(unknowns.length, `${fresh}unknown`)} at or above ${failOn} in a plan or state`]
      : []),
  ].join(", ");
}
