import { renderConsole } from "./console";
import { buildDrawing, renderDrawing } from "./drawing";
import { renderHtml } from "./html";
import { renderJson } from "./json";
import { sampleGraph } from "./testing/graph";
import { platformResources } from "./testing/graphSample";
import { samplePlatform } from "./testing/platform";
import { sampleReport } from "./testing/sample";

/**
 * Renderings of the sample report that are kept in the repository, path from its root to content, so that a change of
 * what readers get is seen in review. `npm run generate` writes them, a test compares them.
 */
export function generatedReportFiles(): ReadonlyMap<string, string> {
  const drawing = buildDrawing(sampleGraph(platformResources));
  const folder = "checks/reports/golden";
  return new Map([
    [`${folder}/report.txt`, renderConsole(sampleReport(), { show: "all", exceptions: samplePlatform.exceptions })],
    [`${folder}/report.json`, renderJson(sampleReport(), { reproducible: true })],
    [`${folder}/report.html`, renderHtml(sampleReport())],
    [`${folder}/platform.html`, renderHtml({ ...samplePlatform, drawing })],
    [`${folder}/drawing.svg`, renderDrawing(drawing, { title: "Platform demo" })],
  ]);
}
