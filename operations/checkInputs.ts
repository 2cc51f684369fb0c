import { readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { compareWithBaseline } from "../checks/baseline/compare";
import { readBaseline } from "../checks/baseline/read";
import type { Report } from "../checks/model";
import type { Matrix } from "../checks/reachability/matrix";
import { neutralise } from "../checks/reports/text/neutralise";
import { defuseCommands } from "../checks/reports/text/workflowCommands";
import { type FailOn, judge } from "../checks/reports/verdict";
import { usageError } from "../common/errors";
import { type JudgedInputs, type JudgeOptions, judgeInputs } from "./judgeInputs";

export type CheckFormat = "console" | "json" | "html" | "sarif" | "junit" | "markdown" | "oscal";

export interface CheckOptions extends JudgeOptions {
  readonly format: CheckFormat;
  readonly failOn: FailOn;
  readonly show: "fail" | "all";
  /** An earlier JSON report: findings that it has do not refuse. */
  readonly baselineFile?: string;
  readonly reproducible: boolean;
  /** Puts who may reach whom into JSON however large the inputs are. Small ones have it anyway. */
  readonly reachability?: boolean;
  /** Folder or `s3://…`: append what came out to a log of evidence. */
  readonly evidence?: string;
  /** ISO 8601 moment for formats that cannot do without one; only where a person named it. */
  readonly moment?: string;
  readonly color: boolean;
  readonly width: number;
}

export interface CheckResult {
  readonly text: string;
  readonly allowed: boolean;
  /** Said on standard error: what was passed over. */
  readonly notes: readonly string[];
}

/** Formats that show what passed even where passes are not listed: as evidence, or as controls that hold. */
const showsPasses: ReadonlySet<CheckFormat> = new Set(["html", "oscal"]);

/** Judges whatever is named. @throws UserError exit 2 for what cannot be read and for options that fit nothing. */
export async function checkInputs(paths: readonly string[], options: CheckOptions): Promise<CheckResult> {
  const started = Date.now();
  const { baselineFile } = options;
  const baseline = baselineFile === undefined ? undefined : baselineAt(baselineFile);
  const judged = await judgeInputs(paths, {
    ...options,
    passes: options.show === "all" || showsPasses.has(options.format) || options.evidence !== undefined,
  });
  const compared =
    baseline === undefined
      ? judged.report
      : compareWithBaseline(judged.report, baseline, {
          rules: new Set(judged.rules.map(({ metadata }) => metadata.id)),
          exceptions: options.exceptionsFile !== undefined,
        });
  const shown = options.show === "all" || showsPasses.has(options.format) ? compared : withoutPasses(compared);
  const report: Report = options.reproducible
    ? shown
    : { ...shown, run: { startedAt: new Date(started).toISOString(), durationMs: Date.now() - started } };
  const { allowed } = judge(report, options.failOn);
  const text = await render(report, judged, options);
  const kept = options.evidence === undefined ? [] : [await keepCheck(options.evidence, judged, options, allowed)];
  return {
    text,
    allowed,
    notes: [
      ...judged.passedOver.map(({ path, reason }) =>
        defuseCommands(`passed over: ${neutralise(path)} (${neutralise(reason)})`),
      ),
      ...kept,
    ],
  };
}

/** Passes were only asked for as evidence. */
function withoutPasses(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ status }) => status !== "pass") };
}

/** Appends what came out; gives the words for it. The moment of the record is the clock's, whatever `--now` says. */
async function keepCheck(
  place: string,
  judged: JudgedInputs,
  options: CheckOptions,
  allowed: boolean,
): Promise<string> {
  const { EvidenceKeeper } = await import("./evidence/keeper");
  const { openEvidence } = await import("./evidence/location");
  const keeper = new EvidenceKeeper(await openEvidence(place), { environment: judged.environment, emulator: false });
  const { sequence, hash } = await keeper.keep({
    kind: "check",
    stage: judged.environment === null ? "files" : "design",
    outcome: allowed ? "allowed" : "refused",
    report: judged.report,
    exceptions: judged.entries,
    facts: {
      failOn: options.failOn,
      judgedAsOf: options.now.toISOString(),
      rules: options.rules ? [...options.rules].sort() : null,
      baseline: options.baselineFile !== undefined,
    },
  });
  return `evidence: ${keeper.location}, record ${sequence}, hash ${hash}`;
}

/** A renderer is loaded when it is asked for: whoever wants JSON does not wait for the page. */
async function render(report: Report, judged: JudgedInputs, options: CheckOptions): Promise<string> {
  const { format, failOn, show, reproducible, moment } = options;
  const { exceptions, passedOver } = judged;
  const rules = judged.rules.map((rule) => rule.metadata);
  const common = {
    failOn,
    rules,
    exceptions,
    passedOver,
    show,
    reproducible,
    ...(moment === undefined ? {} : { moment }),
  };
  switch (format) {
    case "console": {
      const { renderConsole } = await import("../checks/reports/console");
      return renderConsole(report, { ...common, color: options.color, width: options.width });
    }
    case "json":
      return (await import("../checks/reports/json")).renderJson(report, {
        reproducible,
        passedOver,
        reachability: await reachabilityFor(judged, options.reachability === true),
      });
    case "html": {
      const { buildDrawing } = await import("../checks/reports/drawing");
      const { renderHtml } = await import("../checks/reports/html");
      const { matricesOf } = await import("../checks/reachability/matrix");
      const { graph } = judged;
      return renderHtml(report, { ...common, drawing: buildDrawing(graph), reachability: matricesOf(graph) });
    }
    case "sarif":
      return (await import("../checks/reports/sarif")).renderSarif(report, common);
    case "junit":
      return (await import("../checks/reports/junit")).renderJunit(report, common);
    case "markdown":
      return (await import("../checks/reports/markdown")).renderMarkdown(report, common);
    case "oscal":
      return (await import("../checks/reports/oscal")).renderOscal(report, common);
  }
}

/**
 * Resources up to which JSON has the matrix unasked: below this it costs less than a tenth of a second, and a program
 * that reads findings of a large plan in a pipeline should not wait for what it does not read.
 */
const mostResourcesUnasked = 1_000;

async function reachabilityFor({ graph }: JudgedInputs, asked: boolean): Promise<readonly Matrix[]> {
  if (!asked && graph.nodes.length > mostResourcesUnasked) return [];
  return (await import("../checks/reachability/matrix")).matricesOf(graph);
}

/** Read before anything is judged, so that a wrong file costs no time. */
function baselineAt(file: string): ReturnType<typeof readBaseline> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw usageError("input-not-found", `${file} does not exist or cannot be read.`, "Name an earlier JSON report.");
  }
  const shown = relative(process.cwd(), resolve(file)).split(sep).join("/");
  return readBaseline(bytes, file, shown === "" || shown.startsWith("../") ? undefined : shown);
}
