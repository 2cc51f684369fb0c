/** The picture itself: deterministic SVG, legible in both colour schemes, with a title and a description in words. */
import { customProperties, dark, light } from "../palette";
import { Canvas, escapeSvg, sizes } from "./canvas";
import { type Card, cardMaker, drawGrid } from "./cards";
import { describeDrawing } from "./describe";
import type { DrawingModel, KeyModel } from "./model";
import { drawNetwork } from "./networkBox";
import { keyNumbers, labelsOf } from "./words";

const width = 1200;
const padding = 20;
const gap = 24;
const mostCards = 12;

export interface DrawingOptions {
  /** Default "Platform". */
  readonly title?: string;
  /** True inside a page of HTML, which needs no namespace. Default false: a file of its own. */
  readonly inline?: boolean;
}

/** A whole SVG document that also stands inside a page. */
export function renderDrawing(model: DrawingModel, options: DrawingOptions = {}): string {
  const canvas = new Canvas();
  const home = drawHome(canvas, model, model.networks.some(({ internetGateway }) => internetGateway) ? 16 : 0);
  const recovery = drawRecovery(canvas, model, home);
  const height = drawKeys(canvas, model, recovery) + 2;
  const title = options.title ?? "Platform";
  return `<svg class="dg"${options.inline === true ? "" : ' xmlns="http://www.w3.org/2000/svg"'} viewBox="-1 -1 ${width + 2} ${Math.ceil(height)}" width="${width + 2}" height="${Math.ceil(height)}" role="img" aria-labelledby="dg-title dg-desc">
<title id="dg-title">${escapeSvg(title)}</title>
<desc id="dg-desc">${escapeSvg(describeDrawing(model).join(" "))}</desc>
<style>${style}</style>
<defs><marker id="dg-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="dg-arrowhead" d="M0 0L8 4L0 8z"/></marker></defs>
<rect class="dg-ground" x="-1" y="-1" width="${width + 2}" height="${Math.ceil(height)}"/>
${canvas.toString()}
</svg>
`;
}

interface Block {
  readonly title: string;
  readonly cards: readonly Card[];
}

function drawHome(canvas: Canvas, model: DrawingModel, y: number): number {
  const maker = cardMaker(model);
  const stores = model.stores.filter(({ recovery }) => !recovery);
  const blocks: Block[] = [
    { title: "Stores", cards: stores.filter(({ kind }) => kind !== "logs").map(maker.placed) },
    { title: "Backup", cards: model.vaults.filter(({ recovery }) => !recovery).map(maker.vault) },
    { title: "Audit", cards: model.trails.map(maker.trail) },
    { title: "Logs", cards: stores.filter(({ kind }) => kind === "logs").map(maker.placed) },
  ].filter(({ cards }) => cards.length > 0);
  const frame = canvas.reserve();
  canvas.text(padding, y + 34, width - 2 * padding, model.region === null ? "Region" : `Region ${model.region}`, {
    size: sizes.heading,
    bold: true,
  });
  const top = y + 54;
  const side = model.networks.length === 0 ? 0 : 352;
  const left = width - 2 * padding - (side === 0 ? 0 : side + gap);
  const networks = [...model.networks].sort((a, b) => Number(b.internetGateway) - Number(a.internetGateway));
  const open = networks[0]?.internetGateway === true;
  if (open) drawInternet(canvas, padding + left / 2, y, top + 8);
  let networkY = open ? top + 22 : top;
  for (const network of networks) networkY += drawNetwork(canvas, network, maker, padding, networkY, left) + gap;
  const [beside, below] = side === 0 ? [[], blocks] : splitBlocks(blocks);
  let sideY = top - 6;
  for (const block of beside) sideY += drawBlock(canvas, block, padding + left + gap, sideY, side, 1) + gap;
  let bottom = Math.max(networkY, sideY);
  for (const block of below) bottom += drawBlock(canvas, block, padding, bottom, width - 2 * padding, 3) + gap;
  const height = Math.max(bottom, top + 30) - y - gap + padding;
  frame(() => canvas.rect(0, y, width, height, "region", 14));
  return y + height;
}

/** Stands on the region's edge, because it is outside; its arrow ends at the first network's gateway. */
function drawInternet(canvas: Canvas, middle: number, y: number, to: number): void {
  canvas.rect(middle - 62, y - 14, 124, 28, "outside", 14);
  canvas.text(middle, y + 5, 108, "Internet", { bold: true, anchor: "middle" });
  canvas.arrow([middle, y + 14], [middle, to]);
}

