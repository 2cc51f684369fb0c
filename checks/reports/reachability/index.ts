/** What may talk to what, as a section of the page for people. */
import type { Matrix, MatrixEdge } from "../../reachability/matrix";
import { type Content, html, type Markup } from "../html/markup";
import { code, fold, section, table } from "../html/parts";
import type { View } from "../html/view";

/** More rows than these are read by nobody; the JSON report has them all. */
const mostRows = 120;

const titles = { aws: "AWS networks", kubernetes: "Cluster" } as const;

export const reachabilityTitle = "What may talk to what";

/** The section; none where nothing of the inputs stands in a network. */
export function reachabilitySection({ reachability }: Pick<View, "reachability">): Markup | "" {
  if (reachability.length === 0) return "";
  return section(
    "reachability",
    reachabilityTitle,
    html`<p>Who can open a connection to whom, worked out from routes, access lists, security groups, public addresses and network policies together. What is not listed does not pass. Nothing was probed.</p>
${reachability.map(matrixMarkup)}`,
  );
}

function matrixMarkup(matrix: Matrix): Markup {
  const rows = [...matrix.edges].sort((a, b) => weight(a) - weight(b));
  const shown = rows.slice(0, mostRows);
  const groups = matrix.parties.filter(({ size }) => size > 1);
  return html`<h3>${titles[matrix.network]}</h3>
${
  shown.length === 0
    ? html`<p>Nothing passes.</p>`
    : table(
        "Connections that pass, those with the outside first",
        [{ label: "From" }, { label: "To" }, { label: "Traffic" }, { label: "By" }],
        shown.map(rowOf),
        "wide",
      )
}
${notes(matrix, rows.length - shown.length).map((note) => html`<p class="soft">${note}</p>`)}
${groups.length === 0 ? "" : fold("Who stands for whom", membersTable(groups))}`;
}

function weight({ from, to, answer }: MatrixEdge): number {
  const outside = [from, to].some((id) => id === "internet") ? 0 : [from, to].includes("other networks") ? 2 : 4;
  return outside + (answer === "yes" ? 0 : 1);
}

function rowOf({ from, to, answer, traffic, by, anybody }: MatrixEdge): readonly Content[] {
  const words = [
    traffic.join(", "),
    ...(answer === "may" ? ["perhaps"] : []),
    ...(anybody ? [] : ["some addresses only"]),
  ];
  return [end(from), end(to), words.join("; "), by.map((one, index) => html`${index === 0 ? "" : ", "}${code(one)}`)];
}

function end(id: string): Content {
  return id === "internet" || id === "other networks" ? `the ${id}` : code(id);
}

function notes({ omitted }: Matrix, unlisted: number): readonly string[] {
  return [
    ...(unlisted > 0 ? [`${unlisted} further connections are in the JSON report.`] : []),
    ...(omitted > 0
      ? [`${omitted} further groups of resources were left out of the table; rules judge them all the same.`]
      : []),
  ];
}

function membersTable(groups: Matrix["parties"]): Markup {
  return table(
    "Rows that stand for several resources",
    [{ label: "Row" }, { label: "Resources" }],
    groups.map(({ id, members, size }) => [
      code(id),
      [
        members.map((one, index) => html`${index === 0 ? "" : ", "}${code(one)}`),
        size > members.length ? ` and ${size - members.length} more` : "",
      ],
    ]),
  );
}
