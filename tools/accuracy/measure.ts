/**
 * How often the engine is right on labelled cases of public suites (`labels.py` collects them).
 *
 *   node --import tsx tools/accuracy/measure.ts labels.jsonl [--suite NAME] [--id ID] [--list wrong|unknown|missing]
 *
 * A label counts as found when a check that names the label's id among its equivalents fails on the label's resource,
 * and as a false alarm when one fails where the suite says pass. Ids that no check names are counted apart.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { evaluate } from "../../checks/evaluate";
import { kubeScoreChecks } from "../../checks/exceptions/inline/kubeScore";
import { buildGraph } from "../../checks/graph/buildGraph";
import { type InputRequest, readInputs } from "../../checks/inputs/readInputs";
import type { Finding } from "../../checks/model";
import { allRules } from "../../checks/rules";

interface Label {
  readonly suite: string;
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly kind: "terraform" | "kubernetes";
  readonly folder?: string;
  readonly files?: readonly string[];
  readonly text?: string;
  readonly resource: string | null;
  readonly expected: "pass" | "fail";
  /** Our checks that ask what the suite's case asks, where its ids are none that checks name as equivalents. */
  readonly checks?: readonly string[];
  /** The Kubernetes object that the label is about, as `Kind/name`, whatever its namespace. */
  readonly name?: string;
}

type Outcome = "right" | "missed" | "false-alarm" | "unknown" | "crash" | "no-rule";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { suite: { type: "string" }, id: { type: "string" }, list: { type: "string" } },
});

/** Peers' ids come in several spellings: `AVD-AWS-0107` and `AWS-0107`, `KSV-0017` and `KSV017`. */
function plainId(id: string): string {
  const short = id.replace(/^AVD-/, "");
  const numbered = /^(KSV|KCV)-?0*(\d+)$/.exec(short);
  return numbered ? `${numbered[1]}-${numbered[2]?.padStart(4, "0")}` : short;
}

const checksById = new Map<string, Set<string>>();
for (const rule of allRules) {
  for (const check of rule.metadata.checks) {
    for (const id of Object.values(check.equivalents).flat()) {
      const known = checksById.get(plainId(id)) ?? new Set<string>();
      checksById.set(plainId(id), known.add(check.id));
    }
  }
}

for (const [id, checks] of Object.entries(kubeScoreChecks)) checksById.set(id, new Set(checks));

const judged = new Map<string, readonly Finding[] | string>();

function findingsOf(label: Label): readonly Finding[] | string {
  const key = label.folder ?? label.files?.join("\n") ?? label.text ?? "";
  const known = judged.get(key);
  if (known !== undefined) return known;
  const name = label.kind === "terraform" ? "main.tf" : "manifest.yaml";
  const requests: readonly InputRequest[] =
    label.folder !== undefined
      ? [{ path: label.folder }]
      : label.files !== undefined
        ? label.files.map((path) => ({ path }))
        : [{ path: name, content: label.text ?? "" }];
  let result: readonly Finding[] | string;
  try {
    const graph = buildGraph(readInputs(requests).inputs);
    result = evaluate(graph, allRules, { version: "accuracy", now: new Date("2026-11-25"), show: "all" }).findings;
  } catch (error) {
    result = error instanceof Error ? error.message : String(error);
  }
  judged.set(key, result);
  return result;
}

/**
 * Whether a finding stands on what a label names: a Terraform address, `Kind.namespace.name`, or anything. A label
 * without an index stands for all instances, and a resource whose instances could not be told apart for each of them.
 */
function standsOn(finding: Finding, label: Label): boolean {
  if (label.name !== undefined) return isNamed(finding.resource, label.name);
  if (label.resource === null) return true;
  if (finding.resource === label.resource) return true;
  if (label.kind === "terraform") return isSameAddress(finding.resource, label.resource);
  const [kind, namespace, ...name] = label.resource.split(".");
  const parts = finding.resource.split("/");
  // checkov names the pod of a workload after the workload and its labels.
  const isPodOf =
    kind === "Pod" && parts[0] !== "Pod" && label.resource.startsWith(`Pod.${namespace}.${parts.at(-1)}.`);
  return (
    (isPodOf || (parts[0] === kind && parts.at(-1) === name.join("."))) &&
    (parts.length === 2 ? namespace === "default" : parts[1] === namespace)
  );
}

