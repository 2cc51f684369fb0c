/** A plan as a person reads it: what changes by risk, then of each stack on what it was judged and why it is refused. */
import { neutralise } from "../../checks/reports/text/neutralise";
import { costLines } from "../cost/forms";
import type { PlanSummary } from "../planEnvironment";
import { approvalText } from "../signPlans";
import { changeLines } from "./text";

export function planText(summary: PlanSummary): string {
  const approval = summary.approval ? ["", approvalText(summary.approval)] : [];
  const costs = summary.costs ? ["", ...costLines(summary.costs)] : [];
  const lines = [
    ...changeLines(summary.changes),
    ...costs,
    "",
    "STACKS",
    ...summary.stacks.flatMap(stackLines),
    ...approval,
  ];
  return `${lines.join("\n")}\n`;
}

function stackLines(stack: PlanSummary["stacks"][number]): readonly string[] {
  if (stack.verdict === "not-selected")
    return [`  ${stack.stack}: not planned, others were named; seen on its ${stack.judgedOn}`];
  const judged = stack.judgedOn === "plan" ? "its plan" : "its synthesis";
  return [
    `  ${stack.stack}: ${stack.verdict} on ${judged}; ${countsOf(stack)}`,
    ...stack.reasons.map((reason) => `      ${reason.split("\n").map(neutralise).join("\n      ")}`),
  ];
}

export function countsOf({ changes, verdict }: PlanSummary["stacks"][number]): string {
  if (verdict === "not-selected") return "not planned, others were named";
  if (!changes) return "planned once the stacks before it are applied";
  return `${changes.add} to add, ${changes.change} to change, ${changes.remove} to remove`;
}
