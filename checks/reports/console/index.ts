/** The report for a terminal: the worst first, everything that is needed to act, and the verdict at the very end. */
import type { Report } from "../../model";
import type { FormatOptions } from "../options";
import { redactOptions, redactReport } from "../redact";
import { groupBlocks } from "./groups";
import { styleFor } from "./layout";
import { fixedLines, inputLines, summaryLines } from "./summary";

export interface ConsoleOptions extends FormatOptions {
  /** Default false: whoever knows that a terminal listens asks for colour. */
  readonly color?: boolean;
  /** Columns, default 80; never taken below 40. */
  readonly width?: number;
}

export function renderConsole(report: Report, given: ConsoleOptions = {}): string {
  const clean = redactReport(report);
  const options = redactOptions(given);
  const { exceptions = [], rules = [], passedOver = [], failOn = "medium" } = options;
  const style = styleFor(options.color === true, options.width ?? 80);
  const all = options.show === "all";
  const groups = groupBlocks(clean.findings, { exceptions, rules, all }, style);
  const blocks = [
    inputLines(clean, all, style),
    ...groups.map(({ lines }) => lines),
    fixedLines(clean.baseline?.fixedFindings ?? [], all, style),
    summaryLines(clean, { failOn, passedOver, folded: groups.some(({ folded }) => folded) }, style),
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
