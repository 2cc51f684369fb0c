import fc from "fast-check";
import { canonicalJson } from "../../common/json";
import { bytesOf, type StoredRecord, sealRecord, verifyChain } from "./chain";
import { chainOf, sampleDraft, stored } from "./testing/sample";

const length = 6;
const records = chainOf(
  Array.from({ length }, (_, index) => sampleDraft({ facts: { index, text: index === 2 ? "é � अ" : "" } })),
);
const whole = stored(records);
const head = { sequence: length, hash: records[length - 1]?.hash ?? "", where: "head" };

const codes = (log: readonly StoredRecord[], ...anchors: readonly (typeof head)[]) =>
  verifyChain(log, anchors).problems.map(({ sequence, code }) => `${sequence} ${code}`);

test("a chain as it was written has no problem, and its head is the last record", () => {
  expect(verifyChain(whole, [head])).toMatchObject({ problems: [], intactTo: length });
  expect(verifyChain(whole).head).toEqual({ sequence: length, hash: head.hash });
  expect(verifyChain([])).toEqual({ records: [], problems: [], intactTo: 0, head: undefined });
});

test("a record is one line that says its own place, and its hash covers all of it", () => {
  const [first, second] = records;
  expect(Buffer.from(whole[0]?.bytes ?? []).toString()).toMatch(/^\{[^\n]*\}\n$/);
  expect(first).toMatchObject({ schemaVersion: "1.0", sequence: 1, previous: "0".repeat(64) });
  expect(second).toMatchObject({ sequence: 2, previous: first?.hash });
  expect(sealRecord(sampleDraft(), first, new Date(0)).hash).not.toBe(
    sealRecord(sampleDraft(), second, new Date(0)).hash,
  );
});

describe("whatever is changed is found", () => {
  const anywhere = fc.record({
    record: fc.nat(length - 1),
    place: fc.nat(100_000),
    byte: fc.nat(255),
    how: fc.constantFrom("change", "insert", "remove"),
  });

  function tampered({ record, place, byte, how }: { record: number; place: number; byte: number; how: string }) {
    return whole.map((one, index) => {
      if (index !== record) return one;
      const bytes = Buffer.from(one.bytes);
      const at = place % bytes.length;
      const rest = bytes.subarray(how === "insert" ? at : at + 1);
      const written = how === "remove" ? [] : [byte];
      return { ...one, bytes: Buffer.concat([bytes.subarray(0, at), Buffer.from(written), rest]) };
    });
  }

  test("any byte of any record", () => {
    fc.assert(
      fc.property(anywhere, (change) => {
        const log = tampered(change);
        const same =
          Buffer.compare(log[change.record]?.bytes ?? Buffer.of(), whole[change.record]?.bytes ?? Buffer.of()) === 0;
        const { problems, intactTo } = verifyChain(log);
        expect(problems.length > 0).toBe(!same);
        expect(intactTo).toBe(same ? length : change.record);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  test("bytes that decode to the same text", () => {
    const log = whole.map((one) => {
      const bytes = Buffer.from(one.bytes);
      const at = bytes.indexOf("\ufffd");
      return at < 0
        ? one
        : { ...one, bytes: Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at + 3)]) };
    });
    expect(codes(log)).toEqual(["3 bytes"]);
    const marked = whole.map((one, index) =>
      index === 0 ? { ...one, bytes: Buffer.concat([Buffer.from("\ufeff"), one.bytes]) } : one,
    );
    expect(codes(marked)).toEqual(["1 bytes"]);
  });

  test("records taken out, swapped or put in, but for the end", () => {
    fc.assert(
      fc.property(fc.nat(length - 2), (at) => {
        const without = whole.filter((_, index) => index !== at);
        expect(verifyChain(without).problems[0]).toMatchObject({ sequence: at + 1, code: "missing" });
        const renamed = without.map((one, index) => ({ ...one, sequence: index + 1 }));
        expect(verifyChain(renamed)).toMatchObject({ intactTo: at });
      }),
    );
    const [first, second, ...rest] = whole;
    const swapped = [first, second].map((one, index) => ({ ...(one as StoredRecord), sequence: 2 - index }));
    expect(codes([...swapped, ...rest])[0]).toBe("1 link");
  });

  test("a record that is written anew with a hash of its own", () => {
    const forged = sealRecord(sampleDraft({ outcome: "refused" }), records[1], new Date(records[2]?.time ?? 0));
    const log = whole.map((one, index) => (index === 2 ? { ...one, bytes: bytesOf(forged) } : one));
    expect(codes(log)).toEqual(["4 link"]);
  });

  test("what has another form, though it is whole in itself", () => {
    const odd = Buffer.from(`${canonicalJson({ a: 1 })}\n`);
    expect(codes([{ where: "1.json", sequence: 1, bytes: odd }])).toEqual(["1 bytes"]);
    const deep = Buffer.from(`${"[".repeat(50_000)}${"]".repeat(50_000)}\n`);
    expect(codes([{ where: "1.json", sequence: 1, bytes: deep }])).toEqual(["1 bytes"]);
  });
});

describe("the end", () => {
  test("cut off is found by an anchor, and by nothing else", () => {
    const cut = whole.slice(0, 4);
    expect(codes(cut)).toEqual([]);
    expect(verifyChain(cut, [head])).toMatchObject({
      intactTo: 4,
      problems: [
        { sequence: 5, code: "anchor", message: "The log ends with record 4 and had at least 6: its end was cut off" },
      ],
    });
  });

  test("written anew from some record on is found by an anchor after it, and by nothing else", () => {
    const others = chainOf(Array.from({ length: 3 }, () => sampleDraft({ outcome: "refused" })));
    const log = stored(others);
    expect(codes(log)).toEqual([]);
    expect(codes(log, { sequence: 2, hash: records[1]?.hash ?? "", where: "a note" })).toEqual(["2 anchor"]);
  });

  test("longer than the anchor is as it should be", () => {
    expect(codes(whole, { sequence: 3, hash: records[2]?.hash ?? "", where: "a note" })).toEqual([]);
  });
});

test("a record that says an earlier time than the one before it is said; a few seconds are not", () => {
  const times = ["2026-03-01T10:00:00Z", "2026-03-01T09:59:30Z", "2026-02-20T10:00:00Z"];
  const log = stored(chainOf([sampleDraft(), sampleDraft(), sampleDraft()], times));
  expect(codes(log)).toEqual(["3 time"]);
});
