/** Cards: one thing each, with its kind, name, facts, key and where its copies go. */
import { type Canvas, sizes } from "./canvas";
import { fitLines } from "./measure";
import type { DrawingModel, PlacedModel, TrailModel, VaultModel } from "./model";
import { clean, keepsData, keyNumbers, kindWords, labelsOf } from "./words";

export interface Card {
  readonly kind: string;
  readonly label: string;
  readonly facts: readonly string[];
  /** `K3`; null where it has none; undefined where a key is beside the point. */
  readonly key: string | null | undefined;
  /** Which end of the name says most. */
  readonly keep: "start" | "end";
}

const padding = 12;
const factLines = 3;

export interface CardMaker {
  placed(model: PlacedModel): Card;
  vault(model: VaultModel): Card;
  trail(model: TrailModel): Card;
}

export function cardMaker(model: DrawingModel): CardMaker {
  const numbers = keyNumbers(model);
  const labels = labelsOf(model);
  const number = (key: string | null) => (key === null ? null : (numbers.get(key) ?? null));
  const copies = (ids: readonly string[]) =>
    ids.length === 0 ? [] : [`copied to ${ids.map((id) => labels.get(id) ?? id).join(", ")}`];
  return {
    placed: ({ kind, label, facts, key, copiesTo }) => ({
      kind: kindWords[kind],
      label,
      facts: [...facts, ...copies(copiesTo)],
      key: number(key) ?? (keepsData(kind) ? null : undefined),
      keep: kind === "logs" ? "end" : "start",
    }),
    vault: ({ label, locked, key, protects, copiesTo }) => ({
      kind: "Backup vault",
      label,
      facts: [
        ...(locked ? ["locked"] : []),
        ...(protects.length === 0 ? [] : [`keeps ${protects.join(", ")}`]),
        ...copies(copiesTo),
      ],
      key: number(key),
      keep: "start",
    }),
    trail: ({ label, facts, key, archive }) => ({
      kind: "Audit trail",
      label,
      facts: [...facts, ...(archive === null ? [] : [`writes to ${labels.get(archive) ?? archive}`])],
      key: number(key),
      keep: "start",
    }),
  };
}

function linesOf(card: Card, width: number): string[] {
  return fitLines(clean(card.facts.join(" · ")), sizes.small, width - 2 * padding, factLines);
}

function cardHeight(card: Card, width: number): number {
  return 56 + linesOf(card, width).length * 17 + 4;
}

/** Draws the card `height` high, which is at least what `cardHeight` says. */
function drawCard(canvas: Canvas, card: Card, x: number, y: number, width: number, height: number): void {
  canvas.rect(x, y, width, height, "card", 7);
  const room = width - 2 * padding;
  const keyRoom = card.key === undefined ? 0 : Math.min(120, room / 2);
  canvas.text(x + padding, y + 21, room - keyRoom, card.kind, { size: sizes.small, tone: "soft" });
  if (card.key !== undefined) {
    const kind = card.key === null ? "nokey" : "key";
    canvas.pill(x + width - padding + 4, y + 7, keyRoom, card.key ?? "no own key", kind, "end");
  }
  canvas.text(x + padding, y + 45, room, card.label, { size: sizes.label, bold: true, keep: card.keep });
  for (const [index, line] of linesOf(card, width).entries()) {
    canvas.text(x + padding, y + 64 + index * 17, room, line, { size: sizes.small });
  }
}

/** Cards in rows of `columns`, each row as high as its highest; gives the height of all. */
export function drawGrid(
  canvas: Canvas,
  cards: readonly Card[],
  x: number,
  y: number,
  width: number,
  columns: number,
): number {
  const gap = 12;
  const each = (width - gap * (columns - 1)) / columns;
  let at = y;
  for (let start = 0; start < cards.length; start += columns) {
    const row = cards.slice(start, start + columns);
    const height = Math.max(...row.map((card) => cardHeight(card, each)));
    for (const [index, card] of row.entries()) drawCard(canvas, card, x + index * (each + gap), at, each, height);
    at += height + gap;
  }
  return cards.length === 0 ? 0 : at - y - gap;
}
