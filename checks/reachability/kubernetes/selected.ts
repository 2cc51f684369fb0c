/** What policies of one kind come to together: whichever select the pod, and what each of them lets through. */
import type { ResourceNode } from "../../graph/graph";
import { type Answer, some } from "../../rules/kit/predicates";
import type { Permit } from "../core/model";
import { anything, type Flow, intersect, subtract } from "../core/traffic";

/** One policy for one pod and one direction. */
export interface Selected {
  readonly node: ResourceNode;
  /** Whether it selects the pod. */
  readonly answer: "yes" | "unknown";
  readonly permits: readonly Permit[];
  /** Whether a pod that it selects takes nothing but what is let through. */
  readonly closes: boolean;
}

/** Policies that add up: what any of them lets through passes, and everything where none of them closes the pod. */
export function combined(entries: readonly Selected[]): readonly Permit[] {
  const sure = entries.filter(({ answer }) => answer === "yes");
  const maybe = entries.filter(({ answer }) => answer === "unknown");
  const of = (list: readonly Selected[]) => list.flatMap(({ permits }) => permits);
  const isClosed = sure.some(({ closes }) => closes);
  if (maybe.length === 0) return isClosed ? of(sure) : [...of(sure), open];
  const cause = `it is not known whether ${maybe[0]?.node.address} selects the pod`;
  // Whether one more policy selects the pod or not, what the certain ones let through passes.
  if (isClosed) return [...of(sure), ...doubted(of(maybe), cause)];
  // A single one that may select it lets through its own rules either way.
  const either = maybe.length === 1 ? of(maybe) : doubted(of(maybe), cause);
  const rest = maybe.some(({ closes }) => closes) ? { flow: anything, sure: false, by: [], cause } : open;
  return [...of(sure), ...either, rest];
}

const open: Permit = { flow: anything, sure: true, by: [] };

export function doubted(permits: readonly Permit[], cause: string): readonly Permit[] {
  return permits.map((permit) => ({ ...permit, sure: false, cause: permit.cause ?? cause }));
}

/** What is left of the permits after denials, which win over every permit. A doubtful one leaves doubt. */
export function withoutDenied(permits: readonly Permit[], denials: readonly Permit[]): readonly Permit[] {
  return denials.reduce<readonly Permit[]>(
    (left, denial) =>
      left.flatMap((permit): readonly Permit[] => {
        const shared = intersect([permit.flow], [denial.flow]);
        if (shared.length === 0) return [permit];
        const kept = subtract([permit.flow], denial.flow).map((flow) => ({ ...permit, flow }));
        if (denial.sure) return kept;
        const cause = permit.cause ?? denial.cause ?? `${denial.by[0] ?? "a policy"} may deny it`;
        return [...kept, ...shared.map((flow) => ({ ...permit, flow, sure: false, cause }))];
      }),
    permits,
  );
}

export interface OrderedRule {
  readonly action: "allow" | "deny";
  readonly matches: readonly Permit[];
}

/** A policy whose rules are asked one after the other. */
export interface Ordered {
  readonly node: ResourceNode;
  readonly answer: "yes" | "unknown";
  readonly rules: readonly OrderedRule[];
}

/** Policies in their order: the first rule that fits decides; what none fits is denied once any policy selects the pod. */
export function firstMatch(entries: readonly Ordered[]): readonly Permit[] {
  const permits: Permit[] = [];
  /** Traffic that certainly no rule has decided yet, and traffic that none may have decided. */
  let sure: readonly Flow[] = [anything];
  let may: readonly Flow[] = [anything];
  const cause = (match: Permit, node: ResourceNode) => match.cause ?? `whether ${node.address} holds here is not known`;
  for (const { node, answer, rules } of entries) {
    for (const { action, match } of rules.flatMap((rule) => rule.matches.map((match) => ({ ...rule, match })))) {
      const isCertain = match.sure && answer === "yes";
      if (action === "allow") {
        const doubt = { sure: false, by: match.by, cause: cause(match, node) } as const;
        if (isCertain)
          permits.push(...intersect(sure, [match.flow]).map((flow) => ({ flow, sure: true, by: match.by })));
        permits.push(...intersect(may, [match.flow]).map((flow) => ({ ...doubt, flow })));
      }
      if (isCertain) may = subtract(may, match.flow);
      if (isCertain || action === "deny") sure = subtract(sure, match.flow);
    }
  }
  const closed: Answer = some(entries.map(({ answer }) => answer));
  if (closed === "yes") return permits;
  const doubtful = may.map((flow) => ({ flow, sure: false, by: [], cause: "which policies hold here is not known" }));
  return closed === "unknown"
    ? [...permits, ...doubtful]
    : [...permits, ...sure.map((flow) => ({ flow, sure: true, by: [] })), ...doubtful];
}
