import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { decode, largestFileBytes, readText } from "./readText";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "digit-read-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function codeOf(file: string): string {
  const result = readText(file);
  return "problem" in result ? result.problem.code : "read";
}

test("reads a file of text, byte order mark or not", () => {
  const file = join(folder, "good.yaml");
  writeFileSync(file, "\ufeffname: नवप्रदेश\n");
  expect(readText(file)).toEqual({ text: "name: नवप्रदेश\n" });
});

test("whatever cannot be read has its own code", () => {
  mkdirSync(join(folder, "directory"));
  writeFileSync(join(folder, "large"), "#".repeat(largestFileBytes + 1));
  symlinkSync("loop", join(folder, "loop"));
  expect(codeOf(join(folder, "nothing"))).toBe("file-not-found");
  expect(codeOf(join(folder, "large", "below"))).toBe("file-not-found");
  expect(codeOf(join(folder, "directory"))).toBe("file-is-directory");
  expect(codeOf(join(folder, "large"))).toBe("file-too-large");
  expect(codeOf(join(folder, "loop"))).toBe("file-not-readable");
  expect(codeOf(join(folder, "nul\0"))).toBe("file-not-found");
  expect(codeOf("n".repeat(5000))).toBe("file-not-readable");
});

test("a named pipe or a device is refused at once instead of being waited for", () => {
  const pipe = join(folder, "pipe");
  execFileSync("/bin/sh", ["-c", 'mkfifo "$0"', pipe]);
  expect(codeOf(pipe)).toBe("not-a-file");
  expect(codeOf("/dev/null")).toBe("not-a-file");
});

test("a byte that is no UTF-8 is located, by line and column", () => {
  expect(decode(Buffer.from("a: b\nname: caf\xe9\n", "latin1"), "f")).toEqual({
    problem: expect.objectContaining({ code: "encoding", line: 2, column: 10 }),
  });
});

test("any bytes give text or a problem", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const result = decode(bytes, "f");
      expect("text" in result || result.problem.code === "encoding").toBe(true);
    }),
    { seed: 20261122 },
  );
});
