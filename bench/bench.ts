/**
 * `npm run bench`: synthesis, and all rules over real plans beside Node with `JSON.parse` of the same files, in one run.
 * Prints ratios and the limits of design §9; exit 1 when a limit is missed. Times are medians of whole processes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../common/packageRoot";

const root = packageRoot();
const cli = join(root, "dist", "cli.js");
const repetitions = 7;

/** Wall time of a whole process in seconds: the median of some runs after one that warms the caches. */
function timed(args: readonly string[]): number {
  const seconds = Array.from({ length: repetitions + 1 }, () => {
    const started = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    if (status !== 0 && status !== 1) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
    return Number(process.hrtime.bigint() - started) / 1e9;
  }).slice(1);
  return seconds.sort((a, b) => a - b)[Math.floor(repetitions / 2)] ?? Number.NaN;
}

/** The plans that the last `npm start` judged and applied; on a machine without them, the plans of the rules' examples. */
function realPlans(): { readonly what: string; readonly files: readonly string[] } {
  const stacks = join(root, "out", "demo", "stacks");
  const applied = existsSync(stacks)
    ? readdirSync(stacks)
        .map((name) => join(stacks, name, "plan.json"))
        .filter(existsSync)
    : [];
  if (applied.length > 0) return { what: "plans of the last npm start", files: applied };
  const fixtures = join(root, "checks", "rules", "fixtures");
  return {
    what: "plans of the rules' examples (no npm start yet)",
    files: readdirSync(fixtures)
      .map((name) => join(fixtures, name))
      .filter((file) => file.endsWith(".json")),
  };
}

interface Row {
  readonly what: string;
  readonly seconds: number;
  readonly limit: number;
  readonly beside: string;
}

function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), "digit-bench-"));
  try {
    const rows: Row[] = [];
    const bare = timed(["-e", "0"]);
    rows.push({
      what: "synthesis of all AWS stacks (demo)",
      seconds: timed([cli, "synth", "environments/demo.yaml", "--out", scratch]),
      limit: 3,
      beside: `node alone ${bare.toFixed(3)} s`,
    });

    const { what, files } = realPlans();
    const largest = [...files].sort((a, b) => statSync(b).size - statSync(a).size)[0];
    if (!largest) throw new Error("no plans");
    const report = join(scratch, "report.json");
    for (const [name, chosen] of [
      ["largest plan", [largest]],
      ["all plans", files],
    ] as const) {
      const parse = timed([
        "-e",
        `for (const file of ${JSON.stringify(chosen)}) JSON.parse(require("fs").readFileSync(file, "utf8"))`,
      ]);
      const check = timed([cli, "check", ...chosen, "--format", "json", "--fail-on", "never", "--output", report]);
      const { summary } = JSON.parse(readFileSync(report, "utf8"));
      const bytes = chosen.reduce((sum, file) => sum + statSync(file).size, 0);
      rows.push({
        what: `check, ${name}: ${summary.resources} resources, ${(bytes / 1e6).toFixed(2)} MB (${what})`,
        seconds: check,
        limit: 0.4,
        beside: `node + JSON.parse ${parse.toFixed(3)} s, ratio ${(check / parse).toFixed(1)}`,
      });
    }
    for (const row of rows) {
      const verdict = row.seconds <= row.limit ? "within" : "ABOVE";
      process.stdout.write(
        `${row.seconds.toFixed(3)} s  ${verdict} ${row.limit} s  ${row.what}; beside it: ${row.beside}\n`,
      );
    }
    process.exitCode = rows.every((row) => row.seconds <= row.limit) ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main();
