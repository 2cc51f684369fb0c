/** What is looked at, in the order in which it is shown. */
export const areas = ["credentials", "regions", "quotas", "availability", "account", "names", "dns", "way-in"] as const;
export type Area = (typeof areas)[number];

/**
 * `ok` asked and fits; `warning` the deployment goes through, but somebody should know; `problem` it would fail or
 * harm; `unknown` the question has no answer, for the cause that stands beside it.
 */
export type Status = "ok" | "warning" | "problem" | "unknown";

/**
 * Why there is no answer: no valid `credentials`, no `permission`, AWS `unreachable`, a `service` that answered with an
 * error of its own, an `emulator` that does not know the question, a `region` that is not enabled, or something for
 * which AWS has no question (`not-offered`).
 */
export type UnknownCause =
  | "credentials"
  | "permission"
  | "unreachable"
  | "service"
  | "emulator"
  | "region"
  | "not-offered";

/** One thing that was looked at. */
export interface Check {
  /** Stable, for instance `quota.nat-gateways`. */
  readonly id: string;
  readonly area: Area;
  /** Region, account or name that it is about. */
  readonly where: string;
  readonly status: Status;
  /** What was found. */
  readonly what: string;
  /** Why it matters; with anything but `ok`. */
  readonly why?: string;
  /** What to do about it; with anything but `ok`. */
  readonly toDo?: string;
  readonly cause?: UnknownCause;
  /** The IAM action without which the question has no answer. */
  readonly permission?: string;
}

/** `ready` nothing stands in the way; `problems` something does; `incomplete` no problem, but not everything was seen. */
export type Outcome = "ready" | "problems" | "incomplete";

export interface Readiness {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly recoveryRegion: string;
  /** Whether the emulator was asked instead of AWS. */
  readonly emulator: boolean;
  readonly outcome: Outcome;
  readonly summary: Readonly<Record<Status, number>>;
  readonly checks: readonly Check[];
}
