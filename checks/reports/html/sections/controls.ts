import type { Finding, Status } from "../../../model";
import { type RuleGroup, ruleGroups } from "../../../rule";
import { compareFindings, compareText, statusOrder } from "../../order";
import type { ReportedRule } from "../../platformReport";
import { splitReference } from "../../reference";
import { html, type Markup } from "../markup";
import {
  anchor,
  code,
  counted,
  foundCode,
  prose,
  richProse,
  section,
  severityWord,
  statusBadge,
  table,
  valueCode,
} from "../parts";
import type { View } from "../view";

const groupTitles: { readonly [group in RuleGroup]: string } = {
  "encryption-at-rest": "Encryption at rest and keys",
  "encryption-in-transit": "Encryption in transit",
  "network-isolation": "Network isolation",
  "audit-and-retention": "Audit and retention",
  "backup-and-recovery": "Backup and recovery",
  identity: "Identity and least privilege",
  secrets: "Secrets",
  "workload-hardening": "Workload hardening",
  edge: "Edge",
  "data-protection": "Data protection",
  "control-plane": "Cluster control plane",
  "cross-boundary": "Across boundaries",
  versions: "Versions",
  exceptions: "Exceptions",
};

const statusWords: { readonly [status in Status]: string } = {
  fail: "failed",
  unknown: "unknown",
  excepted: "excepted",
  pass: "passed",
};

/** Passes listed per rule; beyond that the page says how many more there are. Everything else is always listed. */
const mostPasses = 300;

interface RuleRows {
  readonly id: string;
  readonly metadata: ReportedRule | undefined;
  readonly findings: readonly Finding[];
}

/** Every rule that judged something, with its evidence folded away, in groups that are open where one did not pass. */
export function controlsSection(view: View): Markup {
  const rules = rulesOf(view);
  const groups = [
    ...ruleGroups.map((group) => ({
      title: groupTitles[group],
      rules: rules.filter(({ metadata }) => metadata?.group === group),
    })),
    { title: "Controls", rules: rules.filter(({ metadata }) => metadata === undefined) },
  ].filter((group) => group.rules.length > 0);
  const intro = html`<p class="soft">Open a group, and a control in it, to see why it matters and each resource that it was judged on, with the value that was found.</p>`;
  const none = html`<p>No rule found anything to judge.</p>`;
  return section(
    "controls",
    "Controls and evidence",
    groups.length === 0 ? none : [intro, groups.map((group) => groupBlock(group, view))],
  );
}

function rulesOf({ report, rules }: View): RuleRows[] {
  const byRule = new Map<string, Finding[]>(report.coverage.rulesApplied.map((id) => [id, []]));
  for (const finding of report.findings) {
    const list = byRule.get(finding.rule);
    if (list === undefined) byRule.set(finding.rule, [finding]);
    else list.push(finding);
  }
  return [...byRule]
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, findings]) => ({ id, metadata: rules.get(id), findings: findings.sort(compareFindings) }));
}

function groupBlock(
  { title, rules }: { readonly title: string; readonly rules: readonly RuleRows[] },
  view: View,
): Markup {
  const findings = rules.flatMap((rule) => rule.findings);
  // Links of findings lead to their rules, which some browsers show only where what holds them is open.
  const open = findings.some(({ status }) => status !== "pass") ? html` open` : "";
  return html`<details class="group"${open}><summary><span class="line"><h3>${title}</h3> <span class="end">${counted(rules.length, "control")}, ${tally(findings, view)}</span></span></summary>
<div class="body">
${rules.map((rule) => ruleBlock(rule, view))}</div></details>
`;
}

function tally(findings: readonly Finding[], { listsPasses }: View): string {
  const parts = statusOrder
    .map((status) => [status, findings.filter((finding) => finding.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${statusWords[status]}`);
  if (parts.length > 0) return parts.join(", ");
  return listsPasses ? "nothing to judge" : "passes not listed";
}

function ruleBlock({ id, metadata, findings }: RuleRows, view: View): Markup {
  const idle = findings.length === 0 && view.listsPasses;
  const worst = findings[0]?.status ?? "pass";
  const badge = idle ? html`<span class="badge plain">Not concerned</span>` : statusBadge(worst);
  const silent = idle
    ? "Resources of its kind are there, and none of its conditions concerned them."
    : "Passed on everything that it judged; the passes were not asked for.";
  const title = metadata === undefined ? "" : ` ${prose(metadata.title)}`;
  return html`<details id="rule-${anchor(id)}"><summary><span class="line">${badge} <h4>${id}${title}</h4> <span class="end">${tally(findings, view)}</span></span></summary>
<div class="body">
${metadata === undefined ? "" : aboutRule(metadata)}
${findings.length === 0 ? html`<p>${silent}</p>` : evidence(id, findings, view)}
</div></details>
`;
}

function aboutRule(rule: ReportedRule): Markup {
  const references = Object.values(rule.frameworks)
    .flatMap((list) => list ?? [])
    .map(splitReference);
  const editions = [...new Set(references.map(({ edition }) => edition))];
  const mapped = editions.map((edition) => {
    const numbers = references.filter((reference) => reference.edition === edition).map(({ number }) => number);
    return [edition, numbers.join(", ")].filter((part) => part !== "").join(": ");
  });
  return html`<p>${richProse(rule.rationale)}</p>
<p><strong>To meet it:</strong> ${richProse(rule.remediation)}</p>
<p class="soft small">${severityWord(rule.severity)} severity · control ${code(rule.control)}${mapped.length === 0 ? "" : ` · ${mapped.join("; ")}`}</p>`;
}

function evidence(id: string, findings: readonly Finding[], view: View): Markup {
  const passes = findings.filter(({ status }) => status === "pass");
  const shown = [...findings.filter(({ status }) => status !== "pass"), ...passes.slice(0, mostPasses)];
  const left = Math.max(0, passes.length - mostPasses);
  return html`${table(
    `Evidence for ${id}: ${counted(findings.length, "result")}`,
    ["Resource", "Result", "Path", "Found", "Expected"].map((label) => ({ label })),
    shown.map((finding) => evidenceRow(finding, view)),
    "evidence",
  )}${left > 0 ? html`<p class="soft small">${left} more passed; the JSON report lists them.</p>` : ""}`;
}

function evidenceRow(finding: Finding, { anchors }: View) {
  const stack = finding.stack === null ? "" : `${finding.stack} · `;
  const why =
    finding.status === "pass" ? "" : html`<span class="small">${richProse(finding.reason ?? finding.message)}</span>`;
  const target = anchors.get(finding);
  const details =
    target === undefined ? "" : html`<span class="small onscreen"><a href="#${target}">Details</a></span>`;
  return [
    html`${code(finding.resource)}<span class="soft small">${stack}${finding.check}</span>`,
    html`${statusBadge(finding.status)}${why}${details}`,
    finding.path === "" ? "" : code(finding.path),
    foundCode(finding),
    valueCode(finding.expected),
  ];
}
