/**
 * The picture of what may talk to what: a box for each group, one below the other, and in each box what comes in. A line
 * leads there from the boxes that open the connection. Narrow enough for a telephone, or broad; no fonts are measured
 * by a browser, so that the same input gives the same bytes.
 */
import { Canvas, escapeSvg, n, sizes } from "../drawing/canvas";
import { fitLines } from "../drawing/measure";
import type { Passing, Talk, TalkGroup } from "./groups";
import { type Laid, layLanes, type Wire } from "./lanes";
import { describeTalk, passingWords, titlesOf } from "./words";

export interface PictureOptions {
  /** Unique in the page: begins the ids of the picture. */
  readonly id: string;
  readonly title: string;
  /** Width of the drawing in CSS pixels at which its text has its natural size. */
  readonly width: number;
  /** Id of an element that says all of it at length. */
  readonly describedBy?: string;
}

const padding = 12;
const gap = 14;
const lineHeight = 17;
const laneStep = 9;
/** More lanes than a third of the width leaves too little room for words. */
const lanesShare = 1 / 3;
const memberLines = 2;
const passingLines = 3;

interface Entry {
  readonly passing: Passing;
  readonly lines: readonly string[];
  /** Height of the first line's middle, where an arrow ends. */
  readonly y: number;
}

interface Box {
  readonly group: TalkGroup;
  readonly members: readonly string[];
  readonly entries: readonly Entry[];
  readonly top: number;
  readonly height: number;
}

export function renderTalk(talk: Talk, options: PictureOptions): string {
  const { boxes, wires, room } = layOut(talk, options.width);
  const canvas = new Canvas("tk");
  for (const box of boxes) drawBox(canvas, box, room);
  for (const wire of [...wires].sort((a, b) => Number(isFromInternet(a)) - Number(isFromInternet(b))))
    drawWire(canvas, wire, room);
  const last = boxes.at(-1);
  const height = Math.ceil((last ? last.top + last.height : 0) + 2);
  const { id, title, describedBy } = options;
  const description = [`${id}-desc`, ...(describedBy === undefined ? [] : [describedBy])].join(" ");
  return `<svg viewBox="-1 -1 ${options.width + 2} ${height + 1}" width="${options.width + 2}" height="${height + 1}" role="img" aria-labelledby="${id}-title" aria-describedby="${description}">
<title id="${id}-title">${escapeSvg(title)}</title>
<desc id="${id}-desc">${escapeSvg(describeTalk(talk))}</desc>
${canvas.toString()}
</svg>
`;
}

/** How many connections stand in the picture in words alone, because there is no room for their lines. */
export function undrawn(talk: Talk, width: number): number {
  const { boxes, wires } = layOut(talk, width);
  return wiresOf(boxes).length - wires.length;
}

interface Layout {
  readonly boxes: readonly Box[];
  readonly wires: readonly Laid<Passing>[];
  /** Width of the boxes; the lanes have the rest. */
  readonly room: number;
}

/** Lanes depend on heights, heights on the room for text, and that on the lanes: so they are counted once before. */
function layOut(talk: Talk, width: number): Layout {
  const most = Math.floor((width * lanesShare) / laneStep);
  const first = within(wiresOf(boxesOf(talk, width - lanesWidth(most))), most);
  const count = laneCount(first);
  const room = width - lanesWidth(count);
  const boxes = boxesOf(talk, room);
  return { boxes, wires: within(wiresOf(boxes), count), room };
}

/** What the internet opens is drawn before the rest. */
function within(wires: readonly Wire<Passing>[], lanes: number): readonly Laid<Passing>[] {
  const order = [...wires.filter(isFromInternet), ...wires.filter((wire) => !isFromInternet(wire))];
  const chosen: Wire<Passing>[] = [];
  for (const wire of order) if (laneCount(layLanes([...chosen, wire])) <= lanes) chosen.push(wire);
  return layLanes(chosen);
}

