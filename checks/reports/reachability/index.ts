/** What may talk to what, as a section of the page for people. */
import type { Matrix, MatrixEdge } from "../../reachability/matrix";
import { type Content, html, type Markup, trusted } from "../html/markup";
import { code, fold, section, table } from "../html/parts";
import type { View } from "../html/view";
import { type Talk, talkOf } from "./groups";
import { renderTalk, undrawn } from "./picture";

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
  const listing = `talk-${matrix.network}-table`;
  const talk = talkOf(matrix);
  return html`<h3>${titles[matrix.network]}</h3>
${figure(talk, listing)}
<div id="${listing}">${
    shown.length === 0
      ? html`<p>Nothing passes.</p>`
      : table(
          "Connections that pass, those with the outside first",
          [{ label: "From" }, { label: "To" }, { label: "Traffic" }, { label: "By" }],
          shown.map(rowOf),
          "wide",
        )
  }</div>
${notes(matrix, rows.length - shown.length).map((note) => html`<p class="soft">${note}</p>`)}
${groups.length === 0 ? "" : fold("Who stands for whom", membersTable(groups))}`;
}

/** One picture for a telephone and one for a screen and paper: shrunk, the text of either would be too small. */
function figure(talk: Talk, describedBy: string): Markup {
  const title = `What may talk to what: ${titles[talk.network]}`;
  const picture = (kind: keyof typeof pictureWidths) =>
    html`<div class="talk ${kind}">${trusted(renderTalk(talk, { id: `talk-${talk.network}-${kind}`, title, width: pictureWidths[kind], describedBy }))}</div>`;
  return html`<figure>${picture("narrow")}
${picture("broad")}
<figcaption>${captionOf(talk)}</figcaption></figure>`;
}

const pictureWidths = { narrow: 344, broad: 700 } as const;

function captionOf(talk: Talk): string {
  const { groups, left } = talk;
  const lets = groups.flatMap((group) => group.lets);
  return [
    ...(talk.network === "kubernetes" ? ["Each box inside is a namespace."] : []),
    "A line leads from whoever opens a connection (a dot) to whoever lets it in (an arrow).",
    ...(lets.some(({ from }) => from.includes("internet")) ? ["Lines from the internet are thicker."] : []),
    ...(lets.some(({ answer }) => answer === "may") ? ["Broken lines: it may pass; what decides cannot be seen."] : []),
    ...(undrawn(talk, pictureWidths.narrow) > 0
      ? ["Where there is no room for a line, the words in the box stand alone."]
      : []),
    ...(left.groups > 0 ? [`${left.groups} further groups did not fit.`] : []),
    ...(left.passings > 0 ? [`${left.passings} further connections did not fit.`] : []),
  ].join(" ");
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
