/**
 * What a store holds and how long it must be kept; becomes tags that checks, auditors and cost reports read.
 * - `personal`: records and documents of citizens
 * - `audit`: who did what, kept as evidence
 * - `configuration`: state and settings of the platform
 * - `telemetry`: logs and flow records that may carry network addresses
 */
type DataClass = "personal" | "audit" | "configuration" | "telemetry";

export interface Classification {
  readonly dataClass: DataClass;
  /** Whether a person can be identified from what is stored. */
  readonly personalData: boolean;
  /** Days for which content is kept. */
  readonly retentionDays: number;
}

/** The tags by which a classification is found again (rule DP-02). */
export function classificationTags(classification: Classification): { [tag: string]: string } {
  return {
    "data-class": classification.dataClass,
    "personal-data": classification.personalData ? "yes" : "no",
    retention: `${classification.retentionDays}d`,
  };
}
