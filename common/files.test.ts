import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFileAtomically } from "./files";

describe("writeFileAtomically", () => {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("makes folders, replaces a file, and is readable by the owner alone unless told otherwise", () => {
    const path = join(folder, "a", "b", "plan.json");
    writeFileAtomically(path, "one");
    writeFileAtomically(path, "two");
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "a", "b"))).toEqual(["plan.json"]);
  });

  it("leaves the old file and nothing else when the new one cannot be put in its place", () => {
    const path = join(folder, "taken");
    writeFileAtomically(join(path, "inside"), "kept");
    expect(() => writeFileAtomically(path, "new")).toThrow();
    expect(readFileSync(join(path, "inside"), "utf8")).toBe("kept");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("writes into a device or a pipe instead of replacing it", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = new Promise<string>((resolve, reject) => {
      import("node:child_process").then(({ execFile }) =>
        execFile("cat", [pipe], (error, text) => (error ? reject(error) : resolve(text))),
      );
    });
    // The reader opens the pipe in a process of its own; the write below waits for it.
    await new Promise((resolve) => setTimeout(resolve, 200));
    writeFileAtomically(pipe, "through");
    expect(await reader).toBe("through");
    expect(statSync(pipe).isFIFO()).toBe(true);
  });
});
