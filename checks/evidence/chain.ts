/**
 * The chain that makes a log of evidence tamper-evident. Each record carries the hash of the one before and its own;
 * its bytes are the canonical JSON of what it says, so that no byte of it can change without being found.
 *
 * What a chain alone cannot show: that its last records are missing, or that somebody who may write everything wrote
 * the whole of it anew. Both take an anchor from elsewhere: an object lock, or a hash that was noted down.
 */
import { sha256 } from "../../common/hash";
import { canonicalJson } from "../../common/json";
import { type Anchor, type EvidenceDraft, type EvidenceRecord, noPrevious } from "./record";
import { isEvidenceRecord } from "./shape";

/** Clocks of two machines that write to one log may differ by this much. */
const clockToleranceMinutes = 5;

/** The record that follows `before`. */
export function sealRecord(draft: EvidenceDraft, before: Anchor | undefined, time: Date): EvidenceRecord {
  const content = {
    ...draft,
    schemaVersion: "1.0" as const,
    sequence: (before?.sequence ?? 0) + 1,
    previous: before?.hash ?? noPrevious,
    time: time.toISOString(),
  };
  return { ...content, hash: hashOf(content) };
}

/** The bytes that are stored: one line of canonical JSON. */
export function bytesOf(record: EvidenceRecord): Buffer {
  return Buffer.from(`${canonicalJson(record)}\n`, "utf8");
}

function hashOf(content: Omit<EvidenceRecord, "hash">): string {
  return sha256(canonicalJson(content));
}

export interface StoredRecord {
  /** Where it stands, for people: a file or an object. */
  readonly where: string;
  /** The number that its name says. */
  readonly sequence: number;
  readonly bytes: Uint8Array;
}

export interface ChainProblem {
  /** Number of the record; null for the log as a whole. */
  readonly sequence: number | null;
  readonly where: string;
  readonly code: "bytes" | "hash" | "link" | "missing" | "anchor" | "time" | "store";
  readonly message: string;
}

export interface Chain {
  /** Those that could be read, in order. */
  readonly records: readonly EvidenceRecord[];
  readonly problems: readonly ChainProblem[];
  /** Up to and with this number every record is proven by the ones before it; 0 where not even the first one is. */
  readonly intactTo: number;
  /** The last record that could be read; noted down elsewhere, it is an anchor. */
  readonly head: Anchor | undefined;
}

/** Proves a chain. `stored` in the order of its numbers; `anchors` are what was noted down about it. */
export function verifyChain(
  stored: readonly StoredRecord[],
  anchors: readonly (Anchor & { readonly where: string })[] = [],
): Chain {
  const problems: ChainProblem[] = [];
  const records: EvidenceRecord[] = [];
  let before: EvidenceRecord | undefined;
  let expected = 1;
  for (const one of [...stored].sort((a, b) => a.sequence - b.sequence)) {
    if (one.sequence > expected) {
      problems.push(missing(expected, one.sequence - 1, one.where));
      before = undefined;
    }
    expected = one.sequence + 1;
    const read = readRecord(one);
    if ("message" in read) {
      problems.push({ sequence: one.sequence, where: one.where, ...read });
      before = undefined;
      continue;
    }
    problems.push(...linkProblems(read.record, one, before));
    before = read.record;
    records.push(read.record);
  }
  problems.push(...anchors.flatMap((anchor) => anchorProblems(anchor, records)));
  problems.sort((a, b) => (a.sequence ?? Number.MAX_SAFE_INTEGER) - (b.sequence ?? Number.MAX_SAFE_INTEGER));
  const broken = problems.flatMap(({ sequence }) => (sequence === null ? [] : [sequence]));
  const last = records.at(-1);
  return {
    records,
    problems,
    intactTo: Math.min(last?.sequence ?? 0, ...broken.map((sequence) => sequence - 1)),
    head: last && { sequence: last.sequence, hash: last.hash },
  };
}

function missing(from: number, to: number, where: string): ChainProblem {
  const what = from === to ? `Record ${from} is missing` : `Records ${from} to ${to} are missing`;
  return { sequence: from, where, code: "missing", message: `${what} before this one` };
}

/** One record by itself. */
export function readRecord(
  stored: StoredRecord,
): { readonly record: EvidenceRecord } | Pick<ChainProblem, "code" | "message"> {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(stored.bytes);
    value = JSON.parse(text);
    if (`${canonicalJson(value)}\n` !== text)
      return { code: "bytes", message: "Its bytes are not those that were written" };
  } catch {
    return { code: "bytes", message: "It is not a line of JSON any more" };
  }
  if (!isEvidenceRecord(value)) return { code: "bytes", message: "It has not the form of a record of evidence" };
  const { hash, ...content } = value;
  if (hashOf(content) !== hash) return { code: "hash", message: "What it says does not have the hash that it carries" };
  return { record: value };
}

function linkProblems(
  record: EvidenceRecord,
  { sequence, where }: StoredRecord,
  before: EvidenceRecord | undefined,
): readonly ChainProblem[] {
  const problem = (code: ChainProblem["code"], message: string): ChainProblem => ({ sequence, where, code, message });
  const previous = before?.hash ?? (record.sequence === 1 ? noPrevious : undefined);
  const late = before && Date.parse(before.time) - Date.parse(record.time) > clockToleranceMinutes * 60_000;
  return [
    ...(record.sequence === sequence
      ? []
      : [problem("link", `It is number ${record.sequence} and stands as number ${sequence}`)]),
    ...(previous === undefined || record.previous === previous
      ? []
      : [problem("link", "It does not follow the record before it: one of the two was replaced")]),
    ...(late ? [problem("time", `It says ${record.time}, before the record before it (${before.time})`)] : []),
  ];
}

function anchorProblems(
  anchor: Anchor & { readonly where: string },
  records: readonly EvidenceRecord[],
): ChainProblem[] {
  const found = records.find(({ sequence }) => sequence === anchor.sequence);
  if (found?.hash === anchor.hash) return [];
  const last = records.at(-1)?.sequence ?? 0;
  const message = found
    ? `Record ${anchor.sequence} is not the one that was noted down (${anchor.hash.slice(0, 12)}…)`
    : last < anchor.sequence
      ? `The log ends with record ${last} and had at least ${anchor.sequence}: its end was cut off`
      : `Record ${anchor.sequence}, which was noted down, cannot be read`;
  const sequence = found ? anchor.sequence : last < anchor.sequence ? last + 1 : anchor.sequence;
  return [{ sequence, where: anchor.where, code: "anchor", message }];
}