function lanesWidth(lanes: number): number {
  return lanes === 0 ? 0 : 14 + lanes * laneStep;
}

function laneCount(wires: readonly Laid<Passing>[]): number {
  return wires.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
}

function boxesOf(talk: Talk, width: number): readonly Box[] {
  const titles = titlesOf(talk);
  const boxes: Box[] = [];
  let top = 0;
  for (const group of talk.groups) {
    const box = boxOf(group, titles, top, width);
    boxes.push(box);
    top += box.height + gap;
  }
  return boxes;
}

function boxOf(group: TalkGroup, titles: ReadonlyMap<string, string>, top: number, width: number): Box {
  const inner = width - 2 * padding;
  const members = fitLines(membersText(group), sizes.small, inner, memberLines);
  let y = top + 28 + members.length * lineHeight + (group.lets.length > 0 ? 12 : 2);
  const entries = group.lets.map((passing): Entry => {
    const lines = fitLines(passingWords(passing, group, titles), sizes.text, inner, passingLines);
    const entry = { passing, lines, y: y + 6 };
    y += lines.length * lineHeight + 5;
    return entry;
  });
  return { group, members, entries, top, height: y - top + (group.lets.length > 0 ? 4 : 8) };
}

function membersText({ members, size }: TalkGroup): string {
  const shown = members.slice(0, size > 3 ? 2 : 3);
  const rest = size - shown.length;
  return [...shown, ...(rest > 0 && shown.length > 0 ? [`${rest} more`] : [])].join(", ");
}

/** Height at which lines leave a box. */
function exitOf({ top }: Box): number {
  return top + 19;
}

function wiresOf(boxes: readonly Box[]): readonly Wire<Passing>[] {
  const exits = new Map(boxes.map((box) => [box.group.id, exitOf(box)]));
  return boxes.flatMap(({ group, entries }) =>
    entries.flatMap(({ passing, y }) => {
      const begins = passing.from.flatMap((id) => (id === group.id ? [] : (exits.get(id) ?? [])));
      return begins.length === 0 ? [] : [{ what: passing, begins, ends: y }];
    }),
  );
}

function isFromInternet({ what }: Wire<Passing>): boolean {
  return what.from.includes("internet");
}

function drawBox(canvas: Canvas, { group, members, entries, top, height }: Box, width: number): void {
  const inner = width - 2 * padding;
  canvas.rect(0.5, top + 0.5, width - 1, height - 1, group.tone, 8);
  canvas.text(padding, top + 24, inner, group.title, { size: sizes.label, bold: true });
  for (const [index, line] of members.entries())
    canvas.text(padding, top + 42 + index * lineHeight, inner, line, { size: sizes.small, tone: "soft" });
  for (const { lines, y } of entries) {
    for (const [index, line] of lines.entries()) canvas.text(padding, y + 5 + index * lineHeight, inner, line);
  }
}

function drawWire(canvas: Canvas, wire: Laid<Passing>, edge: number): void {
  const { begins, ends, lane, what } = wire;
  const x = edge + 14 + lane * laneStep;
  const kind = [isFromInternet(wire) ? "open" : "line", ...(what.answer === "may" ? ["may"] : [])].join("-");
  const [top, bottom] = [Math.min(ends, ...begins), Math.max(ends, ...begins)];
  const tails = begins.map((y) => `M${n(edge)} ${n(y)}H${n(x)}`);
  canvas.path([...tails, `M${n(x)} ${n(top)}V${n(bottom)}`, `M${n(x)} ${n(ends)}H${n(edge + 7)}`].join(""), kind);
  const tone = isFromInternet(wire) ? "open" : "line";
  canvas.path(`M${n(edge)} ${n(ends)}l8 -4v8z`, `${tone}-head`);
  // Where lines only cross there is no dot.
  for (const y of begins) canvas.dot(x, y, 2.4, `${tone}-head`);
}
