import { html, type Markup } from "../markup";
import { capital, code, counted, dateWords, facts, prose } from "../parts";
import type { View } from "../view";
import { unjudgedCount } from "./coverage";

/** Opens the page: what was judged, and when. */
export function headOf(view: View): Markup {
  const { platform, report } = view;
  const time = platform?.provenance.time ?? report.run?.startedAt;
  return html`<header class="page"><div class="wrap">
<p class="eyebrow">digit-platform security report${time === undefined ? "" : ` · ${dateWords(time)}`}</p>
<h1>${view.title}</h1>
</div></header>
`;
}

/** Whether it may go ahead and why, and the figures behind that. */
export function verdictSection(view: View): Markup {
  const { platform, verdict } = view;
  const allowed = verdict.outcome === "allowed";
  const [first, ...more] = verdict.reasons.map(prose);
  const noun = platform === null ? "What was checked is" : "Deployment";
  return html`<section id="verdict" aria-labelledby="verdict-title">
<div class="verdict ${verdict.outcome}">
<h2 id="verdict-title"><span aria-hidden="true">${allowed ? "✓" : "✕"}</span><span>${noun} ${verdict.outcome}</span></h2>
${first === undefined ? "" : html`<p>${first}</p>`}
${more.length === 0 ? "" : html`<ul>${more.map((reason) => html`<li>${reason}</li>`)}</ul>`}
${unjudged(view)}
</div>
${figures(view)}
${environmentFacts(view)}
</section>
`;
}

/** Beside the verdict, because it says nothing about these. */
function unjudged(view: View): Markup | "" {
  const count = unjudgedCount(view);
  if (count === 0) return "";
  return html`<p>${counted(count, "place")} ${count === 1 ? "was" : "were"} not judged, or not as written: <a href="#coverage">which, and why</a>.</p>`;
}

function figures({ report }: View): Markup {
  const { summary, coverage } = report;
  const figure = (kind: string, count: number, label: string) =>
    html`<li class="${count === 0 ? "none" : kind}"><strong>${count}</strong> ${label}</li>`;
  return html`<ul class="figures" aria-label="Findings in figures">
${figure("fail", summary.fail, "failed")}
${figure("unknown", summary.unknown, "unknown")}
${figure("excepted", summary.excepted, "excepted")}
${figure("pass", summary.pass, "passed")}
${figure("none", summary.resources, "resources")}
${figure("none", coverage.rulesApplied.length, "rules applied")}
</ul>`;
}

function environmentFacts({ platform, report }: View): Markup | "" {
  if (platform === null) return "";
  const { environment, stacks } = platform;
  return html`${facts([
    ["Environment", environment.name],
    ["Target", environment.target === "aws" ? "AWS" : "Data centre"],
    ["Account", environment.accountId === null ? null : code(environment.accountId)],
    ["Region", environment.region],
    ["Recovery region", environment.recoveryRegion],
    ["Size", capital(environment.size)],
    ["DIGIT release", environment.digitRelease],
    ["Stacks", stacks.length],
    ["Judged from", counted(report.inputs.length, "input")],
  ])}
${environment.emulator === null ? "" : emulatorNote(environment.emulator)}`;
}

function emulatorNote(emulator: NonNullable<NonNullable<View["platform"]>["environment"]["emulator"]>): Markup {
  const replaced = emulator.replaced.map(
    ({ what, written, used }) => html`<li>${what}: ${code(written)} became ${code(used)}</li>`,
  );
  return html`<div class="note"><p><strong>Run against an emulator, not against AWS</strong> (${emulator.name}). It replaced ${replaced.length === 0 ? "nothing that the environment file states." : "what the environment file states:"}</p>${replaced.length === 0 ? "" : html`<ul>${replaced}</ul>`}</div>`;
}
