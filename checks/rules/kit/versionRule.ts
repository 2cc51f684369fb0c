/** What all rules on versions share. */
import type { CheckMetadata, Equivalents, Frameworks, ParameterMetadata } from "../../rule";
import { frameworks } from "./frameworks";
import { noticeDays } from "./lifecycle";

export const noticeParameters: { readonly [name: string]: ParameterMetadata } = { versionNoticeDays: noticeDays };

/** Past its end a version is a finding of medium severity; before it, time to plan is left. */
export function versionChecks(rule: string, name: string, equivalents: Equivalents = {}): readonly CheckMetadata[] {
  return [
    {
      id: `${rule}.supported`,
      title: `Standard support of ${name} has not ended`,
      severity: "medium",
      equivalents,
    },
    {
      id: `${rule}.ends-soon`,
      title: `Standard support of ${name} does not end within the notice`,
      severity: "low",
      equivalents: {},
    },
  ];
}

export const versionFrameworks: Frameworks = frameworks({
  nist: ["SA-22", "SI-2"],
  iso: ["A.8.8"],
  digit: ["vulnerability"],
});
