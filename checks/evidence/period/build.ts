import { complianceRules } from "../../frameworks/compliance";
import type { Status } from "../../model";
import { statusOrder } from "../../reports/order";
import type { EvidenceKind, EvidenceRecord, ExceptionInForce } from "../record";
import { controlPeriods } from "./controls";
import { dayOf, daysBetween, gapsIn } from "./days";
import { dutyPeriods } from "./duties";
import type {
  Change,
  ClausePeriod,
  ControlPeriod,
  DutyPeriod,
  ExceptionPeriod,
  PeriodInput,
  PeriodReport,
} from "./model";

/** Kinds whose record judges controls. */
const judging: ReadonlySet<EvidenceKind> = new Set(["check", "verdict", "verify", "drift"]);

/** Every control over a period: what came out when, on which days nobody judged, under which exceptions. */
export function periodReport(input: PeriodInput): PeriodReport {
  const { chain, from, to, today } = input;
  const last = to < today ? to : today;
  const days = daysBetween(from, last);
  const ofSubject = chain.records.filter(
    ({ subject }) => input.environment === undefined || subject.environment === input.environment,
  );
  const records = ofSubject.filter(({ time }) => dayOf(time) >= from && dayOf(time) <= to);
  const proven = (record: EvidenceRecord): boolean => record.sequence <= chain.intactTo;
  const judgements = records.filter(({ kind, controls }) => judging.has(kind) && controls.length > 0);
  const controls = controlPeriods(judgements, input.rules, days, proven);
  // An environment without a register has recorded nothing; of other code nobody expects one.
  const nothing = typeof input.environment === "string" ? [] : undefined;
  const register = input.register ?? lastRegister(ofSubject, to) ?? nothing;
  const duties = dutyPeriods(input.duties, register, days, last);
  return {
    schemaVersion: "1.0",
    environment: input.environment ?? null,
    from,
    to,
    days: days.length,
    log: {
      place: input.place,
      records: chain.records.length,
      intactTo: chain.intactTo,
      head: chain.head ?? null,
      problems: chain.problems,
    },
    runs: records.map((record) => ({
      sequence: record.sequence,
      time: record.time,
      kind: record.kind,
      stage: record.subject.stage,
      stack: record.subject.stack,
      outcome: record.outcome,
      proven: proven(record),
    })),
    emulator: records.some(({ subject }) => subject.emulator),
    gaps: gapsIn(days, new Set(judgements.map(({ time }) => dayOf(time)))),
    controls,
    frameworks: frameworkPeriods(input, controls, duties),
    exceptions: exceptionPeriods(records),
    changes: records.flatMap(changeOf),
    duties,
  };
}

/** What the log knew of the duties by then. */
function lastRegister(records: readonly EvidenceRecord[], to: string): PeriodInput["register"] {
  const last = records.findLast(({ kind, time }) => kind === "duty" && dayOf(time) <= to);
  const entries = last?.facts.entries;
  return Array.isArray(entries) ? (entries as unknown as PeriodInput["register"]) : undefined;
}

function frameworkPeriods(
  { frameworks, rules }: PeriodInput,
  controls: readonly ControlPeriod[],
  duties: readonly DutyPeriod[],
): PeriodReport["frameworks"] {
  const byRule = new Map(controls.map((control) => [control.rule, control]));
  return frameworks.map((framework) => {
    const clauses = framework.clauses.map((clause): ClausePeriod => {
      const speaking = complianceRules(rules, framework, clause).flatMap(({ id }) => byRule.get(id) ?? []);
      return {
        clause,
        controls: speaking.map(({ rule, worst, last }) => ({ rule, worst, last })),
        worst: worstOf(speaking.map(({ worst }) => worst)),
        last: worstOf(speaking.map(({ last }) => last)),
        duties: duties
          .filter(({ duty }) => duty.clauses.includes(`${framework.edition}: ${clause.number}`))
          .map(({ duty, state }) => ({ id: duty.id, title: duty.title, state })),
      };
    });
    const speaks = (one: ClausePeriod): boolean => one.controls.length + one.duties.length > 0;
    return {
      edition: framework.edition,
      title: framework.title,
      note: framework.note,
      sources: framework.sources,
      clauses: clauses.filter(speaks),
      silent: clauses.filter((one) => !speaks(one)).map(({ clause }) => clause.number),
    };
  });
}

function worstOf(statuses: readonly Status[]): Status | null {
  return statusOrder.find((status) => statuses.includes(status)) ?? null;
}

function exceptionPeriods(records: readonly EvidenceRecord[]): readonly ExceptionPeriod[] {
  const found = new Map<string, { exception: ExceptionInForce; firstSeen: string; lastSeen: string }>();
  for (const { exceptions, time } of records) {
    for (const exception of exceptions ?? []) {
      const key = JSON.stringify(exception);
      const known = found.get(key);
      if (known) known.lastSeen = time;
      else found.set(key, { exception, firstSeen: time, lastSeen: time });
    }
  }
  return [...found.values()];
}

function changeOf({ kind, sequence, time, facts }: EvidenceRecord): readonly Change[] {
  if (kind !== "exception-change" && kind !== "duty") return [];
  return [{ kind, sequence, time, added: namesOf(facts.added), removed: namesOf(facts.removed) }];
}

/** In words what was added or removed; the record has all of it. */
function namesOf(list: unknown): readonly string[] {
  return (Array.isArray(list) ? list : []).map((one: unknown) => {
    const { rule, check, resource, duty, where } = (one ?? {}) as Readonly<Record<string, unknown>>;
    return typeof duty === "string" ? `${duty}: ${String(where)}` : `${String(check ?? rule)} on ${String(resource)}`;
  });
}
