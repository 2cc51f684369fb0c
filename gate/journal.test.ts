import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Journal } from "./journal";

describe("the journal", () => {
  const directory = mkdtempSync(join(tmpdir(), "journal-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("gives back what was written, and passes over a line that a crash cut off", () => {
    const path = join(directory, "cut.jsonl");
    const journal = new Journal(path);
    journal.begin(new Date("2026-11-20T10:00:00Z"), "emulator-1");
    journal.write({ event: "start", address: "aws_vpc.a", action: "create" });
    appendFileSync(path, '{"event":"complete","addr');
    expect(new Journal(path).read().map((entry) => entry.event)).toEqual(["begin", "start"]);
  });

  it("starts anew with each apply, and is gone when one ended well", () => {
    const journal = new Journal(join(directory, "new.jsonl"));
    journal.begin(new Date(), undefined);
    journal.write({ event: "engine", pid: 1 });
    journal.begin(new Date(), undefined);
    expect(journal.read()).toHaveLength(1);
    journal.remove();
    expect(journal.read()).toEqual([]);
  });
});
