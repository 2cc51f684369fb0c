/** The register of what people did for their duties (`environments/evidence/<name>.yaml`), and how it stands. */
import { invalidInput, type Problem } from "../../common/errors";
import { readStrictYaml } from "../../common/strictYaml";
import type { Duty } from "./model";

/** One piece of evidence for one duty. */
export interface DutyEntry {
  /** Id of the duty, of `catalogue/duties.json`. */
  readonly duty: string;
  readonly owner: string;
  /** What was done, or why the duty does not apply. */
  readonly what: string;
  /** Where the proof lies: a link, a ticket, a file number. */
  readonly where: string;
  /** Day on which it was done. */
  readonly date: string;
  /** Last day on which it counts. Default: `date` and the duty's term; never later. */
  readonly validUntil?: string;
  /** False: it was decided that the duty does not apply here. Default true. */
  readonly applies?: boolean;
}

export interface DutyState {
  readonly duty: Duty;
  /** `unknown` where there is no register at all. */
  readonly state: "recorded" | "lapsed" | "missing" | "not-applicable" | "unknown";
  /** The entry that counts, or that counted last. */
  readonly entry: DutyEntry | null;
  /** Last day on which it counts. */
  readonly until: string | null;
}

const text = { type: "string", minLength: 1, pattern: "\\S" } as const;
const day = {
  type: "string",
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
  description: "must be a day (2026-03-31)",
} as const;

const registerSchema = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: {
    duties: {
      type: ["array", "null"],
      description: "must be a list",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["duty", "owner", "what", "where", "date"],
        properties: {
          duty: { ...text, description: "must be the id of a duty" },
          owner: { ...text, description: "must name who answers for it" },
          what: { type: "string", minLength: 10, description: "must say in a sentence what was done" },
          where: { ...text, description: "must say where the proof lies: a link, a ticket, a file number" },
          date: day,
          validUntil: day,
          applies: { type: "boolean", description: "must be true or false" },
        },
      },
    },
  },
} as const;

/** @throws UserError exit 2 with every problem of the file */
export function readDutyRegister(content: string, file: string, duties: readonly Duty[]): readonly DutyEntry[] {
  const read = readStrictYaml(content, file, registerSchema);
  const entries = (read.content as { readonly duties?: readonly DutyEntry[] | null } | null)?.duties ?? [];
  const problems = entries.flatMap((entry, index) =>
    entryProblems(entry, duties).map(({ field, message }): Problem => {
      const path = `duties[${index}].${field}`;
      return {
        code: "wrong-value",
        file,
        path,
        line: read.lineOf(["duties", index, field]),
        message: `${path}: ${message}`,
      };
    }),
  );
  if (problems.length > 0) throw invalidInput(`${file} has problems.`, problems);
  return entries;
}

function entryProblems(
  entry: DutyEntry,
  duties: readonly Duty[],
): readonly { readonly field: keyof DutyEntry; readonly message: string }[] {
  const duty = duties.find(({ id }) => id === entry.duty);
  if (!duty) {
    const message = `there is no duty ${entry.duty}; there are ${duties.map(({ id }) => id).join(", ")}`;
    return [{ field: "duty", message }];
  }
  const { validUntil } = entry;
  if (validUntil === undefined) return [];
  if (validUntil < entry.date) return [{ field: "validUntil", message: "lies before date" }];
  const latest = plusDays(entry.date, duty.validDays);
  return validUntil > latest
    ? [
        {
          field: "validUntil",
          message: `at most ${latest}: evidence of ${duty.id} is old after ${duty.validDays} days`,
        },
      ]
    : [];
}

/** How each duty stands on a day. `entries` undefined: there is no register. */
export function dutyStates(
  duties: readonly Duty[],
  entries: readonly DutyEntry[] | undefined,
  on: string,
): readonly DutyState[] {
  return duties.map((duty): DutyState => {
    if (entries === undefined) return { duty, state: "unknown", entry: null, until: null };
    const done = entries
      .filter((entry) => entry.duty === duty.id && entry.date <= on)
      .map((entry) => ({ entry, until: untilOf(entry, duty) }))
      .sort((a, b) => (a.until < b.until ? 1 : -1));
    const [latest] = done;
    if (!latest) return { duty, state: "missing", entry: null, until: null };
    const counts = latest.until >= on;
    const state = !counts ? "lapsed" : latest.entry.applies === false ? "not-applicable" : "recorded";
    return { duty, state, ...latest };
  });
}

/** Last day on which an entry counts. A decision that a duty does not apply is looked at again after its term, too. */
export function untilOf(entry: DutyEntry, duty: Duty): string {
  return entry.validUntil ?? plusDays(entry.date, duty.validDays);
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