/** Beside the network what protects it most; the longer lists under it, where there is room for columns. */
function splitBlocks(blocks: readonly Block[]): readonly [readonly Block[], readonly Block[]] {
  const beside = blocks.filter(({ title, cards }) => title !== "Logs" && cards.length <= 6);
  return [beside, blocks.filter((block) => !beside.includes(block))];
}

function drawBlock(canvas: Canvas, block: Block, x: number, y: number, room: number, columns: number): number {
  const shown = block.cards.slice(0, mostCards);
  const more = block.cards.length - shown.length;
  const heading = more > 0 ? `${block.title} (${shown.length} of ${block.cards.length})` : block.title;
  canvas.text(x, y + 18, room, heading, { size: sizes.label, bold: true, tone: "soft" });
  return 30 + drawGrid(canvas, shown, x, y + 30, room, columns);
}

/** The recovery region, with an arrow from home that says what crosses. */
function drawRecovery(canvas: Canvas, model: DrawingModel, from: number): number {
  const maker = cardMaker(model);
  const cards = [
    ...model.vaults.filter(({ recovery }) => recovery).map(maker.vault),
    ...model.stores.filter(({ recovery }) => recovery).map(maker.placed),
  ];
  if (cards.length === 0) return from;
  const crosses = [...model.stores, ...model.vaults].some(({ copiesTo }) => copiesTo.length > 0);
  const y = from + (crosses ? 58 : gap);
  if (crosses) {
    canvas.arrow([width / 2, from], [width / 2, y - 2]);
    canvas.text(width / 2 + 16, from + 34, 420, "backups and replicas", { tone: "soft" });
  }
  const frame = canvas.reserve();
  canvas.text(padding, y + 34, width - 2 * padding, `Recovery region ${model.recoveryRegions.join(", ")}`, {
    size: sizes.heading,
    bold: true,
  });
  const shown = cards.slice(0, mostCards);
  const height = 54 + drawGrid(canvas, shown, padding, y + 54, width - 2 * padding, 3) + padding;
  frame(() => canvas.rect(0, y, width, height, "region", 14));
  return y + height;
}

/** Which key is which, and what it encrypts. */
function drawKeys(canvas: Canvas, model: DrawingModel, from: number): number {
  if (model.keys.length === 0) return from;
  const numbers = keyNumbers(model);
  const labels = labelsOf(model);
  const y = from + gap;
  canvas.text(padding, y + 20, width - 2 * padding, "Keys", { size: sizes.heading, bold: true });
  const columns = 3;
  const each = (width - 2 * padding - 2 * gap) / columns;
  for (const [index, key] of model.keys.entries()) {
    const x = padding + (index % columns) * (each + gap);
    const row = y + 36 + Math.floor(index / columns) * 50;
    canvas.pill(x, row, 52, numbers.get(key.id) ?? "", "key");
    canvas.text(x + 62, row + 16, each - 62, key.label, { bold: true });
    canvas.text(x + 62, row + 34, each - 62, useOf(key, labels), { size: sizes.small, tone: "soft" });
  }
  return y + 36 + Math.ceil(model.keys.length / columns) * 50;
}

function useOf(key: KeyModel, labels: ReadonlyMap<string, string>): string {
  const used = [...key.usedBy.map((id) => labels.get(id) ?? id), ...key.alsoFor];
  return [key.rotates ? "rotates" : "no rotation", used.length === 0 ? "use not seen" : used.join(", ")].join(" · ");
}

const style = [
  `.dg{${customProperties(light)};font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}`,
  `@media (prefers-color-scheme:dark){.dg{${customProperties(dark)}}}`,
  `@media print{.dg{${customProperties(light)}}}`,
  ".dg-ground{fill:var(--paper)}",
  ".dg-ink{fill:var(--ink)}.dg-soft{fill:var(--soft)}.dg-accent{fill:var(--accent)}.dg-b{font-weight:600}",
  ".dg-region{fill:var(--panel);stroke:var(--line)}",
  ".dg-network{fill:var(--paper);stroke:var(--accent);stroke-width:1.5}",
  ".dg-public{fill:var(--unknown-tint)}.dg-private{fill:var(--private-tint)}.dg-isolated{fill:var(--pass-tint)}",
  ".dg-cell,.dg-card{fill:var(--paper);stroke:var(--line)}",
  ".dg-outside,.dg-gate,.dg-pill{fill:var(--panel);stroke:var(--soft)}",
  ".dg-key{fill:var(--excepted-tint);stroke:var(--excepted)}.dg-nokey{fill:var(--paper);stroke:var(--soft);stroke-dasharray:3 3}",
  ".dg-line{fill:none;stroke:var(--soft);stroke-width:1.5}.dg-arrowhead{fill:var(--soft)}",
].join("");
