import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sampleDraft } from "../../checks/evidence/testing/sample";
import { UserError } from "../../common/errors";
import { packageRoot } from "../../common/packageRoot";
import { FolderStore } from "./folderStore";
import { appendEvidence, findLast, readChain } from "./log";

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "evidence-"));
  folders.push(made);
  return join(made, "log");
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});
const now = () => new Date("2026-03-01T10:00:00Z");

test("records are appended, each for its owner's eyes, and the chain is whole", async () => {
  const place = folder();
  const store = new FolderStore(place);
  expect(await readChain(store)).toMatchObject({ records: [], problems: [] });
  for (let index = 1; index <= 3; index += 1) {
    const record = await appendEvidence(store, sampleDraft({ facts: { index } }), now);
    expect(record.sequence).toBe(index);
  }
  expect(readdirSync(place).sort()).toEqual([
    "000000000001.json",
    "000000000002.json",
    "000000000003.json",
    "head.json",
  ]);
  expect(statSync(join(place, "000000000001.json")).mode & 0o777).toBe(0o600);
  expect(await readChain(store)).toMatchObject({ problems: [], intactTo: 3 });
  expect((await findLast(store, ({ facts }) => facts.index === 2))?.sequence).toBe(2);
  expect(await findLast(store, ({ facts }) => facts.index === 9)).toBeUndefined();
});

test("many writers at once fork nothing and lose nothing", async () => {
  const place = folder();
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let index = 0; index < 5; index += 1)
      await appendEvidence(new FolderStore(place), sampleDraft({ facts: { writer, index } }), now);
  });
  await Promise.all(writers);
  const { records, problems, head } = await readChain(new FolderStore(place));
  expect(problems).toEqual([]);
  expect(records).toHaveLength(20);
  expect(new Set(records.map(({ facts }) => `${facts.writer} ${facts.index}`)).size).toBe(20);
  expect(JSON.parse(readFileSync(join(place, "head.json"), "utf8"))).toEqual(head);
});

test("nor do several processes", async () => {
  const place = folder();
  const root = packageRoot();
  const script = `
    const { FolderStore } = require(${JSON.stringify(join(root, "operations/evidence/folderStore.ts"))});
    const { appendEvidence } = require(${JSON.stringify(join(root, "operations/evidence/log.ts"))});
    const { sampleDraft } = require(${JSON.stringify(join(root, "checks/evidence/testing/sample.ts"))});
    void (async () => {
      for (let index = 0; index < 20; index += 1)
        await appendEvidence(new FolderStore(process.argv[1]), sampleDraft({ facts: { index } }), () => new Date());
    })();`;
  const write = promisify(execFile);
  const run = () => write(process.execPath, ["--require", "tsx/cjs", "--eval", script, place], { cwd: root });
  await Promise.all([run(), run(), run()]);
  const { records, problems } = await readChain(new FolderStore(place));
  expect(problems).toEqual([]);
  expect(records).toHaveLength(60);
  expect(readdirSync(place).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a cut-off end is found by the head, and a new record does not hide it", async () => {
  const place = folder();
  const store = new FolderStore(place);
  for (let index = 0; index < 3; index += 1) await appendEvidence(store, sampleDraft(), now);
  unlinkSync(join(place, "000000000003.json"));
  expect((await readChain(store)).problems).toMatchObject([{ sequence: 3, code: "anchor" }]);
  await appendEvidence(store, sampleDraft({ outcome: "refused" }), now);
  expect((await readChain(store)).problems).toMatchObject([{ sequence: 3, code: "anchor" }]);
});

test("nothing is appended behind a broken record", async () => {
  const place = folder();
  const store = new FolderStore(place);
  await appendEvidence(store, sampleDraft(), now);
  writeFileSync(join(place, "000000000001.json"), "{}\n");
  await expect(appendEvidence(store, sampleDraft(), now)).rejects.toMatchObject({
    code: "evidence-broken",
    exitCode: 1,
  });
  expect(readdirSync(place)).not.toContain("000000000002.json");
});

test("a file is no place for a log", () => {
  const place = folder();
  writeFileSync(place, "");
  expect(() => new FolderStore(place)).toThrow(UserError);
});
