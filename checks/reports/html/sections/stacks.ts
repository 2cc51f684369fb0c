import type { JudgedOn, StackReport } from "../../platformReport";
import { html, type Markup } from "../markup";
import { capital, dateWords, durationWords, outcomeBadge, prose, section, table } from "../parts";
import type { View } from "../view";

const stageWords: { readonly [stage in JudgedOn]: string } = {
  synthesis: "Synthesized configuration",
  plan: "Terraform plan",
  state: "State after the apply",
};

/** Verdict per stack, on what it was judged, and what the apply did. */
export function stacksSection({ platform }: View): Markup | "" {
  if (platform === null) return "";
  const caption = "Every stack in deployment order: what its verdict was judged on, and what the last apply did.";
  const columns = ["Stack", "Judged on", "Verdict", "Findings", "Applied", "Second plan", "Time"].map((label) => ({
    label,
  }));
  return section("stacks", "Stacks", table(caption, columns, platform.stacks.map(stackRow), "wide"));
}

function stackRow(stack: StackReport) {
  const needs = stack.needs.length === 0 ? "" : html`<span class="soft small">Needs ${stack.needs.join(", ")}</span>`;
  const time = stack.durations.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return [
    html`<strong>${stack.name}</strong><span class="soft small">${prose(stack.title)}</span>${needs}`,
    stageWords[stack.judgedOn],
    [
      outcomeBadge(stack.verdict.outcome),
      stack.verdict.reasons.map((reason) => html`<span class="small">${prose(reason)}</span>`),
    ],
    counts(stack),
    applied(stack),
    secondPlan(stack),
    stack.durations.length === 0 ? "" : durationWords(time),
  ];
}

function secondPlan({ secondPlanEmpty }: StackReport): string {
  if (secondPlanEmpty === null) return "Not made";
  return secondPlanEmpty ? "No change" : "Shows changes";
}

function counts({ summary }: StackReport): string {
  const words = { fail: "failed", unknown: "unknown", excepted: "excepted", pass: "passed" } as const;
  const parts = (["fail", "unknown", "excepted", "pass"] as const)
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${words[status]}`);
  return parts.length === 0 ? "None" : parts.join(", ");
}

function applied({ applied: changes, unchanged }: StackReport): Markup | string {
  if (changes === null)
    return unchanged === undefined
      ? "Nothing"
      : html`Nothing<span class="soft small">${capital(prose(unchanged))}</span>`;
  const parts = (["added", "changed", "destroyed"] as const)
    .filter((kind) => changes[kind] > 0)
    .map((kind) => `${changes[kind]} ${kind}`);
  const at = changes.at === undefined ? "" : html`<span class="soft small">${dateWords(changes.at)}</span>`;
  return html`${parts.length === 0 ? "No change" : capital(parts.join(", "))}${at}`;
}
