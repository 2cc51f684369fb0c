/** The report over a period as Markdown, to be filed or sent. */
import { dateWords } from "../../../reports/html/parts";
import { code, prose } from "../../../reports/markdown/escape";
import type { ClausePeriod, PeriodReport } from "../model";
import { gapsText, runsText } from "./console";
import {
  dutyWords,
  logWords,
  outcomeWords,
  periodWords,
  rangeWords,
  redactPeriod,
  stretchWords,
  titleOf,
} from "./words";

export function renderPeriodMarkdown(given: PeriodReport): string {
  const report = redactPeriod(given);
  const { log } = report;
  return [
    `# ${prose(titleOf(report))}, ${periodWords(report)}\n\n`,
    `- Log ${code(log.place)}: ${prose(logWords(report))}\n- ${prose(runsText(report))}\n- Gaps: ${prose(gapsText(report))}\n`,
    report.emulator ? "- An emulator stood in for the cloud: nothing here is proven about a real platform\n" : "",
    section(
      "The log is broken",
      ["Record", "Where", "What"],
      log.problems.map(({ sequence, where, message }) => [String(sequence ?? "?"), code(where), prose(message)]),
    ),
    ...report.frameworks.map(({ title, note, clauses, silent }) => {
      if (clauses.length === 0) return "";
      const rest =
        silent.length === 0
          ? ""
          : `\nNo control and no duty here speaks to ${silent.map((one) => code(one)).join(", ")}.\n`;
      return `${section(title, ["Clause", "Outcome", "Controls", "Duties"], clauses.map(clauseRow), note)}${rest}`;
    }),
    section(
      "Controls",
      ["Control", "Over the period", "Days judged", "Days without a verdict", "Open at the end"],
      report.controls.map((control) => [
        `${code(control.rule)} ${prose(control.title)}`,
        prose(stretchWords(control)),
        String(control.daysJudged),
        prose(rangeWords(control.gaps)),
        control.open.map((address) => code(address)).join(", "),
      ]),
    ),
    section(
      "Exceptions in force",
      ["Control", "Resource", "Reason", "Owner", "Approved by", "Ticket", "Until"],
      report.exceptions.map(({ exception: one }) => [
        code(one.check ?? one.rule),
        code(one.resource),
        prose(one.reason),
        code(one.owner),
        one.approvedBy.map((name) => code(name)).join(", "),
        code(one.ticket),
        code(one.expires),
      ]),
    ),
    section(
      "Changes by people",
      ["When", "Record", "Added", "Removed"],
      report.changes.map(({ time, sequence, added, removed }) => [
        dateWords(time),
        String(sequence),
        added.map((one) => code(one)).join(", "),
        removed.map((one) => code(one)).join(", "),
      ]),
    ),
    section(
      "Duties of people",
      ["Duty", "Who", "State", "Evidence"],
      report.duties.map((duty) => [
        `${code(duty.duty.id)} ${prose(duty.duty.title)}`,
        prose(duty.duty.who),
        prose(dutyWords(duty)),
        duty.entries.map(({ where, date }) => `${code(where)} (${code(date)})`).join(", "),
      ]),
    ),
  ].join("");
}

function clauseRow(one: ClausePeriod): readonly string[] {
  const { number, title } = one.clause;
  return [
    `${code(number)} ${prose(title)}`,
    prose(outcomeWords(one)),
    one.controls.map(({ rule }) => code(rule)).join(", "),
    one.duties.map(({ id, state }) => (state === "unknown" ? code(id) : `${code(id)} (${prose(state)})`)).join(", "),
  ];
}

function section(title: string, heads: readonly string[], rows: readonly (readonly string[])[], note = ""): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const words = note === "" ? "" : `${prose(note)}\n\n`;
  return `\n## ${prose(title)}\n\n${words}${line(heads)}${line(heads.map(() => "---"))}${rows.map(line).join("")}`;
}
