import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LockFile } from "./lockFile";

const folder = mkdtempSync(join(tmpdir(), "lock-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, ".terraform.lock.hcl");
const locked = `# ours
provider "registry.terraform.io/hashicorp/aws" {
  version = "5.100.0"
  hashes  = ["h1:one"]
}
`;
/** What is left of the lock file when something was written over it while it was initialised. */
const after = (written: string): string => {
  writeFileSync(path, locked);
  const lock = new LockFile(folder);
  writeFileSync(path, written);
  lock.restore();
  return readFileSync(path, "utf8");
};

it("keeps the text that records bind, when only its comments were written anew", () => {
  expect(after(locked)).toBe(locked);
  expect(after(locked.replace("# ours", "# maintained by another\n"))).toBe(locked);
});

it.each([
  ["another package", locked.replace("h1:one", "h1:two")],
  ["one more package", locked.replace('"h1:one"', '"h1:one", "h1:two"')],
  ["one more provider", `${locked}provider "registry.opentofu.org/hashicorp/aws" {\n  version = "5.100.0"\n}\n`],
  ["nothing any more", ""],
])("refuses %s with exit 1, and puts the text back", (_, written) => {
  expect(() => after(written)).toThrow(expect.objectContaining({ code: "provider-lock-changed", exitCode: 1 }));
  expect(readFileSync(path, "utf8")).toBe(locked);
});
