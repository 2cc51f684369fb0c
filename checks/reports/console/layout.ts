/** Lines that fit the terminal, and the colours they may have. */
import { createColors } from "picocolors";
import type { Json } from "../../../common/json";
import type { Severity, Status } from "../../model";
import { neutralise, neutraliseProse } from "../text/neutralise";
import { truncate, wrap } from "../text/width";
import { valueText } from "../text/words";
import { defuseCommands } from "../text/workflowCommands";

type Paint = (text: string) => string;
export interface Style {
  readonly width: number;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly status: { readonly [status in Status]: Paint };
  readonly severity: { readonly [severity in Severity]: Paint };
}

const labelWidth = 10;
/** Lines that one value may take before it is cut: enough for a list of ports, too few for a whole policy. */
export const valueLines = 3;
/** Narrower than this nothing can be laid out any more. */
const narrowest = 40;

export function styleFor(color: boolean, width: number): Style {
  const colors = createColors(color);
  return {
    width: Math.max(narrowest, Math.floor(width)),
    bold: colors.bold,
    dim: colors.dim,
    status: { fail: colors.red, unknown: colors.yellow, excepted: colors.magenta, pass: colors.green },
    severity: {
      critical: (text) => colors.bold(colors.red(text)),
      high: colors.red,
      medium: colors.yellow,
      low: colors.cyan,
    },
  };
}

/** A name as it may stand in a terminal and in a pipeline's log. */
export function shownName(text: string): string {
  return defuseCommands(neutralise(text));
}

export function shownProse(text: string): string {
  return defuseCommands(neutraliseProse(text));
}

export function shownValue(value: Json): string {
  return shownName(valueText(value));
}

export function indented(text: string, style: Style): string[] {
  return text === "" ? [] : wrap(text, style.width - 4).map((line) => `    ${line}`);
}

export function field(label: string, text: string, style: Style, mostLines = Number.POSITIVE_INFINITY): string[] {
  const room = style.width - 4 - labelWidth - 1;
  const fitting = Number.isFinite(mostLines) ? truncate(text, room * mostLines) : text;
  const [first = "", ...rest] = wrap(fitting === "" ? '""' : fitting, room);
  const indent = " ".repeat(4 + labelWidth + 1);
  return [`    ${style.dim(label.padEnd(labelWidth))} ${first}`, ...rest.map((line) => `${indent}${line}`)];
}
