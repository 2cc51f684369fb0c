/** What was looked at: which rules had something to judge, and which resources no rule reads. */
import type { ResourceGraph, ResourceNode } from "./graph/graph";
import { isPseudoType } from "./graph/pseudoNodes";
import type { Coverage } from "./model";
import type { Rule } from "./rule";

/** Resources of the report: managed ones. Data sources, variables and outputs are judged, not counted. */
export function isCounted(node: ResourceNode): boolean {
  return node.mode === "managed" && !isPseudoType(node.type);
}

export function coverageOf(graph: ResourceGraph, rules: readonly Rule[]): Coverage {
  const applies = (rule: Rule) => graph.ofType(...rule.metadata.resourceTypes).length > 0;
  const ids = (selected: readonly Rule[]) => selected.map((rule) => rule.metadata.id).sort();
  const counts = new Map<string, number>();
  for (const node of graph.nodes) if (isCounted(node)) counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
  const judgedAs = new Map<string, Set<string>>();
  for (const view of graph.views ?? []) {
    const written = view.reportedType ?? view.type;
    judgedAs.set(written, (judgedAs.get(written) ?? new Set()).add(view.type));
  }
  const reads = (rule: Rule, type: string) =>
    [type, ...(judgedAs.get(type) ?? [])].some((one) => rule.metadata.resourceTypes.includes(one));
  return {
    rulesApplied: ids(rules.filter(applies)),
    rulesNotApplicable: ids(rules.filter((rule) => rule.metadata.resourceTypes.length > 0 && !applies(rule))),
    resourceTypes: [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, resources]) => ({
        type,
        resources,
        rules: rules.filter((rule) => reads(rule, type)).length,
      })),
  };
}
