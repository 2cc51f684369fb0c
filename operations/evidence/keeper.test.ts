import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluate } from "../../checks/evaluate";
import type { ExceptionEntry } from "../../checks/exceptions/model";
import type { DutyEntry } from "../../checks/frameworks/duties";
import { graphOf } from "../../checks/testing/graph";
import { testResult, testRule } from "../../checks/testing/rule";
import { FolderStore } from "./folderStore";
import { EvidenceKeeper } from "./keeper";
import { readChain } from "./log";

const folder = mkdtempSync(join(tmpdir(), "keeper-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
function fresh() {
  count += 1;
  const place = join(folder, String(count));
  const keeper = (environment = "demo") =>
    new EvidenceKeeper(new FolderStore(place), { environment, emulator: false }, () => new Date(0));
  const records = async () => (await readChain(new FolderStore(place))).records;
  return { keeper, records };
}
const entry: ExceptionEntry = {
  rule: "TST-01",
  resource: "aws_s3_bucket.a",
  reason: "The supplier renames it; token=ghp_abcdefghijklmnopqrstuvwxyz0123456789",
  owner: "asha",
  approvedBy: "ravi",
  ticket: "OPS-7",
  expires: "2026-05-01",
};
const duty: DutyEntry = { duty: "training", owner: "a", what: "Half a day", where: "DOC-1", date: "2026-01-01" };
const rule = testRule(() => [testResult("fail", { actual: "hidden-value" })]);
const report = evaluate(
  graphOf(
    { json: { resource: { aws_s3_bucket: { a: {} } } }, stack: "data" },
    { json: { resource: { aws_s3_bucket: { a: {} } } }, stack: "edge" },
  ),
  [rule],
  { version: "1", now: new Date(0), show: "all" },
);
const verdict = { kind: "verdict", outcome: "refused", stage: "plan", report, exceptions: [entry] } as const;

test("a record has who was judged, the controls of its stack and the exceptions, and no values and no secrets", async () => {
  const { keeper, records } = fresh();
  await keeper().keep({ ...verdict, stack: "data", facts: { planSha256: "x" } });
  const [record] = await records();
  expect(record).toMatchObject({
    kind: "verdict",
    outcome: "refused",
    subject: { environment: "demo", stage: "plan", stack: "data" },
    controls: [{ check: "TST-01.first", stack: "data", fail: ["aws_s3_bucket.a"] }],
    exceptions: [{ rule: "TST-01", approvedBy: ["ravi"] }],
    facts: { planSha256: "x" },
  });
  expect(record?.subject.inputs).toHaveLength(2);
  const text = JSON.stringify(record);
  expect(text).not.toContain("hidden-value");
  expect(text).not.toContain("ghp_");
});

test("without a stack all controls are kept", async () => {
  const { keeper, records } = fresh();
  await keeper().keep(verdict);
  expect((await records())[0]?.controls.map(({ stack }) => stack)).toEqual(["data", "edge"]);
});

test("what stacks record side by side stands in one chain", async () => {
  const { keeper, records } = fresh();
  const one = keeper();
  await Promise.all(Array.from({ length: 6 }, (_, index) => one.keep({ ...verdict, facts: { index } })));
  expect((await records()).map(({ facts }) => facts.index)).toEqual([0, 1, 2, 3, 4, 5]);
});

describe("changes by people", () => {
  const kinds = async (records: () => Promise<readonly { kind: string }[]>) =>
    (await records()).map(({ kind }) => kind);

  test("are recorded once, whoever made them and however", async () => {
    const { keeper, records } = fresh();
    const run = async (exceptions: readonly ExceptionEntry[], duties: readonly DutyEntry[]) => {
      const one = keeper();
      await one.follow(exceptions, duties);
      await one.keep({ ...verdict, exceptions });
    };
    await run([], []);
    await run([entry], [duty]);
    await run([entry], [duty]);
    await run([], [{ ...duty, where: "DOC-2" }]);
    expect(await kinds(records)).toEqual([
      "verdict",
      "exception-change",
      "duty",
      "verdict",
      "verdict",
      "exception-change",
      "duty",
      "verdict",
    ]);
    const [, added, , , , removed, moved] = await records();
    expect(added?.facts).toMatchObject({ added: [{ rule: "TST-01" }], removed: [] });
    expect(removed?.facts).toMatchObject({ added: [], removed: [{ rule: "TST-01" }] });
    expect(moved?.facts).toMatchObject({ added: [{ where: "DOC-2" }], removed: [{ where: "DOC-1" }] });
  });

  test("of other environments in the same log are not taken for its own", async () => {
    const { keeper, records } = fresh();
    await keeper("one").follow([entry], []);
    await keeper("two").follow([], []);
    await keeper("one").follow([entry], []);
    expect(await kinds(records)).toEqual(["exception-change"]);
  });
});
