/** Colours of the page in both schemes. A test computes every contrast that the page relies on. */

export interface Palette {
  readonly paper: string;
  readonly panel: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly pass: string;
  readonly passTint: string;
  readonly fail: string;
  readonly failTint: string;
  readonly unknown: string;
  readonly unknownTint: string;
  readonly excepted: string;
  readonly exceptedTint: string;
  readonly privateTint: string;
}

export const light: Palette = {
  paper: "#ffffff",
  panel: "#f5f7f9",
  ink: "#1c2733",
  soft: "#4f5e6d",
  line: "#d3dbe2",
  accent: "#14507f",
  pass: "#17613a",
  passTint: "#e7f4ec",
  fail: "#a11d17",
  failTint: "#fcecea",
  unknown: "#754700",
  unknownTint: "#fdf3df",
  excepted: "#573991",
  exceptedTint: "#f1ecfa",
  privateTint: "#e6f0f9",
};

export const dark: Palette = {
  paper: "#11171e",
  panel: "#19222c",
  ink: "#e4eaf0",
  soft: "#a6b4c1",
  line: "#33404d",
  accent: "#8ec5f3",
  pass: "#82d8a3",
  passTint: "#13301f",
  fail: "#ffa199",
  failTint: "#3d1816",
  unknown: "#f2c46d",
  unknownTint: "#372807",
  excepted: "#cab5f6",
  exceptedTint: "#2a2044",
  privateTint: "#152a3d",
};

/** Custom properties, `passTint` as `--pass-tint`. */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${colour}`)
    .join(";");
}
