/**
 * Proves the table of catalogue/digit-weaknesses.json on checkouts of the repository that it speaks of.
 *
 *   node --import tsx tools/accuracy/weaknesses.ts MASTER [BRANCH=FOLDER …]
 *
 * MASTER and each FOLDER hold a checkout; where the table says so, after `terraform init`. Branches that are not given
 * are passed over. Prints each check that does not fail where the table says that it does.
 */
import { join } from "node:path";
import catalogue from "../../catalogue/digit-weaknesses.json";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import { readInputs } from "../../checks/inputs/readInputs";
import type { Report } from "../../checks/model";
import { allRules } from "../../checks/rules";
import type { Weakness } from "../differences";

const [master = ".", ...others] = process.argv.slice(2);
const checkouts = new Map([["master", master], ...others.map((one) => one.split("=") as [string, string])]);
const weaknesses: readonly Weakness[] = catalogue.weaknesses;

const reports = new Map<string, Report>();

/** A root module calls others beside it, so a checkout is read as a whole. */
function reportOf(checkout: string): Report {
  const known = reports.get(checkout);
  if (known) return known;
  const graph = buildGraph(readInputs([{ path: join(checkout, "infra-as-code", "terraform") }]).inputs);
  const report = evaluate(graph, allRules, { version: "accuracy", now: new Date("2026-11-25") });
  reports.set(checkout, report);
  return report;
}

/** Checks that fail in the root module, or in a module that is written in the folder. */
function failing(checkout: string, folder: string): ReadonlySet<string> {
  const { findings, inputs } = reportOf(checkout);
  const here = findings.filter(
    ({ status, input, source }) =>
      status === "fail" && (inputs[input]?.path.endsWith(folder) || source.file?.includes(`${folder}/`)),
  );
  return new Set(here.map((one) => one.check));
}

let found = 0;
for (const { number, folder, checks, branch = "master" } of weaknesses) {
  const checkout = checkouts.get(branch);
  if (checkout === undefined || folder === undefined) continue;
  const fails = failing(checkout, folder);
  for (const check of checks ?? []) {
    if (fails.has(check)) found += 1;
    else process.stdout.write(`${number}: ${check} does not fail in ${folder} of ${branch}\n`);
  }
}
process.stderr.write(`${found} checks fail as the table says\n`);
