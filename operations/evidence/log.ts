import {
  bytesOf,
  type Chain,
  type ChainProblem,
  readRecord,
  sealRecord,
  verifyChain,
} from "../../checks/evidence/chain";
import type { Anchor, EvidenceDraft, EvidenceRecord } from "../../checks/evidence/record";
import { engineFailed, gateRefused } from "../../common/errors";
import type { EvidenceStore } from "./store";

/** A writer who loses the race for a number this often is not racing any more. */
const mostAttempts = 50;
/** Records read at the same time; an object store answers them side by side. */
const readAtOnce = 16;

/**
 * Appends a record behind the last one that is there.
 * @throws UserError exit 1 when the last record is broken: nothing is proven by what would follow it
 */
export async function appendEvidence(
  store: EvidenceStore,
  draft: EvidenceDraft,
  now: () => Date,
): Promise<EvidenceRecord> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const time = now();
    const record = sealRecord(draft, await lastOf(store), time);
    if (!(await store.create(record.sequence, bytesOf(record), time))) continue;
    await store.noteHead({ sequence: record.sequence, hash: record.hash });
    return record;
  }
  throw engineFailed(
    "evidence-contended",
    `The evidence log ${store.location} could not be appended to: its next number was always taken.`,
    "Look whether its records can be listed, and run it again.",
  );
}

async function lastOf(store: EvidenceStore): Promise<Anchor | undefined> {
  const { sequences } = await store.list();
  const last = sequences.at(-1);
  const stored = last === undefined ? undefined : await store.read(last);
  if (!stored) return undefined;
  const read = readRecord(stored);
  if ("record" in read && read.record.sequence === last) return { sequence: last, hash: read.record.hash };
  const why = "message" in read ? read.message : `It is number ${read.record.sequence}`;
  throw gateRefused(
    "evidence-broken",
    `The last record of the evidence log is broken (${stored.where}): ${why}. Nothing can be appended behind it.`,
    "Keep the log as it is for whoever looks into it, and name another place for a new one.",
  );
}

/** The newest record that fits, looking back over at most `most` records. A broken one ends the search. */
export async function findLast(
  store: EvidenceStore,
  fits: (record: EvidenceRecord) => boolean,
  most = 200,
): Promise<EvidenceRecord | undefined> {
  const { sequences } = await store.list();
  for (const sequence of [...sequences].reverse().slice(0, most)) {
    const stored = await store.read(sequence);
    const read = stored && readRecord(stored);
    if (!read || !("record" in read)) return undefined;
    if (fits(read.record)) return read.record;
  }
  return undefined;
}

/** The whole log, proven. `anchors`: what somebody noted down about it elsewhere. */
export async function readChain(
  store: EvidenceStore,
  anchors: readonly (Anchor & { readonly where: string })[] = [],
): Promise<Chain> {
  // The head first: a record that is appended meanwhile makes the log longer than the head, which is as it should be.
  const head = await store.head();
  const { sequences, oddities } = await store.list();
  const stored = [];
  for (let from = 0; from < sequences.length; from += readAtOnce) {
    const some = sequences.slice(from, from + readAtOnce);
    stored.push(...(await Promise.all(some.map((sequence) => store.read(sequence)))));
  }
  const chain = verifyChain(
    stored.flatMap((one) => one ?? []),
    [...anchors, ...(head ? [head] : [])],
  );
  const kept = oddities.map(
    ({ sequence, where, message }): ChainProblem => ({ sequence, where, code: "store", message }),
  );
  return { ...chain, problems: [...chain.problems, ...kept] };
}
