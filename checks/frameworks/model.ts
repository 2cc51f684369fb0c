/** Frameworks and duties as dated data (`catalogue/frameworks/`, `catalogue/duties.json`). */
import type { Frameworks } from "../rule";

export interface FrameworkData {
  /** Under which rules name it. */
  readonly key: keyof Frameworks;
  /** Edition, as it stands before the colon in a rule's reference. */
  readonly edition: string;
  readonly title: string;
  readonly publisher: string;
  /** Day of publication; null where the text does not say. */
  readonly published: string | null;
  /** For laws: what is in force from which day. */
  readonly inForce: readonly { readonly from: string; readonly what: string }[];
  /** Where it was read. A secondary source is somebody's account of the text, not the text. */
  readonly sources: readonly { readonly title: string; readonly standing: "primary" | "secondary" }[];
  readonly note: string;
  readonly clauses: readonly Clause[];
}

export interface Clause {
  readonly number: string;
  /** Its subject in our own words. */
  readonly title: string;
  /** Day from which the clause itself binds, where that differs from clause to clause. */
  readonly inForce?: string;
}

/** What people have to do, which no rule can show. */
export interface Duty {
  readonly id: string;
  readonly title: string;
  /** Who has to do it. */
  readonly who: string;
  /** What proves that it was done. */
  readonly evidence: string;
  /** After so many days the evidence is old. */
  readonly validDays: number;
  /** References as in rules: `<edition>: <number>`. */
  readonly clauses: readonly string[];
}
