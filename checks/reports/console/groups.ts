/** Findings grouped by check, the worst first, folded so that ten thousand of them still leave something to read. */
import type { Finding, Status } from "../../model";
import { type CheckGroup, groupByCheck } from "../order";
import type { ReportedException, ReportedRule } from "../platformReport";
import { truncate, wrap } from "../text/width";
import { counted } from "../text/words";
import { isAcceptedByBaseline } from "../verdict";
import { findingLine, findingLines } from "./finding";
import { field, type Style, shownName, shownProse, shownValue } from "./layout";

export interface GroupOptions {
  readonly exceptions: readonly ReportedException[];
  readonly rules: readonly ReportedRule[];
  /** Everything in full, passes too. */
  readonly all: boolean;
}

const statusWords: { readonly [status in Status]: string } = {
  fail: "FAIL",
  unknown: "UNKNOWN",
  excepted: "EXCEPTED",
  pass: "PASS",
};

/** Resources of one check that are shown in full; the rest are lines. */
const mostInFull = 5;
/** Lines of one check after those. */
const mostLines = 10;
/** Resources of the whole report that are shown in full; from there on only a few lines per check. */
const mostInFullAltogether = 100;
const fewLines = 3;
/** Checks with a block of their own; the rest are one line each. */
const mostBlocks = 60;

export interface Block {
  readonly lines: readonly string[];
  /** Whether some of its findings are not shown in full. */
  readonly folded: boolean;
}

/** One block per check; what the baseline already has comes last and as lines only. */
export function groupBlocks(findings: readonly Finding[], options: GroupOptions, style: Style): readonly Block[] {
  const shown = findings.filter(({ status }) => options.all || status !== "pass");
  let inFull = 0;
  const block = (group: CheckGroup): Block => {
    if (group.status === "pass") return { lines: passLines(group, style), folded: false };
    const known = group.findings.every(isFolded);
    const room = known ? 0 : Math.min(mostInFull, Math.max(0, mostInFullAltogether - inFull));
    const full = options.all ? group.findings.length : Math.min(room, group.findings.length);
    inFull += full;
    return {
      lines: groupLines(group, full, full > 0 ? mostLines : fewLines, options, style),
      folded: full < group.findings.length,
    };
  };
  const groups = [
    ...groupByCheck(shown.filter((finding) => !isFolded(finding))),
    ...groupByCheck(shown.filter(isFolded)),
  ];
  const own = options.all ? groups.length : mostBlocks;
  const rest = groups.slice(own);
  return [
    ...groups.slice(0, own).map(block),
    ...(rest.length === 0 ? [] : [{ lines: rest.map((group) => heading(group, style)), folded: true }]),
  ];
}

/** Known findings are lines; an exception is always shown with who answers for it and until when. */
function isFolded(finding: Finding): boolean {
  return finding.status !== "excepted" && isAcceptedByBaseline(finding);
}

/** One check: its heading once, then every resource that it speaks of. */
function groupLines(group: CheckGroup, full: number, lines: number, options: GroupOptions, style: Style): string[] {
  const { findings } = group;
  const rest = findings.slice(full);
  const listed = rest.slice(0, lines);
  const hidden = rest.length - listed.length;
  const remedies = [...new Set(findings.map((finding) => finding.remediation))];
  const [remedy] = remedies;
  const shared = remedies.length === 1 && remedy !== undefined && findings.length > 1;
  return [
    heading(group, style),
    ...titleLines(group, options.rules, style),
    ...findings
      .slice(0, full)
      .flatMap((finding, index) => [
        ...(index > 0 ? [""] : []),
        ...findingLines(finding, options.exceptions, !shared, style),
      ]),
    ...(full > 0 && listed.length > 0 ? [""] : []),
    ...listed.map((finding) => findingLine(finding, style)),
    ...(hidden > 0 ? [style.dim(`  … and ${counted(hidden, "more resource")}`)] : []),
    ...(shared && full > 0
      ? ["", `  ${style.bold("For all of them")}`, ...field("what to do", shownProse(remedy), style)]
      : []),
  ];
}

function heading(group: CheckGroup, style: Style): string {
  const { findings, status, severity, check } = group;
  const known = findings.every(isFolded) ? ", known in the baseline" : "";
  const count = findings.length > 1 || known !== "" ? ` (${findings.length}${known})` : "";
  const words = `${statusWords[status]}  ${severity}  `;
  const name = truncate(`${shownName(check)}${count}`, style.width - words.length);
  return `${style.status[status](statusWords[status])}  ${style.severity[severity](severity)}  ${style.bold(name)}`;
}

function titleLines({ check, rule }: CheckGroup, rules: readonly ReportedRule[], style: Style): string[] {
  const title = rules.find(({ id }) => id === rule)?.checks?.find(({ id }) => id === check)?.title;
  return title === undefined ? [] : wrap(shownProse(title), style.width - 2).map((line) => style.dim(`  ${line}`));
}

function passLines(group: CheckGroup, style: Style): string[] {
  const words = `${statusWords.pass}  ${group.severity}  `;
  return [
    `${style.status.pass(statusWords.pass)}  ${group.severity}  ${truncate(shownName(group.check), style.width - words.length)}`,
    ...group.findings.map((finding) => {
      const path = finding.path === "" ? "" : ` · ${shownName(finding.path)} = ${shownValue(finding.actual)}`;
      return style.dim(truncate(`  ${shownName(finding.resource)}${path}`, style.width));
    }),
  ];
}
