/**
 * `digit-platform/checks`: judges anybody's Terraform by this product's rules, without any of its stacks.
 *
 * ```ts
 * import { allRules, buildGraph, evaluate, readInputs, renderSarif } from "digit-platform/checks";
 * const { inputs } = readInputs(["plan.json"]);
 * const report = evaluate(buildGraph(inputs), allRules, { version: "1.0.0", now: new Date() });
 * const sarif = renderSarif(report, { rules: allRules.map((rule) => rule.metadata) });
 * ```
 */
export { compareWithBaseline, type Judged } from "./baseline/compare";
export { type Baseline, readBaseline } from "./baseline/read";
export { type EvaluateOptions, evaluate } from "./evaluate";
export type { ExceptionPolicy } from "./exceptions/apply";
export { addException, listExceptions } from "./exceptions/manage";
export type { ExceptionEntry, ExceptionFile, InlineAllowance, RecordedException } from "./exceptions/model";
export { readExceptions } from "./exceptions/read";
export {
  type ReviewedAllowance,
  type ReviewedException,
  type ReviewOptions,
  reviewAllowances,
  reviewExceptions,
} from "./exceptions/review";
export { buildGraph } from "./graph/buildGraph";
export type * from "./graph/graph";
export type { Link, ParsedInput } from "./inputs/model";
export { type InputRequest, type InputSet, type ReadOptions, readInputs } from "./inputs/readInputs";
export * from "./model";
export { parameterProblems, parametersOf } from "./parameters";
export { type ConsoleOptions, renderConsole } from "./reports/console";
export { type HtmlOptions, type ReportPart, renderHtml } from "./reports/html";
export { html, type Markup } from "./reports/html/markup";
export { type JsonOptions, renderJson } from "./reports/json";
export { renderJunit } from "./reports/junit";
export { renderMarkdown } from "./reports/markdown";
export type { FormatOptions, PassedOver } from "./reports/options";
export { renderOscal } from "./reports/oscal";
export { renderSarif } from "./reports/sarif";
export { type FailOn, failOnLevels, type Judgement, judge as decide } from "./reports/verdict";
export * from "./rule";
export { allRules } from "./rules";
