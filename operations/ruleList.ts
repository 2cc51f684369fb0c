import { trivySpellings } from "../checks/exceptions/inline/foreignIds";
import type { CheckMetadata, Equivalents, Rule } from "../checks/rule";
import { allRules } from "../checks/rules";
import { toStableJson } from "../common/json";

const peers = ["checkov", "trivy", "fsbp", "kubescape", "kubelinter"] as const;

/** Equivalents of a rule: the union of those of its checks, each peer's ids sorted. */
function unionOfEquivalents(checks: readonly CheckMetadata[]): Required<Equivalents> {
  const union = (peer: (typeof peers)[number]): string[] =>
    [...new Set(checks.flatMap((check) => spelledOut(check.equivalents)[peer] ?? []))].sort();
  return {
    checkov: union("checkov"),
    trivy: union("trivy"),
    fsbp: union("fsbp"),
    kubescape: union("kubescape"),
    kubelinter: union("kubelinter"),
  };
}

const sorted = (rules: readonly Rule[]): readonly Rule[] =>
  [...rules].sort((a, b) => (a.metadata.id < b.metadata.id ? -1 : 1));

/** trivy's checks have a number, an older number and a name, which is tfsec's: whoever looks for one finds it by any. */
function spelledOut({ trivy = [], ...others }: Equivalents): Equivalents {
  return trivy.length === 0 ? others : { ...others, trivy: [...new Set(trivy.flatMap(trivySpellings))] };
}

/** `rules --format json` in the shape of design §3. */
export function rulesJson(rules: readonly Rule[] = allRules): string {
  return toStableJson(
    sorted(rules).map(({ metadata }) => ({
      ...metadata,
      checks: metadata.checks.map((check) => ({
        ...check,
        equivalents: { ...emptyEquivalents, ...spelledOut(check.equivalents) },
      })),
      equivalents: unionOfEquivalents(metadata.checks),
      frameworks: { ...emptyFrameworks, ...metadata.frameworks },
    })),
  );
}

const emptyEquivalents = { checkov: [], trivy: [], fsbp: [], kubescape: [], kubelinter: [] };
const emptyFrameworks = {
  cis: [],
  nist80053: [],
  iso27001: [],
  dpdpRules2025: [],
  certIn2022: [],
  digitGuidelines: [],
};

export function rulesText(rules: readonly Rule[] = allRules): string {
  return sorted(rules)
    .map(({ metadata }) => `${metadata.id.padEnd(10)}${metadata.severity.padEnd(10)}${metadata.title}\n`)
    .join("");
}
