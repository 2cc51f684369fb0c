/** The verdict in one sentence, the same in every format. */
import type { Report } from "../model";
import { counted } from "./text/words";
import type { Judgement } from "./verdict";

export function verdictReason({ allowed, failOn, fails, unknowns }: Judgement, { baseline }: Report): string {
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
