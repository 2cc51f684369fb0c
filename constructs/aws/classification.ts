/**
 * What a store holds and how long it must be kept; becomes tags that checks, auditors and cost reports read.
 * - `personal`: records and documents of citizens
 * - `audit`: who did what, kept as evidence
 * - `configuration`: state and settings of the platform
 * - `telemetry`: logs and flow records that may carry network addresses
 */
type DataClass = "personal" | "audit" | "configuration" | "telemetry";

/**
 * What is left of a store after the worst; recovery plans and drills begin with it.
 * - `point-in-time`: any second of the last weeks, and nightly backups in the recovery region
 * - `copied`: each change has a copy in the recovery region within minutes
 * - `nightly`: a backup each night, copied to the recovery region
 * - `zones`: outlives the loss of a zone, not of the region; what it holds is made again from other stores, or is gone
 */
type RecoveryTier = "point-in-time" | "copied" | "nightly" | "zones";

export interface Classification {
  readonly dataClass: DataClass;
  /** Whether a person can be identified from what is stored. */
  readonly personalData: boolean;
  /** Days for which content is kept. */
  readonly retentionDays: number;
  /** @default `zones`, which whatever AWS runs in a region meets by itself */
  readonly recoveryTier?: RecoveryTier;
}

/** The tags by which a classification is found again (rule DP-02). */
export function classificationTags(classification: Classification): { [tag: string]: string } {
  return {
    "data-class": classification.dataClass,
    "personal-data": classification.personalData ? "yes" : "no",
    retention: `${classification.retentionDays}d`,
    "recovery-tier": classification.recoveryTier ?? "zones",
  };
}
