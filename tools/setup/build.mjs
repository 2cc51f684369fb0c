// Builds the bundles in dist/ and links the command, so that `npx digit-platform` works right after `npm ci`.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const entries = {
  cli: "cli/cli.ts",
  checks: "checks/index.ts",
  checkWorker: "operations/checkWorker.ts",
  bench: "bench/bench.ts",
};
const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(join(root, file))));

/** Large data as text for `JSON.parse`, which V8 reads faster than an object literal of the same size. */
const bigData = {
  name: "big-data",
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (text.length < 20_000) return undefined;
      return {
        contents: `module.exports = JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(text)))})`,
        loader: "js",
      };
    });
  },
};

await build({
  absWorkingDir: root,
  entryPoints: present,
  outdir: "dist",
  bundle: true,
  // A compiler of its own with a binary beside it; loaded when an organisation's rules are in TypeScript.
  external: ["esbuild"],
  plugins: [bigData],
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
