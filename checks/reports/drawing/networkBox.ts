/** One network: zones as columns, tiers as bands from the outside to the inside, and what lives in each. */
import { type Canvas, sizes } from "./canvas";
import { type CardMaker, drawGrid } from "./cards";
import { fitLines, textWidth } from "./measure";
import type { NetworkModel, TierModel } from "./model";
import { clean, tierWords } from "./words";

const padding = 16;
const labelColumn = 132;
const gutter = 34;
const mostZones = 6;
const mostSubnets = 3;
const mostResidents = 9;
const mostEndpoints = 24;

/** Gives the height that was used. */
export function drawNetwork(
  canvas: Canvas,
  network: NetworkModel,
  cards: CardMaker,
  x: number,
  y: number,
  width: number,
): number {
  const frame = canvas.reserve();
  canvas.text(x + padding, y + 32, width * 0.55, `Network ${network.label}`, { size: sizes.heading, bold: true });
  const facts = [network.cidr, network.flowLog ? "flow log on" : "no flow log"]
    .filter((fact) => fact !== "")
    .join(" · ");
  canvas.text(x + width - padding, y + 32, width * 0.38, facts, { tone: "soft", anchor: "end" });
  const zones = network.zones.slice(0, mostZones);
  const cells = { x: x + padding + labelColumn, width: width - 2 * padding - labelColumn - gutter };
  const column = cells.width / Math.max(1, zones.length);
  for (const [index, zone] of zones.entries()) {
    canvas.text(cells.x + index * column + column / 2, y + 62, column - 12, zone, {
      size: sizes.small,
      tone: "soft",
      anchor: "middle",
    });
  }
  let at = y + 74;
  const bands: { readonly tier: TierModel; readonly y: number; readonly height: number }[] = [];
  for (const tier of network.tiers) {
    const height = drawTier(canvas, tier, zones, cards, x + padding, at, width - 2 * padding - gutter, column);
    bands.push({ tier, y: at, height });
    at += height + 12;
  }
  drawExits(canvas, bands, x + width - padding - gutter);
  if (network.endpoints.length > 0)
    at += drawEndpoints(canvas, network.endpoints, x + padding, at, width - 2 * padding) + 12;
  const height = at - y + 4;
  frame(() => canvas.rect(x, y, width, height, "network", 12));
  if (network.internetGateway) drawGate(canvas, x, y, width);
  return height;
}

/** Where the arrow from the internet ends: the middle of the frame's upper edge. */
function drawGate(canvas: Canvas, x: number, y: number, width: number): void {
  const middle = x + width / 2;
  canvas.rect(middle - 78, y - 12, 156, 24, "gate", 12);
  canvas.text(middle, y + 4.5, 144, "Internet gateway", { size: sizes.small, bold: true, anchor: "middle" });
}

function drawTier(
  canvas: Canvas,
  tier: TierModel,
  zones: readonly string[],
  cards: CardMaker,
  x: number,
  y: number,
  width: number,
  column: number,
): number {
  const frame = canvas.reserve();
  const labelRoom = labelColumn - 24;
  canvas.text(x + 12, y + 26, labelRoom, tier.name, { size: sizes.label, bold: true });
  const words = fitLines(tierWords[tier.kind], sizes.small, labelRoom, 4);
  for (const [index, line] of words.entries()) {
    canvas.text(x + 12, y + 45 + index * 16, labelRoom, line, { size: sizes.small, tone: "soft" });
  }
  const cellX = x + labelColumn;
  const heights = zones.map((zone, index) => drawCell(canvas, tier, zone, cellX + index * column, y + 10, column - 10));
  const subnets = Math.max(0, ...heights);
  const shown = tier.residents.slice(0, mostResidents);
  const columns = Math.min(3, Math.max(1, shown.length));
  const residentY = y + 10 + subnets + 10;
  const residents = drawGrid(canvas, shown.map(cards.placed), cellX, residentY, width - labelColumn - 10, columns);
  const more = tier.residents.length - shown.length;
  if (more > 0)
    canvas.text(cellX, residentY + residents + 17, width - labelColumn - 10, `and ${more} more`, {
      size: sizes.small,
      tone: "soft",
    });
  const content = 10 + subnets + (residents > 0 ? 10 + residents : 0) + (more > 0 ? 22 : 0) + 10;
  const height = Math.max(content, 45 + words.length * 16 + 4);
  frame(() => canvas.rect(x, y, width, height, tier.kind, 8));
  return height;
}

/** The subnets of one zone in a tier, and its NAT gateway; gives the height. */
function drawCell(canvas: Canvas, tier: TierModel, zone: string, x: number, y: number, width: number): number {
  const own = tier.subnets.filter((subnet) => subnet.zone === zone);
  if (own.length === 0) return 0;
  const shown = own.slice(0, mostSubnets);
  const more = own.length - shown.length;
  const nat = tier.natZones.includes(zone);
  const lines = shown.length + (more > 0 ? 1 : 0);
  const height = 10 + lines * 18 + (nat ? 28 : 0) + 4;
  canvas.rect(x, y, width, height, "cell", 6);
  for (const [index, subnet] of shown.entries()) {
    canvas.text(x + width / 2, y + 22 + index * 18, width - 12, subnet.cidr === "" ? subnet.label : subnet.cidr, {
      anchor: "middle",
    });
  }
  if (more > 0)
    canvas.text(x + width / 2, y + 22 + shown.length * 18, width - 12, `and ${more} more`, {
      tone: "soft",
      anchor: "middle",
    });
  if (nat) {
    const pill = Math.min(width - 16, 116);
    canvas.rect(x + (width - pill) / 2, y + 10 + lines * 18, pill, 22, "gate", 11);
    canvas.text(x + width / 2, y + 10 + lines * 18 + 15.5, pill - 10, "NAT gateway", {
      size: sizes.small,
      bold: true,
      anchor: "middle",
    });
  }
  return height;
}

/** Arrows in the gutter from each outward-only tier to the nearest public one above it. */
function drawExits(
  canvas: Canvas,
  bands: readonly { readonly tier: TierModel; readonly y: number; readonly height: number }[],
  x: number,
): void {
  const door = bands.find(({ tier }) => tier.kind === "public" && tier.natZones.length > 0);
  if (door === undefined) return;
  for (const [index, { tier, y, height }] of bands.filter((band) => band.tier.kind === "private").entries()) {
    if (tier.kind !== "private") continue;
    const lane = x + 14 + Math.min(index, 2) * 7;
    const from = y + height / 2;
    canvas.arrow([x, from], [lane, from], [lane, door.y + door.height / 2], [x + 3, door.y + door.height / 2]);
  }
}

function drawEndpoints(canvas: Canvas, endpoints: readonly string[], x: number, y: number, width: number): number {
  canvas.text(x, y + 20, width, "Private endpoints: reached without leaving the provider's network", {
    size: sizes.small,
    tone: "soft",
  });
  const shown = endpoints.slice(0, mostEndpoints);
  const more = endpoints.length - shown.length;
  let at = { x, y: y + 30 };
  for (const name of more > 0 ? [...shown, `and ${more} more`] : shown) {
    const needed = Math.min(width, textWidth(clean(name), sizes.small, true) + 18);
    if (at.x + needed > x + width) at = { x, y: at.y + 28 };
    at = { x: at.x + canvas.pill(at.x, at.y, Math.min(width, needed + 0.5), name) + 8, y: at.y };
  }
  return at.y + 22 - y;
}
