/** A rule of an organisation that is written in CEL. */
import { type CelExpression, celValue, compileCel } from "../cel/expression";
import type { Datum, ResourceNode } from "../graph/graph";
import type { Severity } from "../model";
import type { CheckResult, Rule, RuleGroup } from "../rule";

/** As `pack.schema.json` has it. */
interface CelCheckEntry {
  readonly id: string;
  readonly title: string;
  readonly severity?: Severity;
  readonly when?: string;
  readonly expression: string;
  readonly path?: string;
  readonly message: string;
}

export interface CelRuleEntry {
  readonly id: string;
  readonly title: string;
  readonly control?: string;
  readonly group?: string;
  readonly severity: Severity;
  readonly resourceTypes: readonly string[];
  readonly rationale: string;
  readonly remediation: string;
  readonly checks: readonly CelCheckEntry[];
}

/** `resource` holds the attributes, or the whole Kubernetes object, which is called `object` too as in admission policies. */
const variables = ["resource", "object", "address", "kind"];

interface Compiled {
  readonly entry: CelCheckEntry;
  readonly when: CelExpression | undefined;
  readonly expression: CelExpression;
}

/** Pass and fail are the expression's true and false; everything else is an unknown with its cause. */
export function celRule(entry: CelRuleEntry, group: RuleGroup): Rule {
  const checks = entry.checks.map((check): Compiled => {
    const when = check.when === undefined ? undefined : compileCel(check.when, variables);
    return { entry: check, when, expression: compileCel(check.expression, variables) };
  });
  return {
    metadata: {
      id: entry.id,
      aliases: [],
      title: entry.title,
      control: entry.control ?? "organisation.rule",
      severity: entry.severity,
      group,
      inputs: ["terraform-json", "hcl", "plan", "state", "manifest", "cluster"],
      resourceTypes: entry.resourceTypes,
      rationale: entry.rationale,
      remediation: entry.remediation,
      parameters: {},
      checks: entry.checks.map((check) => ({
        id: check.id,
        title: check.title,
        severity: check.severity ?? entry.severity,
        equivalents: {},
      })),
      frameworks: {},
    },
    evaluate: (node) => checks.flatMap((check) => judgeCheck(check, node)),
  };
}

function judgeCheck({ entry, when, expression }: Compiled, node: ResourceNode): readonly CheckResult[] {
  const whole = node.get("");
  const object: Datum = whole.kind === "known" ? whole.value : Object.create(null);
  const value = celValue(object);
  const values = { resource: value, object: value, address: node.address, kind: node.writtenType };
  const facts = { check: entry.id, path: entry.path ?? "", expected: entry.expression, actual: null };
  const unknown = (cause: string): CheckResult => ({
    ...facts,
    status: "unknown",
    message: `Cannot tell: ${cause}`,
    reason: cause,
  });
  for (const part of [when, expression]) {
    if (!part) continue;
    const result = part.evaluate(values);
    if (result.kind === "hole") return [unknown(result.cause)];
    if (result.kind === "error") return [unknown(`the expression failed: ${result.message}`)];
    if (typeof result.value !== "boolean") return [unknown("the expression answers neither true nor false")];
    if (part === when) {
      if (!result.value) return [];
    } else if (result.value) return [{ ...facts, status: "pass", message: entry.title }];
    else return [{ ...facts, status: "fail", message: entry.message, actual: actualAt(node, entry.path) }];
  }
  return [];
}

function actualAt(node: ResourceNode, path: string | undefined): CheckResult["actual"] {
  const reading = path === undefined ? undefined : node.get(path);
  if (reading?.kind !== "known" && reading?.kind !== "default") return null;
  const { value } = reading;
  return typeof value === "object" ? null : value;
}