function isNamed(resource: string, name: string): boolean {
  const parts = resource.split("/");
  return `${parts[0]}/${parts.at(-1)}` === name;
}

/** Suites leave out the `data.` of a data source, and the index where there is one instance or all are meant. */
function isSameAddress(ours: string, theirs: string): boolean {
  const plain = (address: string) => address.replace(/(^|\.)data\./, "$1");
  const withoutIndex = (address: string) => address.replace(/\[[^\]]*\]/g, "");
  if (plain(ours) === plain(theirs)) return true;
  if (plain(withoutIndex(ours)) !== plain(withoutIndex(theirs))) return false;
  return !ours.includes("[") || !theirs.includes("[");
}

function outcomeOf(label: Label): { readonly outcome: Outcome; readonly detail: string } {
  const checks = new Set(
    label.checks ?? [label.id, ...(label.aliases ?? [])].flatMap((id) => [...(checksById.get(plainId(id)) ?? [])]),
  );
  if (checks.size === 0) return { outcome: "no-rule", detail: "" };
  const findings = findingsOf(label);
  if (typeof findings === "string") return { outcome: "crash", detail: findings };
  const here = findings.filter((finding) => checks.has(finding.check) && standsOn(finding, label));
  const fails = here.filter((finding) => finding.status === "fail");
  const unknowns = here.filter((finding) => finding.status === "unknown");
  const detail = [...checks].join(",");
  if (label.expected === "pass") {
    if (fails.length === 0) return { outcome: "right", detail };
    return {
      outcome: "false-alarm",
      detail: fails.map((one) => `${one.check} ${one.resource}: ${one.message}`).join("; "),
    };
  }
  if (fails.length > 0) return { outcome: "right", detail };
  if (unknowns.length > 0) return { outcome: "unknown", detail: unknowns[0]?.reason ?? "" };
  return { outcome: "missed", detail };
}

const labels = readFileSync(positionals[0] ?? "labels.jsonl", "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Label)
  .filter((label) => options.suite === undefined || label.suite === options.suite)
  .filter((label) => options.id === undefined || [label.id, ...(label.aliases ?? [])].includes(options.id));

const totals = new Map<string, Map<Outcome, number>>();
const missing = new Map<string, number>();
const listed: Readonly<Record<string, readonly Outcome[]>> = {
  wrong: ["missed", "false-alarm", "crash", "unknown"],
  unknown: ["unknown"],
};
for (const label of labels) {
  const { outcome, detail } = outcomeOf(label);
  const key = `${label.suite} ${label.expected}`;
  const row = totals.get(key) ?? new Map<Outcome, number>();
  totals.set(key, row.set(outcome, (row.get(outcome) ?? 0) + 1));
  if (outcome === "no-rule") missing.set(label.id, (missing.get(label.id) ?? 0) + 1);
  if (options.list && listed[options.list]?.includes(outcome)) {
    const where = label.folder ?? label.files?.[0] ?? JSON.stringify(label.text);
    process.stdout.write(`${outcome}\t${label.id}\t${label.resource ?? label.name ?? "-"}\t${where}\t${detail}\n`);
  }
}
if (options.list === "missing") {
  for (const [id, count] of [...missing].sort()) process.stdout.write(`${id}\t${count}\n`);
}
for (const [key, row] of [...totals].sort()) {
  const judgedHere = [...row].filter(([outcome]) => outcome !== "no-rule").reduce((sum, [, count]) => sum + count, 0);
  const right = row.get("right") ?? 0;
  const share = judgedHere === 0 ? "-" : `${((100 * right) / judgedHere).toFixed(1)} %`;
  process.stderr.write(
    `${key.padEnd(36)} right ${right}/${judgedHere} (${share}) ${JSON.stringify(Object.fromEntries(row))}\n`,
  );
}
