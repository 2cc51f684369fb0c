import type { Finding } from "../../../model";
import { type CheckGroup, groupByCheck } from "../../order";
import { html, type Markup } from "../markup";
import { anchor, code, counted, prose, richProse, section, severityWord, statusBadge, valueCode } from "../parts";
import type { View } from "../view";

/** What failed, with everything needed to act, the worst first. */
export function failedSection(view: View): Markup {
  const groups = groupByCheck(view.report.findings.filter(({ status }) => status === "fail"));
  const none = html`<p>Nothing failed.</p>`;
  return section("failed", "What failed", groups.length === 0 ? none : groups.map((group) => groupCard(group, view)));
}

/** What could not be told, with the cause. */
export function unknownSection(view: View): Markup {
  const groups = groupByCheck(view.report.findings.filter(({ status }) => status === "unknown"));
  const intro = html`<p class="soft">A control is unknown when a value that decides it is not known yet or could not be read. In a plan or a state, an unknown of medium severity or above refuses, because it leaves the control unproven.</p>`;
  const none = html`<p>Nothing was left unknown.</p>`;
  return section(
    "unknown",
    "Unknown",
    groups.length === 0 ? none : [intro, groups.map((group) => groupCard(group, view))],
  );
}

function groupCard(group: CheckGroup, view: View): Markup {
  const remedies = [...new Set(group.findings.map(({ remediation }) => remediation))];
  const id = anchor(`${group.status}-${group.check}-${group.severity}`);
  return html`<article class="card ${group.status}" aria-labelledby="${id}">
<header>${statusBadge(group.status)} ${severityWord(group.severity)} <h3 id="${id}">${checkTitle(group, view)}</h3></header>
<p class="soft small">${code(group.check)} · ${counted(group.findings.length, "resource")}</p>
<ul class="findings">${group.findings.map((finding) => findingItem(finding, view))}</ul>
${remedies.map((remedy) => html`<p><strong>What to do:</strong> ${richProse(remedy)}</p>`)}
</article>
`;
}

function checkTitle({ check, rule }: CheckGroup, view: View): string {
  const metadata = view.rules.get(rule);
  const named = metadata?.checks?.find(({ id }) => id === check);
  return prose(named?.title ?? metadata?.title ?? check);
}

function findingItem(finding: Finding, view: View): Markup {
  const stack = finding.stack === null ? "" : ` stack ${finding.stack}`;
  const state =
    finding.baselineState === undefined ? "" : html` <span class="badge plain">${finding.baselineState}</span>`;
  const weighs = finding.status === "unknown" && view.blocking.has(finding) ? " · refuses" : "";
  return html`<li data-fingerprint="${finding.fingerprint}"><p>${code(finding.resource)}<span class="soft small">${stack}${weighs}</span>${state}<br>${richProse(finding.message)}</p>
<p class="small">${finding.path === "" ? "" : html`${code(finding.path)} is `}${valueCode(finding.actual)}, expected ${valueCode(finding.expected)}</p>
${finding.status === "unknown" ? html`<p class="small"><strong>Cause:</strong> ${prose(finding.reason ?? "not stated")}</p>` : ""}${related(finding)}${origin(finding)}</li>
`;
}

function related(finding: Finding): Markup | "" {
  if (finding.related.length === 0) return "";
  const others = finding.related.map((address, index) => html`${index > 0 ? ", " : ""}${code(address)}`);
  return html`<p class="small">Together with ${others}</p>`;
}

function origin({ source }: Finding): Markup | "" {
  if (source.file === undefined && source.construct === undefined) return "";
  const line = source.line === undefined ? "" : `:${source.line}`;
  const place = source.file === undefined ? "" : html` ${code(`${source.file}${line}`)}`;
  const construct = source.construct === undefined ? "" : html` construct ${code(source.construct)}`;
  return html`<p class="soft small">From${place}${construct}</p>`;
}
