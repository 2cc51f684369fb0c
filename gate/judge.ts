import { evaluate } from "../checks/evaluate";
import type { ExceptionPolicy } from "../checks/exceptions/apply";
import { buildGraph } from "../checks/graph/buildGraph";
import type { ResourceGraph } from "../checks/graph/graph";
import { readInputs } from "../checks/inputs/readInputs";
import type { Finding, Report } from "../checks/model";
import { parametersOf } from "../checks/parameters";
import { redactText } from "../checks/reports/redact";
import { judge as decide } from "../checks/reports/verdict";
import type { Rule } from "../checks/rule";
import { sha256 } from "../common/hash";
import { type Json, toStableJson } from "../common/json";
import type { Judge, JudgeInput, Judgement, Refusal } from "./deployment";

/** What the gate judges by. Its threshold is fixed: medium. */
export interface JudgeSettings {
  readonly kitVersion: string;
  readonly rules: readonly Rule[];
  readonly parameters: { readonly [name: string]: Json };
  readonly exceptions?: ExceptionPolicy;
  /** Text of the exceptions file, for the record. */
  readonly exceptionsText: string;
}

/** The check engine as the gate uses it: all rules, the fixed threshold, passes kept as evidence. */
export function makeJudge(settings: JudgeSettings): Judge {
  return {
    policy: {
      exceptions: sha256(settings.exceptionsText),
      parameters: sha256(toStableJson(parametersOf(settings.rules, settings.parameters))),
      rules: sha256(toStableJson({ kit: settings.kitVersion, rules: settings.rules.map((rule) => rule.metadata) })),
    },
    judge: (inputs, now) => judgeInputs(settings, inputs, now),
  };
}

function judgeInputs(settings: JudgeSettings, inputs: readonly JudgeInput[], now: Date): Judgement {
  const { inputs: parsed } = readInputs(
    inputs.map(({ path, stack, kind, text, links }) => ({ path, stack, kind, content: text, links })),
  );
  const graph = buildGraph(parsed);
  const report = evaluate(graph, settings.rules, {
    version: settings.kitVersion,
    parameters: settings.parameters,
    now,
    show: "all",
    ...(settings.exceptions ? { exceptions: settings.exceptions } : {}),
  });
  const { fails, unknowns } = decide(report);
  return { report, graph, refusals: [...fails, ...unknowns].map((finding) => refusalOf(finding, graph, report)) };
}

function refusalOf(finding: Finding, graph: ResourceGraph, report: Report): Refusal {
  const text =
    finding.status === "unknown"
      ? `${finding.severity} ${finding.check} cannot be told on ${finding.resource}: ${finding.reason ?? finding.message}`
      : `${finding.severity} ${finding.check} on ${finding.resource}: ${finding.message} To mend it: ${finding.remediation}`;
  return {
    stack: finding.stack,
    rule: finding.rule,
    resource: finding.resource,
    related: relatedStacks(finding, graph, report),
    text: redactText(text),
  };
}

/**
 * Stacks of the other resources that take part. A fail counts whether or not a finding of its own stands on them; an
 * unknown on another stack's state only where one does, since much of it is told once that stack is planned itself.
 */
function relatedStacks(finding: Finding, graph: ResourceGraph, report: Report): readonly string[] {
  if (finding.related.length === 0) return [];
  const addresses = new Set(finding.related);
  const places: readonly { readonly address: string; readonly stack: string | null }[] =
    finding.status === "fail"
      ? graph.nodes
      : report.findings.map(({ resource, stack }) => ({ address: resource, stack }));
  const stacks = places.flatMap(({ address, stack }) => (addresses.has(address) && stack !== null ? [stack] : []));
  return [...new Set(stacks)].sort();
}
