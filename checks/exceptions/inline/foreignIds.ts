/** Which of our checks a foreign id speaks of: those that name it as their equivalent. */
import type { Equivalents, Rule } from "../../rule";
import type { InlineTool } from "../model";

/** Tools that the checks' equivalents know; ids of the others are shown and cover nothing. */
const keys: Partial<Record<InlineTool, keyof Equivalents>> = {
  checkov: "checkov",
  trivy: "trivy",
  tfsec: "trivy",
  "kube-linter": "kubelinter",
};

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
        const canonical = canonicalId(key, id);
        table.set(canonical, [...(table.get(canonical) ?? []), check.id]);
      }
    }
    tables.set(key, table);
    return table;
  };
  return (tool, id) => {
    const key = keys[tool];
    return key === undefined ? [] : (tableOf(key).get(canonicalId(key, id)) ?? []);
  };
}

/** Whether two spellings name one check of a tool: `AVD-AWS-0086` and `aws-s3-block-public-acls` do. */
export function sameForeignId(tool: InlineTool, a: string, b: string): boolean {
  const key = keys[tool] ?? "checkov";
  return canonicalId(key, a) === canonicalId(key, b);
}

function canonicalId(key: keyof Equivalents, id: string): string {
  if (key === "trivy") return canonicalTrivyId(id);
  return key === "checkov" ? id.toUpperCase() : id.toLowerCase();
}

/** trivy's checks are called `AVD-AWS-0086`, `AWS-0086` and by a name; Kubernetes ones also `KSV017`. */
function canonicalTrivyId(id: string): string {
  const numbered = /^(?:AVD-)?([A-Z]+)-?(\d+)$/.exec(id.toUpperCase());
  if (numbered) return `${numbered[1]}-${(numbered[2] ?? "").replace(/^0+(?=\d{4})/, "").padStart(4, "0")}`;
  // Loaded when a name is met: most code has none.
  const names = require("./trivyNames.json") as Readonly<Record<string, string>>;
  const name = id.toLowerCase();
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}
