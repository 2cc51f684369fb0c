/**
 * `npm run bench [-- --quick]`: synthesis, and all rules over plans of growing size, beside checkov, conftest and Node
 * with `JSON.parse` on the same files in the same run. Prints times, peak memory, ratios and the limits of design §9;
 * exit 1 when a limit is missed. `--quick` leaves the peers, the 100,000 resources and what is above out.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../common/packageRoot";
import { type Measured, measured } from "./measure";
import { conftestPolicy, resolveCheckov, resolveConftest } from "./peers";
import { planSource, writePlan } from "./plans";

const root = packageRoot();
const cli = join(root, "dist", "cli.js");
const quick = process.argv.includes("--quick");

interface Case {
  readonly resources: number;
  readonly runs: number;
  /** Seconds of wall time. */
  readonly limit: number;
  /** Peak memory in MiB. */
  readonly memory?: number;
  /** Checkers that finish in reasonable time at this size. */
  readonly peers: readonly ("checkov" | "conftest" | "JSON.parse")[];
}

/** Limits of design §9. Above V8's longest string only "works, memory bounded" is asked: a generous time stands in. */
const cases: readonly Case[] = [
  { resources: 279, runs: 7, limit: 0.4, peers: ["JSON.parse", "conftest", "checkov"] },
  { resources: 10_000, runs: 5, limit: 0.8, peers: ["JSON.parse", "conftest", "checkov"] },
  ...(quick
    ? []
    : ([
        { resources: 100_000, runs: 3, limit: 5, memory: 1229, peers: ["JSON.parse", "conftest"] },
        { resources: 340_000, runs: 1, limit: 60, memory: 2048, peers: [] },
      ] as const)),
];

let missed = 0;

function show({ seconds, memory }: Measured): string {
  return `${seconds.toFixed(2)} s, ${memory.toFixed(0)} MiB`;
}

function line(ours: Measured, what: string, limit: number, memory?: number): void {
  const within = ours.seconds <= limit && (memory === undefined || ours.memory <= memory);
  if (!within) missed += 1;
  const bound = memory === undefined ? `${limit} s` : `${limit} s and ${memory} MiB`;
  process.stdout.write(`${within ? "within" : "ABOVE "} ${bound.padEnd(18)} ${show(ours).padEnd(18)} ${what}\n`);
}

function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), "digit-bench-"));
  try {
    const source = planSource(root);
    process.stdout.write(`${source.what}; ${availableParallelism()} cores; medians of whole processes\n`);
    const synth = measured(
      [process.execPath, cli, "synth", join(root, "environments", "demo.yaml"), "--out", scratch],
      {
        runs: 5,
      },
    );
    if (synth) line(synth, "synthesis of all AWS stacks", 3);
    const policy = conftestPolicy(scratch);
    const command = {
      checkov: quick
        ? undefined
        : (path: string) => [resolveCheckov(), "-f", path, "--compact", "--quiet", "-o", "json"],
      conftest: quick
        ? undefined
        : (path: string) => [resolveConftest(), "test", "--policy", policy, "--output", "json", path],
      "JSON.parse": (path: string) => [
        process.execPath,
        "-e",
        'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))',
        path,
      ],
    };
    for (const one of cases) {
      const path = join(scratch, `${one.resources}.json`);
      writePlan(path, source, one.resources);
      const megabytes = (statSync(path).size / 1e6).toFixed(0);
      const check = [
        process.execPath,
        cli,
        "check",
        path,
        "--format",
        "json",
        "--output",
        join(scratch, "report.json"),
      ];
      const ours = measured(check, { runs: one.runs });
      if (!ours) throw new Error("the check took longer than ten minutes");
      line(ours, `check of ${one.resources} resources, ${megabytes} MB`, one.limit, one.memory);
      for (const peer of one.peers) {
        const args = command[peer]?.(path);
        if (!args) continue;
        // Its one run of a large plan takes longer than all of ours together.
        const runs = peer === "checkov" && one.resources > 1000 ? 1 : Math.min(3, one.runs);
        const theirs = measured(args, { runs, limit: 300 });
        const ratio = theirs ? `${(ours.seconds / theirs.seconds).toFixed(2)} of its time` : "not finished after 300 s";
        process.stdout.write(
          `       beside ${peer.padEnd(11)} ${theirs ? show(theirs).padEnd(18) : ""} ours is ${ratio}\n`,
        );
      }
      if (one.resources > 279) rmSync(path);
    }
    collection(scratch, join(scratch, "279.json"), source);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  process.exitCode = missed === 0 ? 0 : 1;
}

/** A folder of plans uses all cores: the time for each is to lie well below that of one on its own. */
function collection(scratch: string, single: string, source: ReturnType<typeof planSource>): void {
  const count = quick ? 100 : 1000;
  const folder = join(scratch, "collection");
  mkdirSync(folder);
  for (let index = 0; index < count; index += 1) writePlan(join(folder, `${index}.json`), source, 60);
  const all = measured(
    [process.execPath, cli, "check", folder, "--format", "json", "--output", join(scratch, "r.json")],
    {
      runs: 1,
    },
  );
  const alone = measured(
    [process.execPath, cli, "check", single, "--format", "json", "--output", join(scratch, "r.json")],
    {
      runs: 3,
    },
  );
  if (!all || !alone) return;
  line(all, `check of a folder of ${count} plans with 60 resources each`, count * 0.06);
  process.stdout.write(
    `       beside one process for each plan: ${((count * alone.seconds) / all.seconds).toFixed(1)} times as fast as ${count} runs on a plan of 279\n`,
  );
}

main();
