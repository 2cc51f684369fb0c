/** What a plan changes, ranked by risk. Pure data: nothing sensitive is in it. */
import type { Json } from "../../common/json";
import type { ChangeKind } from "../planDocument";

/** From what cannot be undone to what needs no look of its own. */
export const risks = ["data-loss", "replacement", "exposure", "rest"] as const;
export type Risk = (typeof risks)[number];

/** Stands for a value that only the apply will know. */
export const knownAfterApply = "(known after apply)";

export interface AttributeChange {
  /** Dotted, with positions in brackets; `[+]` and `[-]` for an element of a list or set that comes or goes. */
  readonly path: string;
  /** Null where it is not set; `(sensitive)` where it is marked or shaped so. */
  readonly from: Json;
  readonly to: Json;
  /** It cannot be changed in place. */
  readonly forcesReplacement: boolean;
}

/** Whether more or fewer can reach, read or use something; `changed` where only a person can tell. */
export type Exposure = "wider" | "narrower" | "changed";

export interface RankedChange {
  readonly stack: string;
  /** Plain Terraform address. */
  readonly address: string;
  readonly type: string;
  /** Path of the construct that makes it, where the synthesis says it; null otherwise. */
  readonly construct: string | null;
  readonly kind: Exclude<ChangeKind, "none" | "read">;
  readonly risk: Risk;
  /** Stored data that is lost, in words; null where none is. */
  readonly loses: string | null;
  readonly exposure: Exposure | null;
  /** Afterwards the whole internet, or everybody at AWS, is let in by it. */
  readonly anybody: boolean;
  /** Why it is replaced where no attribute says it, for instance because it was marked as damaged. */
  readonly because: string | null;
  /** Of what is created or deleted, only the attributes that make its exposure. */
  readonly attributes: readonly AttributeChange[];
}
