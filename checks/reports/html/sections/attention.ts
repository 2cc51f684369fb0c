import { type Finding, severities } from "../../../model";
import { type CheckGroup, groupByCheck } from "../../order";
import { isAcceptedByBaseline } from "../../verdict";
import { type Content, html, type Markup } from "../markup";
import {
  anchor,
  capital,
  code,
  counted,
  facts,
  fold,
  placeText,
  prose,
  richProse,
  section,
  severityWord,
  statusBadge,
  valueCode,
} from "../parts";
import type { View } from "../view";

/** Resources of one check that are seen at once; the others are folded, never left out. */
const mostAtOnce = 10;
/** Checks from which on an index helps more than it delays. */
const worthAnIndex = 4;

/** What failed, with everything needed to act, the worst first. */
export function failedSection(view: View): Markup {
  const groups = groupsOf(view, "fail");
  if (groups.length === 0) return section("failed", "What failed", html`<p>Nothing failed.</p>`);
  return section(
    "failed",
    "What failed",
    filter("failed", groups, view),
    index("failed", groups, view),
    groups.map((group) => groupCard(group, view)),
  );
}

/** What could not be told, with the cause. */
export function unknownSection(view: View): Markup {
  const groups = groupsOf(view, "unknown");
  const intro = html`<p class="soft">A control is unknown when a value that decides it is not known yet or could not be read. In a plan or a state, an unknown of medium severity or above refuses, because it leaves the control unproven.</p>`;
  if (groups.length === 0) return section("unknown", "Unknown", html`<p>Nothing was left unknown.</p>`);
  return section(
    "unknown",
    "Unknown",
    intro,
    index("unknown", groups, view),
    groups.map((group) => groupCard(group, view)),
  );
}

function groupsOf({ report }: View, status: Finding["status"]): CheckGroup[] {
  return groupByCheck(report.findings.filter((finding) => finding.status === status));
}

/** Choices that the style sheet obeys, so that no script is needed. On paper everything shows. */
function filter(name: string, groups: readonly CheckGroup[], { report }: View): Markup | "" {
  const present = [...severities].reverse().filter((severity) => groups.some((group) => group.severity === severity));
  const choices = present.map((severity) => {
    const count = sum(groups.filter((group) => group.severity === severity));
    return choice(`${name}-severity`, severity, `${capital(severity)} (${count})`);
  });
  const bySeverity =
    choices.length < 2
      ? ""
      : html`<fieldset class="filter"><legend>Severity</legend>${choice(`${name}-severity`, "all", `All (${sum(groups)})`, true)}${choices}</fieldset>`;
  const byState =
    report.baseline === undefined
      ? ""
      : html`<fieldset class="filter"><legend>Baseline</legend>${choice(`${name}-state`, "any", "All", true)}${choice(`${name}-state`, "new", "Only new")}</fieldset>`;
  return bySeverity === "" && byState === "" ? "" : html`<div class="filters">${bySeverity}${byState}</div>`;
}

function choice(name: string, value: string, label: string, chosen = false): Markup {
  const id = `${name}-${value}`;
  return html`<span class="choice"><input type="radio" name="${name}" id="${id}" class="only-${value}"${chosen ? html` checked` : ""}><label for="${id}">${label}</label></span>`;
}

function sum(groups: readonly CheckGroup[]): number {
  return groups.reduce((total, { findings }) => total + findings.length, 0);
}

function index(name: string, groups: readonly CheckGroup[], view: View): Markup | "" {
  if (groups.length < worthAnIndex) return "";
  const entries = groups.map(
    (group) =>
      html`<li>${severityWord(group.severity)} <a href="#${cardId(group)}">${checkTitle(group, view)}</a> <span class="soft">${code(group.check)} · ${group.findings.length}</span></li>`,
  );
  return html`<nav class="index" aria-label="Checks in this section (${name})">${fold(`${counted(groups.length, "check")} in this section`, html`<ol>${entries}</ol>`)}</nav>`;
}

