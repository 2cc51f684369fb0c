/** Exceptions that cover more than somebody has looked at: valid, and said. */
import type { Finding } from "../model";
import type { Objection } from "./judge";
import { type ExceptionEntry, lastsLonger, longestCriticalDays } from "./model";

/** `covered`: open findings that the entry covers. `placeOf`: stack of a finding, or path of its input. */
export function breadthOf(
  entry: ExceptionEntry,
  covered: readonly Finding[],
  placeOf: (finding: Finding) => string,
  now: Date,
): readonly Objection[] {
  const checks = distinct(covered.map((finding) => finding.check));
  const places = distinct(covered.map(placeOf));
  const critical = covered.some((finding) => finding.severity === "critical");
  return [
    ...(entry.check === undefined && checks.length > 1
      ? [
          objection(
            "EXC-07.one-check",
            "check",
            `one of ${checks.join(", ")}, in an entry of its own`,
            `Without \`check\` it covers ${checks.length} failing checks at once: ${checks.join(", ")}`,
          ),
        ]
      : []),
    ...(entry.stack === undefined && places.length > 1
      ? [
          objection(
            "EXC-07.one-stack",
            "stack",
            `one of ${places.join(", ")}`,
            `Without \`stack\` it covers the same address in ${places.join(", ")}`,
          ),
        ]
      : []),
    ...(critical && lastsLonger(entry, longestCriticalDays * 24, now)
      ? [
          objection(
            "EXC-07.critical-duration",
            "expires",
            `at most ${longestCriticalDays} days for something critical`,
            `It leaves a critical finding open for more than ${longestCriticalDays} days`,
          ),
        ]
      : []),
  ];
}

function objection(check: string, path: Objection["path"], expected: string, message: string): Objection {
  return { check, path, expected, message };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
