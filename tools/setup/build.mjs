// Builds the bundles in dist/ and links the command, so that `npx digit-platform` works right after `npm ci`.
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const entries = { cli: "cli/cli.ts", checks: "checks/index.ts", bench: "bench/bench.ts" };
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));

await build({
  absWorkingDir: root,
  entryPoints: present,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "external",
  logLevel: "warning",
});

const command = join(root, "dist", "cli.js");
if (existsSync(command)) {
  chmodSync(command, 0o755);
  // npm links the commands of dependencies, not a package's own.
  const bin = join(root, "node_modules", ".bin");
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, "digit-platform"), { force: true });
  symlinkSync(join("..", "..", "dist", "cli.js"), join(bin, "digit-platform"));
}
