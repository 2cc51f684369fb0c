import { renderConsole } from "./console";
import { buildDrawing, renderDrawing } from "./drawing";
import { renderHtml } from "./html";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import { renderOscal } from "./oscal";
import { renderSarif } from "./sarif";
import { sampleGraph } from "./testing/graph";
import { platformResources } from "./testing/graphSample";
import { awsMatrix } from "./testing/matrices";
import { samplePlatform, sampleRules } from "./testing/platform";
import { comparedReport, sampleReport } from "./testing/sample";

/**
 * Renderings of the sample report that are kept in the repository, path from its root to content, so that a change of
 * what readers get is seen in review. `npm run generate` writes them, a test compares them.
 */
export function generatedReportFiles(): ReadonlyMap<string, string> {
  const drawing = buildDrawing(sampleGraph(platformResources));
  const options = { rules: sampleRules, exceptions: samplePlatform.exceptions, reproducible: true };
  const folder = "checks/reports/golden";
  return new Map([
    [`${folder}/report.txt`, renderConsole(sampleReport(), { show: "all", exceptions: samplePlatform.exceptions })],
    [`${folder}/report.json`, renderJson(sampleReport(), { reproducible: true })],
    [`${folder}/report.html`, renderHtml(sampleReport())],
    [`${folder}/compared.txt`, renderConsole(comparedReport(), { width: 60 })],
    [`${folder}/compared.sarif`, renderSarif(comparedReport(), options)],
    [`${folder}/compared.xml`, renderJunit(comparedReport(), options)],
    [`${folder}/compared.md`, renderMarkdown(comparedReport(), options)],
    [`${folder}/compared.oscal.json`, renderOscal(comparedReport(), options)],
    [`${folder}/platform.html`, renderHtml({ ...samplePlatform, drawing, reachability: [awsMatrix] })],
    [`${folder}/drawing.svg`, renderDrawing(drawing, { title: "Platform demo" })],
  ]);
}
