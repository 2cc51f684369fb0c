import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot, packageVersion } from "../common/packageRoot";

const dist = join(packageRoot(), "dist");
const folder = mkdtempSync(join(tmpdir(), "digit-platform-launch-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command in a place of its own, with that compiled code beside it. */
function versionWith(code: Buffer | undefined): { readonly status: number | null; readonly stdout: string } {
  mkdirSync(join(folder, "dist"), { recursive: true });
  copyFileSync(join(packageRoot(), "package.json"), join(folder, "package.json"));
  for (const file of ["cli.js", "program.js"]) copyFileSync(join(dist, file), join(folder, "dist", file));
  const cache = join(folder, "dist", "program.cache");
  if (code) writeFileSync(cache, code);
  else rmSync(cache, { force: true });
  const { status, stdout } = spawnSync(process.execPath, [join(folder, "dist", "cli.js"), "--version"], {
    encoding: "utf8",
  });
  return { status, stdout: stdout.trim() };
}

test("the command was compiled ahead, and is plain ASCII as its reader takes it to be", () => {
  expect(existsSync(join(dist, "program.cache"))).toBe(true);
  expect(readFileSync(join(dist, "program.js")).every((byte) => byte < 0x80)).toBe(true);
});

test("it starts without its compiled code, and with one that is damaged or of another version", () => {
  const good = readFileSync(join(dist, "program.cache"));
  const foreign = Buffer.from(good.subarray(32));
  foreign.writeUInt32LE((foreign.readUInt32LE(4) ^ 0xffff) >>> 0, 4);
  const otherVersion = Buffer.concat([createHash("sha256").update(foreign).digest(), foreign]);
  const damaged = Buffer.from(good);
  damaged.fill(0x55, damaged.length / 2);
  for (const code of [good, undefined, otherVersion, damaged, Buffer.alloc(0), Buffer.from("no code")])
    expect(versionWith(code)).toEqual({ status: 0, stdout: packageVersion() });
});

test("compiled ahead, it still loads what is not in its bundle", () => {
  const rules = join(folder, "rules.ts");
  writeFileSync(rules, "export const rules: readonly never[] = [];\n");
  const args = [join(dist, "cli.js"), "check", "environments/demo.yaml", "--custom-rules", rules];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: packageRoot() });
  // The compiler of TypeScript is loaded by then, and the file has no rule.
  expect(`${status} ${stderr}`).toMatch(/^2 [\s\S]*exports no rule/);
});
