// Runs jest suites by name and leaves their figures in out/test-results/. Usage: node tools/setup/test.mjs unit e2e
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const words = process.argv.slice(2);
const suites = words.filter((word) => !word.startsWith("-"));
const options = words.filter((word) => word.startsWith("-"));
const folder = join(root, "out", "test-results");
const results = join(folder, `${suites.join("-")}.json`);
mkdirSync(folder, { recursive: true });
rmSync(results, { force: true });

const started = Date.now();
const run = spawnSync(
  process.execPath,
  // Two workers: the end-to-end run mostly waits for the provider, and the unit tests fill the time.
  [
    join(root, "node_modules", "jest", "bin", "jest.js"),
    "--selectProjects",
    ...suites,
    "--maxWorkers=2",
    "--json",
    `--outputFile=${results}`,
    ...options,
  ],
  // Jest prints its progress on standard error and, with --json, only the JSON on standard output.
  { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
);
const seconds = Math.round((Date.now() - started) / 1000);
const report = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : undefined;
const passed = report?.numPassedTests ?? 0;
const failed = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0) + (report ? 0 : 1);
process.stdout.write(`${suites.join(" and ")}: ${passed} passed, ${failed} failed in ${seconds} s\n`);
process.exit(run.status === 0 && passed > 0 ? 0 : 1);
