/** The report over a period for a terminal: what is wrong first, then each framework, exceptions and duties. */
import { createColors } from "picocolors";
import type { Status } from "../../../model";
import { neutralise, neutraliseProse } from "../../../reports/text/neutralise";
import { wrap } from "../../../reports/text/width";
import type { ClausePeriod, ControlPeriod, PeriodReport } from "../model";
import {
  count,
  dayCount,
  dutyWords,
  logWords,
  outcomeWords,
  periodWords,
  rangeWords,
  redactPeriod,
  stretchWords,
  titleOf,
  unsteady,
} from "./words";

export interface PeriodConsoleOptions {
  readonly color?: boolean;
  /** Columns, default 80; never taken below 40. */
  readonly width?: number;
}

export function renderPeriodConsole(given: PeriodReport, options: PeriodConsoleOptions = {}): string {
  const report = redactPeriod(given);
  const colors = createColors(options.color === true);
  const width = Math.max(40, options.width ?? 80);
  const paint: Readonly<Record<Status, (text: string) => string>> = {
    pass: colors.green,
    fail: colors.red,
    unknown: colors.yellow,
    excepted: colors.magenta,
  };
  const item = (head: string, text: string, painted: (text: string) => string = (one) => one): string => {
    const [first = "", ...rest] = wrap(`${neutraliseProse(head)}  ${neutraliseProse(text)}`, width - 4);
    return [`  ${painted(first)}`, ...rest.map((line) => `    ${line}`)].join("\n");
  };
  const block = (title: string, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [[colors.bold(title), ...items].join("\n")];
  const clause = (one: ClausePeriod): string => {
    const controls = one.controls.length === 0 ? "" : ` by ${one.controls.map(({ rule }) => rule).join(", ")}`;
    const duties = one.duties.length === 0 ? "" : `; duties: ${one.duties.map(dutyText).join(", ")}`;
    const text = `${outcomeWords(one)}${controls}${duties}`;
    return item(one.clause.number, text, one.last === null ? undefined : paint[one.last]);
  };
  const blocks = [
    [
      colors.bold(neutralise(`${titleOf(report)}, ${periodWords(report)}`)),
      item("log", `${report.log.place}: ${logWords(report)}`),
      item("runs", runsText(report)),
      item("gaps", gapsText(report)),
      ...(report.emulator
        ? [item("note", "an emulator stood in for the cloud: nothing here is proven about a real platform")]
        : []),
    ].join("\n"),
    ...block(
      "The log is broken",
      report.log.problems.map(({ sequence, where, message }) =>
        item(`record ${sequence ?? "?"}`, `${where}: ${message}`, colors.red),
      ),
    ),
    ...report.frameworks.flatMap(({ title, clauses }) => block(neutraliseProse(title), clauses.map(clause))),
    ...block(
      "Controls, those first that did not always hold",
      [...unsteady(report), ...report.controls.filter(({ worst }) => worst === "pass")].map((control) =>
        item(control.rule, controlText(control), paint[control.last]),
      ),
    ),
    ...block(
      "Exceptions in force",
      report.exceptions.map(({ exception }) => exceptionItem(item, exception)),
    ),
    ...block(
      "Changes by people",
      report.changes.map(({ time, added, removed }) =>
        item(time, [...added.map((one) => `added ${one}`), ...removed.map((one) => `removed ${one}`)].join("; ")),
      ),
    ),
    ...block(
      "Duties of people",
      report.duties.map((duty) => item(duty.duty.id, `${duty.duty.title}: ${dutyWords(duty)}`)),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function dutyText({ id, state }: ClausePeriod["duties"][number]): string {
  return state === "unknown" ? id : `${id} (${state})`;
}

function controlText(control: ControlPeriod): string {
  const gaps = control.gaps.length === 0 ? "" : `; no verdict on ${count(dayCount(control.gaps), "day")}`;
  const open = control.open.length === 0 ? "" : `; open: ${control.open.join(", ")}`;
  return `${stretchWords(control)}${gaps}${open}`;
}

function exceptionItem(
  item: (head: string, text: string) => string,
  exception: PeriodReport["exceptions"][number]["exception"],
): string {
  const { check, rule, resource, reason, owner, approvedBy, ticket, expires, emergency } = exception;
  const kind = emergency ? "emergency, " : "";
  const who = `owner ${owner}, approved by ${approvedBy.join(" and ")}, ${ticket}, until ${expires}`;
  return item(check ?? rule, `${resource}: ${reason} (${kind}${who})`);
}

export function runsText({ runs, controls }: PeriodReport): string {
  const refused = runs.filter(({ outcome }) => outcome === "refused").length;
  return `${count(runs.length, "record")} in the period, ${refused} of them refusals; ${count(controls.length, "control")} judged`;
}

export function gapsText({ gaps, days }: PeriodReport): string {
  return gaps.length === 0
    ? `none: a verdict on each of ${count(days, "day")}`
    : `no verdict on ${dayCount(gaps)} of ${count(days, "day")}: ${rangeWords(gaps)}`;
}
