/**
 * The report for people: one self-contained HTML file without script, request or clock. The same input gives the same
 * bytes; everything that came from an input is escaped, made harmless to terminals and masked where it looks like a secret.
 */
import type { Report } from "../../model";
import type { PlatformReport } from "../platformReport";
import { reachabilitySection, reachabilityTitle } from "../reachability";
import { html, type Markup } from "./markup";
import { section } from "./parts";
import { failedSection, unknownSection } from "./sections/attention";
import { baselineSection } from "./sections/baseline";
import { controlsSection } from "./sections/controls";
import { coverageSection } from "./sections/coverage";
import { drawingSection } from "./sections/drawing";
import { exceptionsSection } from "./sections/exceptions";
import { frameworksSection } from "./sections/frameworks";
import { provenanceSection } from "./sections/provenance";
import { stacksSection } from "./sections/stacks";
import { headOf, verdictSection } from "./sections/verdict";
import { shell } from "./shell";
import { type HtmlOptions, type View, viewOf } from "./view";

export type { HtmlOptions, ReportPart } from "./view";

/** Renders a platform's report, or the plain report of `check`. */
export function renderHtml(input: PlatformReport | Report, options: HtmlOptions = {}): string {
  return page(viewOf(input, options));
}

interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly count?: number | undefined;
  readonly body: Markup | "";
}

function page(view: View): string {
  const { report } = view;
  const { summary } = report;
  const all: readonly PageSection[] = [
    { id: "failed", title: "What failed", count: summary.fail, body: failedSection(view) },
    { id: "baseline", title: "Baseline", count: report.baseline?.new, body: baselineSection(view) },
    { id: "drawing", title: "Drawing", body: drawingSection(view) },
    { id: "reachability", title: reachabilityTitle, body: reachabilitySection(view) },
    ...view.parts.map(({ id, title, body }) => ({ id, title, body: section(id, title, body) })),
    { id: "stacks", title: "Stacks", body: stacksSection(view) },
    { id: "controls", title: "Controls and evidence", body: controlsSection(view) },
    { id: "unknown", title: "Unknown", count: summary.unknown, body: unknownSection(view) },
    { id: "exceptions", title: "Exceptions", count: summary.excepted, body: exceptionsSection(view) },
    { id: "coverage", title: "Coverage", body: coverageSection(view) },
    { id: "frameworks", title: "Frameworks", body: frameworksSection(view) },
    { id: "provenance", title: "Provenance", body: provenanceSection(view) },
  ];
  const sections = all.filter(({ body }) => body !== "");
  return shell(
    `${view.title}: ${view.verdict.outcome} · digit-platform`,
    "Skip to the verdict",
    html`${headOf(view)}<main id="main" class="wrap">
${verdictSection(view)}<nav class="contents" id="contents" aria-label="Contents"><ul>${sections.map(({ id, title, count }) => html`<li><a href="#${id}">${title}${count === undefined || count === 0 ? "" : html` <span class="count">${count}</span>`}</a></li>`)}</ul></nav>
${sections.map(({ body }) => body)}</main>
<footer class="wrap"><p>Written by digit-platform ${view.report.tool.version}. This file needs no script and loads nothing.</p></footer>`,
  );
}
