/** Records for tests of the log and of what is made of it. */
import { bytesOf, type StoredRecord, sealRecord } from "../chain";
import type { ControlEvidence, EvidenceDraft, EvidenceRecord } from "../record";

export function sampleDraft(change: Partial<EvidenceDraft> = {}): EvidenceDraft {
  return {
    kind: "verdict",
    subject: {
      environment: "demo",
      emulator: false,
      stage: "design",
      stack: null,
      inputs: [{ path: "stacks/data/cdk.tf.json", kind: "terraform-json", stack: "data", sha256: "a".repeat(64) }],
    },
    tool: { name: "digit-platform", version: "1.0.0" },
    outcome: "allowed",
    controls: [sampleControl()],
    exceptions: [],
    facts: {},
    ...change,
  };
}

export function sampleControl(change: Partial<ControlEvidence> = {}): ControlEvidence {
  const listed = { fail: [], unknown: [], excepted: [], pass: ["aws_db_instance.main"], ...change };
  return {
    rule: "RDS-01",
    check: "RDS-01.encrypted",
    severity: "high",
    stack: "data",
    ...listed,
    counts: {
      pass: listed.pass.length,
      fail: listed.fail.length,
      unknown: listed.unknown.length,
      excepted: listed.excepted.length,
    },
  };
}

/** A chain of drafts, an hour apart unless their moments are given. */
export function chainOf(drafts: readonly EvidenceDraft[], times: readonly string[] = []): readonly EvidenceRecord[] {
  const records: EvidenceRecord[] = [];
  for (const [index, draft] of drafts.entries()) {
    const hour = new Date(Date.UTC(2026, 2, 1, index));
    records.push(sealRecord(draft, records.at(-1), new Date(times[index] ?? hour)));
  }
  return records;
}

export function stored(records: readonly EvidenceRecord[]): readonly StoredRecord[] {
  return records.map((record) => ({
    where: `${record.sequence}.json`,
    sequence: record.sequence,
    bytes: bytesOf(record),
  }));
}
