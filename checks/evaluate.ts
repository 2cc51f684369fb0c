/** Judges a graph by rules and makes the report (design §3): one status per check and resource. */

import { append } from "../common/append";
import type { Json } from "../common/json";
import { coverageOf, isCounted } from "./coverage";
import { applyExceptions, type ExceptionPolicy } from "./exceptions/apply";
import { findingOf } from "./finding";
import { canonicalType } from "./graph/canonicalTypes";
import type { ResourceGraph, ResourceNode } from "./graph/graph";
import type { Finding, Report, Status } from "./model";
import { parametersOf } from "./parameters";
import { compareFindings } from "./reports/order";
import { severityRank } from "./reports/verdict";
import type { CheckResult, Rule, RuleContext } from "./rule";
import { severityOf } from "./severity";
import { isUnread, unreadNodes, unreadResults, type Watch, watchUnread } from "./unread";

export interface EvaluateOptions {
  /** Version of the product, for the report. */
  readonly version: string;
  /** Values of rules' parameters; those not named keep the rule's default. */
  readonly parameters?: { readonly [name: string]: Json };
  /** The moment that expiries and ends of support are judged at. Passed in: the same input gives the same report. */
  readonly now: Date;
  readonly exceptions?: ExceptionPolicy;
  /** `all` lists passes too; they are counted either way. Default: `fail`. */
  readonly show?: "fail" | "all";
}

/** Judges by `rules`. A rule that throws makes all its checks unknown for that resource, never a pass. */
export function evaluate(graph: ResourceGraph, rules: readonly Rule[], options: EvaluateOptions): Report {
  const parameters = parametersOf(rules, options.parameters ?? {});
  const { listed, passes } = judgeAll(graph, rules, parameters, options);
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
      pass: passes,
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

/**
 * Resource after resource, each by all rules of its type, so that what was read of one need not be kept for long.
 * Passes are only counted, unless all are asked for: in a large plan they are most of what there is.
 */
function judgeAll(
  graph: ResourceGraph,
  rules: readonly Rule[],
  parameters: { readonly [name: string]: Json },
  options: EvaluateOptions,
): { readonly listed: readonly Judged[]; readonly passes: number } {
  // A view stands on the row of the resource that it shows.
  const more = [...(graph.views ?? []), ...(graph.unread.length === 0 ? [] : unreadNodes(graph))];
  const nodes = more.length === 0 ? graph.nodes : [...graph.nodes, ...more];
  const rows = rowsOf(nodes);
  const columns = new Map<string, Column>();
  const columnOf = (check: string): Column => {
    const known = columns.get(check);
    if (known) return known;
    const made: Column = { statuses: new Uint8Array(nodes.length), best: new Map() };
    columns.set(check, made);
    return made;
  };
  const keepPasses = options.show === "all";
  const byType = rulesByType(graph, rules, parameters, options.now);
  for (const node of nodes) {
    const kind = graph.inputs[node.input]?.kind;
    for (const prepared of byType.get(node.type) ?? []) {
      const { rule } = prepared;
      if (kind === undefined || !rule.metadata.inputs.includes(kind)) continue;
      for (const result of resultsFor(prepared, node)) {
        const standsOn = result.resource ?? node;
        const row = rows.get(standsOn);
        if (row === undefined) continue;
        const { statuses, best } = columnOf(result.check);
        const before = statuses[row] ?? 0;
        const now = weight[result.status];
        const known = best.get(row);
        if (now < before || (now === before && !(known && isWorse(rule, result, known.result)))) continue;
        statuses[row] = now;
        if (now > weight.pass || keepPasses) best.set(row, { rule, result, node: standsOn });
      }
    }
  }
  let passes = 0;
  for (const { statuses } of columns.values()) for (const status of statuses) if (status === weight.pass) passes += 1;
  return { listed: [...columns.values()].flatMap(({ best }) => [...best.values()]), passes };
}

/** Objects that an input states twice under one address share a row, unless they tell their places apart. */
function rowsOf(nodes: readonly ResourceNode[]): ReadonlyMap<ResourceNode, number> {
  const byAddress = new Map<string, number>();
  return new Map(
    nodes.map((node, position) => {
      const key = `${node.input} ${node.address} ${node.place ?? ""}`;
      const row = byAddress.get(key) ?? position;
      byAddress.set(key, row);
      return [node, row];
    }),
  );
}

/** What one check says of all resources. */
interface Column {
  /** One byte for each node: 0 where nothing was said. */
  readonly statuses: Uint8Array;
  readonly best: Map<number, Judged>;
}

interface Prepared {
  readonly rule: Rule;
  readonly context: RuleContext;
  readonly watch: Watch | undefined;
}

function rulesByType(
  graph: ResourceGraph,
  rules: readonly Rule[],
  parameters: { readonly [name: string]: Json },
  now: Date,
): ReadonlyMap<string, readonly Prepared[]> {
  const byType = new Map<string, Prepared[]>();
  for (const rule of rules) {
    const watch = watchUnread(graph);
    const prepared = { rule, context: contextOf(watch?.graph ?? graph, rule, parameters, now), watch };
    for (const type of new Set(rule.metadata.resourceTypes.map(canonicalType))) {
      append(byType, type, prepared);
    }
  }
  return byType;
}

function contextOf(
  graph: ResourceGraph,
  rule: Rule,
  parameters: { readonly [name: string]: Json },
  now: Date,
): RuleContext {
  const { metadata } = rule;
  return {
    graph,
    now,
    parameter(name) {
      if (!Object.hasOwn(metadata.parameters, name)) throw new Error(`${metadata.id} declares no parameter ${name}`);
      return parameters[name] ?? null;
    },
  };
}

function resultsFor({ rule, context, watch }: Prepared, node: ResourceNode): readonly CheckResult[] {
  if (isUnread(node)) return unreadResults(rule, node);
  try {
    const results = rule.evaluate(node, context);
    return watch ? results.map((result) => watch.trusted(result, node)) : results;
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

const weight = { pass: 1, unknown: 2, fail: 3 } as const;

/** Several results of one check on one resource: the worst status, then the worst severity, then the first path. */
function isWorse(rule: Rule, a: CheckResult, b: CheckResult): boolean {
  if (a.status !== b.status) return weight[a.status] > weight[b.status];
  const rank = (result: CheckResult) => severityRank(severityOf(rule, result));
  return rank(a) !== rank(b) ? rank(a) > rank(b) : a.path < b.path;
}
