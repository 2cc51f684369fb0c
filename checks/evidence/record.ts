/** What the evidence log keeps of each run: who was judged, by what, and what came out, without any value of it. */
import type { Json } from "../../common/json";
import type { InputKind, Severity } from "../model";

/**
 * `verdict` is the gate's, on a design or a plan; `deploy` and `destroy` say what was done upon it; `check` is anybody's;
 * a `duty` is what people did.
 */
export const evidenceKinds = [
  "check",
  "verdict",
  "deploy",
  "verify",
  "drift",
  "drill",
  "destroy",
  "exception-change",
  "duty",
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What the run said. `recorded`: it states a fact and decides nothing. */
export const evidenceOutcomes = ["allowed", "refused", "failed", "recorded"] as const;
export type EvidenceOutcome = (typeof evidenceOutcomes)[number];

export interface EvidenceSubject {
  /** Name of the environment; null where other code was judged. */
  readonly environment: string | null;
  /** Whether an emulator stood in for the cloud: such a record proves nothing about a real platform. */
  readonly emulator: boolean;
  /** `design`, `plan`, `state`, or `files` for anybody's code. */
  readonly stage: "design" | "plan" | "state" | "files" | "none";
  /** Stack that the run was about; null for all of them. */
  readonly stack: string | null;
  readonly inputs: readonly {
    readonly path: string;
    readonly kind: InputKind;
    readonly stack: string | null;
    readonly sha256: string;
  }[];
}

/** One check on the resources of one stack. Addresses are sorted. */
export interface ControlEvidence {
  readonly rule: string;
  readonly check: string;
  readonly severity: Severity;
  readonly stack: string | null;
  readonly counts: {
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly excepted: number;
  };
  readonly fail: readonly string[];
  readonly unknown: readonly string[];
  readonly excepted: readonly string[];
  /** At most `mostPasses` of them; `counts` has them all. */
  readonly pass: readonly string[];
}

export interface ExceptionInForce {
  readonly rule: string;
  readonly check?: string;
  readonly stack?: string;
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly approvedBy: readonly string[];
  readonly ticket: string;
  readonly expires: string;
  readonly granted?: string;
  readonly emergency?: boolean;
}

/** What a run hands over; the log adds its place in the chain. */
export interface EvidenceDraft {
  readonly kind: EvidenceKind;
  readonly subject: EvidenceSubject;
  readonly tool: { readonly name: "digit-platform"; readonly version: string };
  readonly outcome: EvidenceOutcome;
  readonly controls: readonly ControlEvidence[];
  /** All recorded exceptions at that time; null where none were applied. */
  readonly exceptions: readonly ExceptionInForce[] | null;
  /** What else this kind of record states, for instance `added` and `removed` of an exception change. */
  readonly facts: { readonly [name: string]: Json };
}

export interface EvidenceRecord extends EvidenceDraft {
  readonly schemaVersion: "1.0";
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Hash of the record before; zeros for the first one. */
  readonly previous: string;
  /** When it was appended, ISO 8601 in UTC. */
  readonly time: string;
  /** SHA-256 of the canonical JSON of all the rest. */
  readonly hash: string;
}

/** A place in a chain that somebody noted down: proves what stood there and that the log was at least this long. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

export const noPrevious = "0".repeat(64);
