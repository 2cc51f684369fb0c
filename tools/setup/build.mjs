// Builds the bundles in dist/ and links the command, so that `npx digit-platform` works right after `npm ci`.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const entries = {
  cli: "cli/launch.ts",
  program: "cli/cli.ts",
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

// Compiled from an earlier bundle, it would be taken for this one.
const compiled = join(root, "dist", "program.cache");
rmSync(compiled, { force: true });

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
  // Code compiled ahead has lost who answers `import()` (Node 20): what is not bundled is required.
  supported: { "dynamic-import": false },
  format: "cjs",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "external",
  logLevel: "warning",
});

const command = join(root, "dist", "cli.js");
if (existsSync(command)) {
  chmodSync(command, 0o755);
  toAscii(join(root, "dist", "program.js"));
  compileAhead();
  // npm links the commands of dependencies, not a package's own.
  const bin = join(root, "node_modules", ".bin");
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, "digit-platform"), { force: true });
  symlinkSync(join("..", "..", "dist", "cli.js"), join(bin, "digit-platform"));
}

/** esbuild leaves other characters in templates and patterns, where an escape means the same. See cli/launch.ts. */
function toAscii(path) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII begins with them.
  writeFileSync(path, readFileSync(path, "utf8").replace(/[^\x00-\x7f]/g, escaped));
}

/** Lets the command judge a few plans, and keeps what V8 compiled for that. Without it, the command starts slower. */
function compileAhead() {
  const fixtures = join(root, "checks", "rules", "fixtures");
  if (!existsSync(fixtures)) return;
  const folder = mkdtempSync(join(tmpdir(), "digit-platform-build-"));
  try {
    const plans = readdirSync(fixtures).flatMap((file) =>
      Object.values(JSON.parse(readFileSync(join(fixtures, file), "utf8")))
        .slice(0, 10)
        .map(({ plan }, index) => {
          const path = join(folder, `${index}-${file}`);
          writeFileSync(path, JSON.stringify(plan));
          return path;
        }),
    );
    const report = ["--format", "json", "--output", join(folder, "report.json"), "--fail-on", "never"];
    spawnSync(process.execPath, [command, "check", ...plans, ...report], {
      env: { ...process.env, DIGIT_COMPILED_CODE: compiled },
      stdio: ["ignore", "ignore", 2],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
