/** What a log of evidence says about a period. */
import type { DutyEntry, DutyState } from "../../frameworks/duties";
import type { Clause, Duty, FrameworkData } from "../../frameworks/model";
import type { Severity, Status } from "../../model";
import type { ReportedRule } from "../../reports/platformReport";
import type { Chain, ChainProblem } from "../chain";
import type { Anchor, EvidenceKind, EvidenceOutcome, EvidenceRecord, ExceptionInForce } from "../record";
import type { DayRange } from "./days";

export interface PeriodInput {
  /** Where the log lies, for people. */
  readonly place: string;
  readonly chain: Chain;
  /** First and last day, UTC. */
  readonly from: string;
  readonly to: string;
  /** Days after it are no gap. */
  readonly today: string;
  /** Records of this environment alone; null: of code without one; undefined: all. */
  readonly environment: string | null | undefined;
  readonly rules: readonly ReportedRule[];
  readonly frameworks: readonly FrameworkData[];
  readonly duties: readonly Duty[];
  /** Undefined where there is no register; the log then says what was recorded. */
  readonly register: readonly DutyEntry[] | undefined;
}

export interface PeriodReport {
  readonly schemaVersion: "1.0";
  readonly environment: string | null;
  readonly from: string;
  readonly to: string;
  /** Days of the period that have been. */
  readonly days: number;
  readonly log: LogState;
  /** Runs in the period, in order. */
  readonly runs: readonly Run[];
  /** Whether an emulator stood in for the cloud in any of them. */
  readonly emulator: boolean;
  /** Days without any verdict. */
  readonly gaps: readonly DayRange[];
  readonly controls: readonly ControlPeriod[];
  readonly frameworks: readonly FrameworkPeriod[];
  readonly exceptions: readonly ExceptionPeriod[];
  readonly changes: readonly Change[];
  readonly duties: readonly DutyPeriod[];
}

interface LogState {
  readonly place: string;
  readonly records: number;
  /** Every record up to it is proven. */
  readonly intactTo: number;
  readonly head: Anchor | null;
  readonly problems: readonly ChainProblem[];
}

interface Run {
  readonly sequence: number;
  readonly time: string;
  readonly kind: EvidenceKind;
  readonly stage: EvidenceRecord["subject"]["stage"];
  readonly stack: string | null;
  readonly outcome: EvidenceOutcome;
  readonly proven: boolean;
}

/** Consecutive judgements that came out alike. */
export interface Stretch {
  readonly status: Status;
  readonly from: string;
  readonly to: string;
  readonly judgements: number;
  /** Record of the first of them. */
  readonly sequence: number;
  /** False behind a break of the chain. */
  readonly proven: boolean;
}

export interface ControlPeriod {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly stretches: readonly Stretch[];
  /** Worst in the period, and the last one. */
  readonly worst: Status;
  readonly last: Status;
  readonly lastTime: string;
  /** What did not pass in the last judgement, `stack: address` where there is a stack. */
  readonly open: readonly string[];
  readonly daysJudged: number;
  readonly gaps: readonly DayRange[];
}

export interface FrameworkPeriod {
  readonly edition: string;
  readonly title: string;
  readonly note: string;
  readonly sources: FrameworkData["sources"];
  readonly clauses: readonly ClausePeriod[];
  /** Numbers of clauses that neither a control judged in the period nor a duty speaks to. */
  readonly silent: readonly string[];
}

export interface ClausePeriod {
  readonly clause: Clause;
  readonly controls: readonly { readonly rule: string; readonly worst: Status; readonly last: Status }[];
  readonly worst: Status | null;
  readonly last: Status | null;
  readonly duties: readonly { readonly id: string; readonly title: string; readonly state: DutyState["state"] }[];
}

export interface ExceptionPeriod {
  readonly exception: ExceptionInForce;
  /** First and last record of the period that had it in force. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What people changed: exceptions, or evidence of duties. */
export interface Change {
  readonly sequence: number;
  readonly time: string;
  readonly kind: "exception-change" | "duty";
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface DutyPeriod {
  readonly duty: Duty;
  /** On the last day of the period that has been. */
  readonly state: DutyState["state"];
  readonly until: string | null;
  /** Entries that counted on some day of the period. */
  readonly entries: readonly DutyEntry[];
  /** Days of the period without evidence. */
  readonly gaps: readonly DayRange[];
}
