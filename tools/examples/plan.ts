/** Plans all examples with a real engine and writes the fixtures of `checks/rules/examples.test.ts`, one per group. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { writeFileAtomically } from "../../common/files";
import { sortKeys } from "../../common/json";
import { filesOf, hashOf, type PlannedExample, plannedExamples } from "./rootModule";
import { subPlan } from "./subPlan";

const fixtures = resolve(__dirname, "../../checks/rules/fixtures");

function run(binary: string, args: readonly string[], cwd: string): string {
  // A CLI configuration of the machine could bring in other providers than those named.
  const { TF_CLI_CONFIG_FILE: _ignored, ...inherited } = process.env;
  const environment = { ...inherited, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  return execFileSync(binary, args, {
    cwd,
    env: environment,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** One plan of the root module with all examples. */
function planExamples(examples: readonly PlannedExample[], binary: string, pluginDir: string | undefined): unknown {
  const folder = mkdtempSync(join(tmpdir(), "digit-examples-"));
  try {
    for (const [path, text] of filesOf(examples)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    run(binary, ["init", "-input=false", "-no-color", ...(pluginDir ? [`-plugin-dir=${pluginDir}`] : [])], folder);
    run(binary, ["plan", "-input=false", "-no-color", "-out=examples.tfplan"], folder);
    return JSON.parse(run(binary, ["show", "-json", "examples.tfplan"], folder)) as unknown;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Entry {
  readonly sha256: string;
  readonly plan: unknown;
}

/** One line per example, so that a change of one shows as one. */
function fixtureOf(entryOf: (example: PlannedExample) => Entry, examples: readonly PlannedExample[]): string {
  const lines = examples.map((one) => `${JSON.stringify(one.id)}: ${JSON.stringify(sortKeys(entryOf(one)))}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** What the fixtures hold of the examples as they are now. */
function freshEntries(examples: readonly PlannedExample[]): ReadonlyMap<string, Entry> {
  const known = new Map<string, Entry>();
  for (const group of new Set(examples.map((one) => one.group))) {
    const file = join(fixtures, `${group}.plans.json`);
    if (!existsSync(file)) continue;
    const entries = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Entry>>;
    for (const [id, entry] of Object.entries(entries)) known.set(`${group} ${id}`, entry);
  }
  return new Map(
    examples.flatMap((one) => {
      const entry = known.get(`${one.group} ${one.id}`);
      return entry?.sha256 === hashOf(one.example) ? [[`${one.group} ${one.id}`, entry] as const] : [];
    }),
  );
}

/**
 * Group and size in KiB of each fixture that was written. Of the examples that have not changed the plans are kept if
 * only `changed` ones are asked for: seconds instead of minutes, enough while the provider stays the same.
 */
export function writeFixtures(
  binary: string,
  pluginDir: string | undefined,
  only: "all" | "changed" = "all",
): readonly (readonly [string, number])[] {
  const examples = plannedExamples();
  const kept = only === "changed" ? freshEntries(examples) : new Map<string, Entry>();
  const stale = examples.filter(({ group, id }) => !kept.has(`${group} ${id}`));
  const plan = stale.length > 0 ? planExamples(stale, binary, pluginDir) : undefined;
  const entryOf = ({ group, id, module, example }: PlannedExample): Entry =>
    kept.get(`${group} ${id}`) ?? { sha256: hashOf(example), plan: subPlan(plan, module) };
  mkdirSync(fixtures, { recursive: true });
  for (const file of readdirSync(fixtures)) if (file.endsWith(".plans.json")) rmSync(join(fixtures, file));
  return [...new Set(examples.map((one) => one.group))].map((group) => {
    const text = fixtureOf(
      entryOf,
      examples.filter((one) => one.group === group),
    );
    writeFileAtomically(join(fixtures, `${group}.plans.json`), text, 0o644);
    return [group, Math.round(text.length / 1024)];
  });
}
