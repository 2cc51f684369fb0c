/** Judges a graph by rules and makes the report (design §3): one status per check and resource. */
import type { Json } from "../common/json";
import { coverageOf, isCounted } from "./coverage";
import { applyExceptions, type ExceptionPolicy } from "./exceptions/apply";
import { findingOf } from "./finding";
import type { ResourceGraph, ResourceNode } from "./graph/graph";
import type { Finding, Report, Status } from "./model";
import { parametersOf } from "./parameters";
import { compareFindings } from "./reports/order";
import { severityRank } from "./reports/verdict";
import type { CheckResult, Rule, RuleContext } from "./rule";
import { severityOf } from "./severity";

export interface EvaluateOptions {
  /** Version of the product, for the report. */
  readonly version: string;
  /** Values of rules' parameters; those not named keep the rule's default. */
  readonly parameters?: { readonly [name: string]: Json };
  /** The moment that expiry is judged at. Passed in, so that the same input gives the same report. */
  readonly now: Date;
  readonly exceptions?: ExceptionPolicy;
  /** `all` lists passes too; they are counted either way. Default: `fail`. */
  readonly show?: "fail" | "all";
}

/** Judges by `rules`. A rule that throws makes all its checks unknown for that resource, never a pass. */
export function evaluate(graph: ResourceGraph, rules: readonly Rule[], options: EvaluateOptions): Report {
  const parameters = parametersOf(rules, options.parameters ?? {});
  const results = rules.flatMap((rule) => judgeByRule(graph, rule, parameters));
  const listed = options.show === "all" ? results : results.filter(({ result }) => result.status !== "pass");
  const judged = listed.map(({ rule, result, node }) => findingOf(rule, result, node));
  const { findings, extra, emergencies, inline } = applyExceptions(
    judged,
    graph,
    rules,
    options.exceptions,
    options.now,
  );
  const first = (finding: Finding) => (emergencies.has(finding.fingerprint) ? 0 : 1);
  const all = [...findings, ...extra].sort((a, b) => first(a) - first(b) || compareFindings(a, b));
  const count = (status: Status) => all.filter((finding) => finding.status === status).length;
  const resources = graph.nodes.filter(isCounted);
  const coverage = coverageOf(graph, rules);
  const unread = new Set(coverage.resourceTypes.filter((one) => one.rules === 0).map((one) => one.type));
  return {
    schemaVersion: "1.0",
    tool: { name: "digit-platform", version: options.version },
    parameters,
    inputs: graph.inputs,
    summary: {
      pass: results.filter(({ result }) => result.status === "pass").length,
      fail: count("fail"),
      unknown: count("unknown"),
      excepted: count("excepted"),
      resources: resources.length,
      unevaluatedResources: resources.filter((node) => unread.has(node.type)).length,
    },
    coverage,
    findings: all,
    ...(inline.length > 0 ? { inlineExceptions: inline } : {}),
  };
}

interface Judged {
  readonly rule: Rule;
  readonly result: CheckResult;
  /** Where the finding stands. */
  readonly node: ResourceNode;
}

function judgeByRule(
  graph: ResourceGraph,
  rule: Rule,
  parameters: { readonly [name: string]: Json },
): readonly Judged[] {
  const { metadata } = rule;
  const context: RuleContext = {
    graph,
    parameter(name) {
      if (!Object.hasOwn(metadata.parameters, name)) throw new Error(`${metadata.id} declares no parameter ${name}`);
      return parameters[name] ?? null;
    },
  };
  const best = new Map<string, Judged>();
  for (const node of graph.ofType(...metadata.resourceTypes)) {
    const kind = graph.inputs[node.input]?.kind;
    if (kind === undefined || !metadata.inputs.includes(kind)) continue;
    for (const result of resultsFor(rule, node, context)) {
      const standsOn = result.resource ?? node;
      const key = JSON.stringify([result.check, standsOn.input, standsOn.address, standsOn.place ?? ""]);
      const known = best.get(key);
      if (!known || isWorse(rule, result, known.result)) best.set(key, { rule, result, node: standsOn });
    }
  }
  return [...best.values()];
}

function resultsFor(rule: Rule, node: ResourceNode, context: RuleContext): readonly CheckResult[] {
  try {
    return rule.evaluate(node, context);
  } catch (error) {
    const cause = `the rule failed: ${error instanceof Error ? error.message : String(error)}`;
    return rule.metadata.checks.map((check) => ({
      check: check.id,
      status: "unknown",
      path: "",
      expected: null,
      actual: null,
      message: `Cannot tell: ${cause}`,
      reason: cause,
    }));
  }
}

const weight = { pass: 0, unknown: 1, fail: 2 } as const;

/** Several results of one check on one resource: the worst status, then the worst severity, then the first path. */
function isWorse(rule: Rule, a: CheckResult, b: CheckResult): boolean {
  if (a.status !== b.status) return weight[a.status] > weight[b.status];
  const rank = (result: CheckResult) => severityRank(severityOf(rule, result));
  return rank(a) !== rank(b) ? rank(a) > rank(b) : a.path < b.path;
}
