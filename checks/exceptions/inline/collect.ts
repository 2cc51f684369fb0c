/** Inline exceptions of foreign code: found, shown, and counting only where the organisation's file lets them. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { InlineException, SourceLocation } from "../../model";
import { redactText } from "../../reports/redact";
import { approversOf, type InlineAllowance } from "../model";
import { directivesOf } from "./annotations";
import { type Directive, directivesIn } from "./directive";
import { type ForeignIds, isCompared, sameForeignId } from "./foreignIds";

type Found = Directive & { readonly source: SourceLocation };

/** Every directive in the graph, in the order of its resources; `allowances` are those that are valid themselves. */
export function inlineExceptionsOf(
  graph: ResourceGraph,
  foreign: ForeignIds,
  allowances: readonly InlineAllowance[],
  now: Date,
): readonly InlineException[] {
  return graph.nodes.flatMap((node) =>
    directivesAt(node, graph).map((found): InlineException => {
      const checks = found.id === null ? [] : foreign(found.tool, found.id);
      const refusal = refusalOf(found, checks, now);
      const allowance = allowances.find((one) => allows(one, found, node.address));
      return {
        tool: found.tool,
        id: found.id,
        reason: found.reason === null ? null : redactText(found.reason),
        input: node.input,
        stack: node.stack,
        resource: node.address,
        source: found.source,
        checks,
        counts: refusal === undefined && allowance !== undefined,
        why: redactText(refusal ?? (allowance ? wordsOf(allowance) : "the exceptions file does not allow it")),
      };
    }),
  );
}

function directivesAt(node: ResourceNode, graph: ResourceGraph): readonly Found[] {
  const kind = graph.inputs[node.input]?.kind;
  // A plan and a state say nothing that their author wrote beside the values.
  if (kind === "plan" || kind === "state") return [];
  const comments = (node.comments?.() ?? []).flatMap(({ text, file, line }) =>
    directivesIn(text).map((one) => ({
      ...one,
      source: { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) },
    })),
  );
  const annotated = kind === "manifest" || kind === "cluster" ? directivesOf(node) : [];
  return [...comments, ...annotated.map((one) => ({ ...one, source: node.source }))];
}

/** Why it cannot count whatever is allowed. */
function refusalOf(found: Directive, checks: readonly string[], now: Date): string | undefined {
  if (found.id === null) return "it skips everything, and only single checks can be excepted";
  if (!isCompared(found.tool)) return `ids of ${found.tool} are not compared with the checks here`;
  if (checks.length === 0) return "no check here asks the same question";
  if (found.reason === null) return "it gives no reason";
  if (found.until !== undefined && Date.parse(`${found.until}T23:59:59.999Z`) < now.getTime())
    return `its own day ${found.until} has passed`;
  return undefined;
}

export function allows(
  allowance: InlineAllowance,
  found: { readonly tool: string; readonly id: string | null },
  resource: string,
): boolean {
  const { id } = found;
  return (
    id !== null &&
    allowance.tool === found.tool &&
    allowance.ids.some((one) => sameForeignId(allowance.tool, one, id)) &&
    (allowance.resources === undefined || allowance.resources.includes(resource))
  );
}

function wordsOf(allowance: InlineAllowance): string {
  const approvers = approversOf(allowance).join(" and ");
  return `allowed by owner ${allowance.owner}, approved by ${approvers}, ${allowance.ticket}, until ${allowance.expires}`;
}
