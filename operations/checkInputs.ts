import { renderJson } from "../checks/reports/json";
import { type FailOn, judge } from "../checks/reports/verdict";
import { type JudgeOptions, judgeInputs } from "./judgeInputs";

export interface CheckOptions extends JudgeOptions {
  readonly format: "console" | "json" | "html";
  readonly failOn: FailOn;
  readonly show: "fail" | "all";
  readonly reproducible: boolean;
  readonly color: boolean;
  readonly width: number;
}

export interface CheckResult {
  readonly text: string;
  readonly allowed: boolean;
  /** Said on standard error: what was passed over. */
  readonly notes: readonly string[];
}

/** Judges whatever is named. @throws UserError exit 2 for what cannot be read and for options that fit nothing. */
export async function checkInputs(paths: readonly string[], options: CheckOptions): Promise<CheckResult> {
  const started = Date.now();
  const passes = options.show === "all" || options.format === "html";
  const judged = await judgeInputs(paths, { ...options, passes });
  const { rules, graph, exceptions } = judged;
  const report = options.reproducible
    ? judged.report
    : {
        ...judged.report,
        run: { startedAt: new Date(started).toISOString(), durationMs: Date.now() - started },
      };
  // A renderer is loaded when it is asked for: whoever wants JSON does not wait for the page.
  const render = {
    console: async () =>
      (await import("../checks/reports/console")).renderConsole(report, {
        color: options.color,
        width: options.width,
        show: options.show,
        failOn: options.failOn,
        exceptions,
      }),
    json: async () => renderJson(report, { reproducible: options.reproducible }),
    html: async () =>
      (await import("../checks/reports/html")).renderHtml(report, {
        failOn: options.failOn,
        rules: rules.map((rule) => rule.metadata),
        exceptions,
        drawing: (await import("../checks/reports/drawing")).buildDrawing(graph),
      }),
  };
  return {
    text: await render[options.format](),
    allowed: judge(report, options.failOn).allowed,
    notes: judged.notes,
  };
}
