import type { StoredRecord } from "../../checks/evidence/chain";
import type { Anchor } from "../../checks/evidence/record";

/**
 * Where a log of evidence lies. A record is one file or object, named by its number and made only where there is none:
 * of two writers who want the same number one wins, and the other takes the next.
 */
export interface EvidenceStore {
  /** For people, as they would write it: a folder, or `s3://bucket/prefix`. */
  readonly location: string;
  /** Numbers of the records that are there, ascending, and what is odd about their keeping. */
  list(): Promise<Listing>;
  read(sequence: number): Promise<StoredRecord | undefined>;
  /** Whether this call made it; false where the number is taken. */
  create(sequence: number, bytes: Uint8Array, time: Date): Promise<boolean>;
  /** The last place that a writer noted down beside the records. */
  head(): Promise<(Anchor & { readonly where: string }) | undefined>;
  noteHead(anchor: Anchor): Promise<void>;
}

export interface Listing {
  readonly sequences: readonly number[];
  /** For instance a locked record that was hidden by a later version. */
  readonly oddities: readonly { readonly sequence: number | null; readonly where: string; readonly message: string }[];
}

export const recordName = (sequence: number): string => `${String(sequence).padStart(12, "0")}.json`;

/** Number that a name says; undefined for anything that is no record. */
export function sequenceOf(name: string): number | undefined {
  const number = /^(\d{12})\.json$/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** A head that cannot be read is no head; the records themselves are proven without it. */
export function anchorOf(text: string): Anchor | undefined {
  try {
    const { sequence, hash } = JSON.parse(text) as Partial<Anchor>;
    return typeof sequence === "number" && typeof hash === "string" ? { sequence, hash } : undefined;
  } catch {
    return undefined;
  }
}
