/** A plan as Markdown for a merge request: at most as long as a comment may be. */
import { MarkdownDocument } from "../../checks/reports/markdown/document";
import { code, prose } from "../../checks/reports/markdown/escape";
import { redactText } from "../../checks/reports/redact";
import { addCosts } from "../cost/forms";
import type { PlanSummary } from "../planEnvironment";
import { approvalText } from "../signPlans";
import { addChanges } from "./markdown";
import { countsOf } from "./planText";

/** Characters that the table of stacks may need after the changes. */
const reservedForStacks = 8000;

export function planMarkdown(summary: PlanSummary): string {
  const document = new MarkdownDocument();
  const refused = summary.stacks.filter(({ verdict }) => verdict === "refused" || verdict === "failed").length;
  const verdict = refused === 0 ? "allowed" : `${refused} of ${summary.stacks.length} stacks not allowed`;
  const where = summary.emulator ? " on the emulator" : "";
  document.add(`## Plan of ${code(summary.environment)}${where}: ${verdict}\n`);
  addChanges(document, summary.changes, reservedForStacks);
  if (summary.costs) addCosts(document, summary.costs, reservedForStacks / 2);
  document.add("\n### Stacks\n\n| stack | verdict | judged on | changes |\n| --- | --- | --- | --- |\n");
  for (const stack of summary.stacks)
    document.add(`| ${stack.stack} | ${stack.verdict} | ${stack.judgedOn} | ${countsOf(stack)} |\n`);
  if (summary.approval) document.add(`\n${prose(approvalText(summary.approval), 400)}\n`);
  const reasons = summary.stacks.flatMap(({ stack, reasons: all }) =>
    all.map((reason) => `- ${stack}: ${prose(redactText(reason), 400)}\n`),
  );
  if (reasons.length > 0) {
    document.list("\n**Why not:**\n\n", reasons, "", (count) => `- … and ${count} more\n`, {
      reserve: 0,
      most: Number.POSITIVE_INFINITY,
      total: reasons.length,
    });
  }
  return document.toString();
}
