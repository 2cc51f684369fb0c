/** Writes SVG elements. Every text is given the room it has and is cut to it; the whole of it stays as its tooltip. */
import { redactText } from "../redact";
import { neutralise } from "../text/neutralise";
import { type FitStyle, fitText, textWidth } from "./measure";

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for SVG: nothing that is markup, acts on a reader's eye, or looks like a secret. */
export function escapeSvg(text: string): string {
  return neutralise(redactText(text)).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

export interface TextStyle extends FitStyle {
  readonly size?: number;
  /** `ink` (default) or `soft`. */
  readonly tone?: "ink" | "soft" | "accent";
  readonly anchor?: "start" | "middle" | "end";
}

export const sizes = { heading: 17, label: 15, text: 13.5, small: 12.5 } as const;

export class Canvas {
  private readonly elements: string[] = [];

  /** `prefix` begins the classes of what is drawn, so that two pictures of one page have colours of their own. */
  constructor(private readonly prefix = "dg") {}

  /** Keeps a place for an element whose size is known only after what lies above it. */
  reserve(): (element: () => void) => void {
    const at = this.elements.push("") - 1;
    return (draw) => {
      const before = this.elements.length;
      draw();
      this.elements[at] = this.elements.splice(before).join("\n");
    };
  }

  rect(x: number, y: number, width: number, height: number, kind: string, radius = 8): void {
    this.elements.push(
      `<rect class="${this.prefix}-${kind}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}"/>`,
    );
  }

  /** `y` is the base line. */
  text(x: number, y: number, room: number, text: string, style: TextStyle = {}): void {
    const size = style.size ?? sizes.text;
    const shown = neutralise(redactText(text));
    const fitted = fitText(shown, size, room, style);
    const classes = ["t", style.tone ?? "ink", ...(style.bold === true ? ["b"] : [])]
      .map((name) => `${this.prefix}-${name}`)
      .join(" ");
    const anchor = style.anchor === undefined || style.anchor === "start" ? "" : ` text-anchor="${style.anchor}"`;
    const whole = fitted === shown ? "" : `<title>${escapeSvg(text)}</title>`;
    this.elements.push(
      `<text class="${classes}" x="${n(x)}" y="${n(y)}" font-size="${size}"${anchor} data-room="${n(room)}">${whole}${escapeSvg(fitted)}</text>`,
    );
  }

  /** A label in a rounded frame, which begins (or, with `anchor` end, ends) at `x`; gives its width. */
  pill(at: number, y: number, room: number, text: string, kind = "pill", anchor: "start" | "end" = "start"): number {
    const inner = fitText(neutralise(redactText(text)), sizes.small, room - 18, { bold: true });
    const width = Math.min(room, textWidth(inner, sizes.small, true) + 18);
    const x = anchor === "end" ? at - width : at;
    this.rect(x, y, width, 22, kind, 11);
    this.text(x + width / 2, y + 15.5, width - 12, inner, { size: sizes.small, bold: true, anchor: "middle" });
    return width;
  }

  /** A line through the points with an arrow head at its end. */
  arrow(...points: readonly (readonly [number, number])[]): void {
    const [start, ...rest] = points;
    if (start === undefined) return;
    const path = [`M${n(start[0])} ${n(start[1])}`, ...rest.map(([x, y]) => `L${n(x)} ${n(y)}`)].join("");
    this.elements.push(`<path class="dg-line" d="${path}" marker-end="url(#dg-head)"/>`);
  }

  /** A line of one's own shape; `data` as SVG's `d`. */
  path(data: string, kind: string): void {
    this.elements.push(`<path class="${this.prefix}-${kind}" d="${data}"/>`);
  }

  dot(x: number, y: number, radius: number, kind: string): void {
    this.elements.push(`<circle class="${this.prefix}-${kind}" cx="${n(x)}" cy="${n(y)}" r="${radius}"/>`);
  }

  toString(): string {
    return this.elements.join("\n");
  }
}

/** A number as SVG has it: a tenth of a unit is nothing that anybody sees. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
