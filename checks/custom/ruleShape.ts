/** What a rule from outside must be before it may judge anything; all problems at once. */
import type { Problem } from "../../common/errors";
import { inputKinds, severities } from "../model";
import { type Rule, ruleGroups } from "../rule";

/** Prefixes of rules that are the product's own. */
const reserved: ReadonlySet<string> = new Set(["EXC", "XB", "REACH", "VER", "DRILL"]);

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

/** Problems of something that a file exports as a rule. `taken` are ids that rules have already. */
export function shapeProblems(exported: unknown, file: string, taken: ReadonlySet<string>): readonly Problem[] {
  const rule = record(exported);
  const metadata = record(rule.metadata);
  const id = isText(metadata.id) ? metadata.id : "a rule";
  const problems: Problem[] = [];
  const wrong = (path: string, message: string): void => {
    problems.push({ code: "custom-rule", file, path, message: `${id}: ${message}` });
  };
  if (typeof rule.evaluate !== "function") wrong("evaluate", "evaluate is not a function");
  problems.push(...idProblems(metadata.id, file, taken));
  for (const name of ["title", "control", "rationale", "remediation"]) {
    if (!isText(metadata[name])) wrong(`metadata.${name}`, `${name} is missing`);
  }
  if (!severities.some((one) => one === metadata.severity)) {
    wrong("metadata.severity", `severity is one of ${severities.join(", ")}`);
  }
  if (!ruleGroups.some((one) => one === metadata.group)) {
    wrong("metadata.group", `group is one of ${ruleGroups.join(", ")}`);
  }
  const inputs = texts(metadata.inputs);
  if (inputs.length === 0 || inputs.some((kind) => !inputKinds.some((one) => one === kind))) {
    wrong("metadata.inputs", `inputs lists some of ${inputKinds.join(", ")}`);
  }
  if (texts(metadata.resourceTypes).length === 0) wrong("metadata.resourceTypes", "resourceTypes lists no type");
  const checks = Array.isArray(metadata.checks) ? metadata.checks.map(record) : [];
  if (checks.length === 0) wrong("metadata.checks", "there is no check");
  for (const [index, check] of checks.entries()) {
    const path = `metadata.checks[${index}]`;
    if (!isText(check.id) || !check.id.startsWith(`${id}.`)) wrong(`${path}.id`, `a check is called ${id}.<condition>`);
    if (!isText(check.title)) wrong(`${path}.title`, "a check has a title");
    if (!severities.some((one) => one === check.severity)) wrong(`${path}.severity`, "a check has a severity");
  }
  return problems;
}

/** An id that nobody else has: two rules of one id would answer for each other's exceptions. */
export function idProblems(id: unknown, file: string, taken: ReadonlySet<string>): readonly Problem[] {
  const problem = (message: string, hint: string): readonly Problem[] => [
    { code: "custom-rule-id", file, path: "id", message, hint },
  ];
  const parts = typeof id === "string" ? /^([A-Z][A-Z0-9]*)-\d+$/.exec(id) : null;
  if (!parts) return problem(`${String(id)} is no id of a rule`, "Ids look like ACME-01.");
  if (reserved.has(parts[1] ?? "")) {
    return problem(`${String(id)} begins like rules of the product`, "Take a prefix of your organisation.");
  }
  if (taken.has(String(id))) return problem(`there is a rule ${String(id)} already`, "Take another number or prefix.");
  return [];
}

/** Fields that an author may leave out. */
export function completed(rule: Rule): Rule {
  const { metadata } = rule;
  return {
    metadata: {
      ...metadata,
      aliases: metadata.aliases ?? [],
      parameters: metadata.parameters ?? {},
      frameworks: metadata.frameworks ?? {},
      checks: metadata.checks.map((check) => ({ ...check, equivalents: check.equivalents ?? {} })),
    },
    evaluate: (node, context) => {
      const results: unknown = rule.evaluate(node, context);
      // A rule that answers a promise, or nothing, would otherwise pass unseen.
      if (!Array.isArray(results)) throw new Error(`${metadata.id} answered no list of results`);
      return results.map((result) => checkedResult(result, rule));
    },
  };
}

type Result = ReturnType<Rule["evaluate"]>[number];

function checkedResult(result: unknown, { metadata }: Rule): Result {
  const { check, status } = record(result);
  if (!metadata.checks.some((one) => one.id === check)) {
    throw new Error(`${metadata.id} answered for ${String(check)}, which is none of its checks`);
  }
  if (status !== "pass" && status !== "fail" && status !== "unknown") {
    throw new Error(`${metadata.id} answered the status ${String(status)}`);
  }
  const given = record(result) as Partial<Result>;
  return {
    ...given,
    check: String(check),
    status,
    path: given.path ?? "",
    expected: given.expected ?? null,
    actual: given.actual ?? null,
    message: given.message ?? `${String(check)} ${status === "pass" ? "holds" : "does not hold"}`,
  };
}
