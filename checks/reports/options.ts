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
}