function cardId(group: CheckGroup): string {
  return anchor(`${group.status}-${group.check}-${group.severity}`);
}

function groupCard(group: CheckGroup, view: View): Markup {
  const { findings, severity, status, check } = group;
  const remedies = [...new Set(findings.map(({ remediation }) => remediation))];
  const id = cardId(group);
  const known = findings.every(isAcceptedByBaseline) ? " known" : "";
  const item = (finding: Finding) => findingItem(finding, view);
  const more = findings.slice(mostAtOnce);
  return html`<article class="card ${status} ${severity}${known}" aria-labelledby="${id}">
<header>${statusBadge(status)} ${severityWord(severity)} <h3 id="${id}">${checkTitle(group, view)}</h3></header>
<p class="soft small">${code(check)} · ${counted(findings.length, "resource")} <span class="onscreen">· <a href="#rule-${anchor(group.rule)}">why this matters</a></span></p>
<ul class="findings">${findings.slice(0, mostAtOnce).map(item)}</ul>
${more.length === 0 ? "" : fold(counted(more.length, "more resource"), html`<ul class="findings">${more.map(item)}</ul>`)}
${remedies.map((remedy) => html`<p class="remedy"><strong>What to do:</strong> ${richProse(remedy)}</p>`)}
</article>
`;
}

function checkTitle({ check, rule }: CheckGroup, view: View): string {
  const metadata = view.rules.get(rule);
  const named = metadata?.checks?.find(({ id }) => id === check);
  return prose(named?.title ?? metadata?.title ?? check);
}

function findingItem(finding: Finding, view: View): Markup {
  const { stack, status, source, baselineState } = finding;
  const id = view.anchors.get(finding);
  const notes = [
    ...(stack === null ? [] : [html`<span class="soft small">stack ${stack}</span>`]),
    ...(baselineState === undefined ? [] : [html`<span class="badge plain">${capital(baselineState)}</span>`]),
    ...(status === "unknown" && view.blocking.has(finding) ? [html`<span class="badge refused">Refuses</span>`] : []),
  ].map((note) => html` ${note}`);
  const known = isAcceptedByBaseline(finding) ? "known" : "";
  return html`<li${id === undefined ? "" : html` id="${id}"`} class="${known}" data-fingerprint="${finding.fingerprint}"><p>${code(finding.resource)}${notes}</p>
<p>${richProse(finding.message)}</p>
${facts([
  ["Where", source.file === undefined ? inputOf(finding, view) : code(placeText(source))],
  ["Path", finding.path === "" ? null : code(finding.path)],
  // Of what is not known there is mostly nothing to show.
  ["Found", status === "unknown" && finding.actual === null ? null : valueCode(finding.actual)],
  ["Expected", valueCode(finding.expected)],
  ["Cause", causeOf(finding)],
  ["Together with", related(finding)],
  ["Construct", source.construct === undefined ? null : code(source.construct)],
  ["Inline exception", inlineWords(finding)],
])}</li>
`;
}

/** Of an unknown, unless the message says it already. */
function causeOf({ status, reason, message }: Finding): string | null {
  if (status !== "unknown" || (reason !== undefined && message.includes(reason))) return null;
  return prose(reason ?? "not stated");
}

function inputOf(finding: Finding, { report }: View): Markup | null {
  const input = report.inputs[finding.input];
  return input === undefined ? null : code(input.path);
}

function related({ related: others }: Finding): Content {
  if (others.length === 0) return null;
  return others.map((address, position) => html`${position > 0 ? ", " : ""}${code(address)}`);
}

function inlineWords({ inlineException: inline }: Finding): Content {
  if (inline === undefined) return null;
  const reason = inline.reason === null ? "" : `: ${prose(inline.reason)}`;
  return html`${code(`${inline.tool} ${inline.id}`)}${reason}. ${inline.counts ? "It counts" : "It does not count"}: ${prose(inline.why)}`;
}
