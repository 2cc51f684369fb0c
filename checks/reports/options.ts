/** What every machine format is told beside the report. */
import type { ReportedException, ReportedRule } from "./platformReport";
import type { FailOn } from "./verdict";

/** A file or folder that was found and not judged, with the reason. */
export interface PassedOver {
  readonly path: string;
  readonly reason: string;
}

export interface FormatOptions {
  /** Level from which findings refuse. Default `medium`. */
  readonly failOn?: FailOn;
  /** The rules that judged, for titles, reasons and frameworks. Default none: findings then name themselves. */
  readonly rules?: readonly ReportedRule[];
  /** Entries of the exceptions file, for owner and expiry. */
  readonly exceptions?: readonly ReportedException[];
  readonly passedOver?: readonly PassedOver[];
  /** Leaves times out, so that the same input gives the same bytes. Default false. */
  readonly reproducible?: boolean;
  /**
   * ISO 8601 moment that a format states which cannot do without one (OSCAL). Default: the start of the run; where that is
   * not known or left out, 1970-01-01T00:00:00Z, which nobody takes for a time of judgement.
   */
  readonly moment?: string;
  /** `all` names the resources of passes too, in formats that otherwise count them (OSCAL). Default `fail`. */
  readonly show?: "fail" | "all";
}
