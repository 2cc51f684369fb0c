/** Which of our checks a foreign id speaks of: those that name it as their equivalent. */
import type { Equivalents, Rule } from "../../rule";
import type { InlineTool } from "../model";
import { kubeScoreChecks } from "./kubeScore";

/** Tools that the checks' equivalents know. */
const keys: Partial<Record<InlineTool, keyof Equivalents>> = {
  checkov: "checkov",
  trivy: "trivy",
  tfsec: "trivy",
  "kube-linter": "kubelinter",
};

/** Tools whose ids nobody has compared with the checks here: they are shown and cover nothing. */
export function isCompared(tool: InlineTool): boolean {
  return keys[tool] !== undefined || tool === "kube-score";
}

/** Checks by canonical foreign id, for one tool. */
export type ForeignIds = (tool: InlineTool, id: string) => readonly string[];

export function foreignIdsOf(rules: readonly Rule[]): ForeignIds {
  const tables = new Map<keyof Equivalents, ReadonlyMap<string, readonly string[]>>();
  const tableOf = (key: keyof Equivalents): ReadonlyMap<string, readonly string[]> => {
    const known = tables.get(key);
    if (known) return known;
    const table = new Map<string, string[]>();
    for (const check of rules.flatMap((rule) => rule.metadata.checks)) {
      for (const id of check.equivalents[key] ?? []) {
        const canonical = canonicalOf(key, id);
        table.set(canonical, [...(table.get(canonical) ?? []), check.id]);
      }
    }
    tables.set(key, table);
    return table;
  };
  return (tool, id) => {
    if (tool === "kube-score") return rules.flatMap(checkIds).filter((check) => kubeScoreIds(id).includes(check));
    const key = keys[tool];
    return key === undefined ? [] : (tableOf(key).get(canonicalId(tool, id)) ?? []);
  };
}

/** Whether two spellings name one check of a tool: `AVD-AWS-0086` and `aws-s3-block-public-acls` do. */
export function sameForeignId(tool: InlineTool, a: string, b: string): boolean {
  return canonicalId(tool, a) === canonicalId(tool, b);
}

function checkIds({ metadata }: Rule): readonly string[] {
  return metadata.checks.map(({ id }) => id);
}

function kubeScoreIds(id: string): readonly string[] {
  const name = id.toLowerCase();
  return Object.hasOwn(kubeScoreChecks, name) ? (kubeScoreChecks[name] ?? []) : [];
}

function canonicalId(tool: InlineTool, id: string): string {
  return tool === "tfsec" ? canonicalTfsecId(id) : canonicalOf(keys[tool] ?? "kubelinter", id);
}

function canonicalOf(key: keyof Equivalents, id: string): string {
  if (key === "trivy") return canonicalTrivyId(id);
  return key === "checkov" ? id.toUpperCase() : id.toLowerCase();
}

/** tfsec's first ids (`AWS002`) look like trivy's numbers and are others; some of its names were changed since. */
function canonicalTfsecId(id: string): string {
  const name = id.toLowerCase();
  const known = named(require("./tfsecNames.json") as Readonly<Record<string, string>>, name);
  if (known !== undefined) return known;
  return /^[a-z]+\d{3}$/.test(name) ? name : canonicalTrivyId(id);
}

/** trivy's checks are called `AVD-AWS-0086`, `AWS-0086` and by a name; Kubernetes ones also `KSV017`. */
function canonicalTrivyId(id: string): string {
  const numbered = /^(?:AVD-)?([A-Z]+)-?(\d+)$/.exec(id.toUpperCase());
  if (numbered) return `${numbered[1]}-${(numbered[2] ?? "").replace(/^0+(?=\d{4})/, "").padStart(4, "0")}`;
  // Loaded when a name is met: most code has none.
  const names = require("./trivyNames.json") as Readonly<Record<string, string>>;
  const name = id.toLowerCase();
  return named(names, name) ?? name;
}

/** All spellings of an id of trivy: as given, without `AVD-`, and by its names, which are those of tfsec. */
export function trivySpellings(id: string): readonly string[] {
  const short = id.replace(/^AVD-/, "");
  const names = require("./trivyNames.json") as Readonly<Record<string, string>>;
  const words = Object.keys(names).filter((name) => names[name] === canonicalTrivyId(id));
  return [...new Set([id, short, ...words])];
}

function named(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
