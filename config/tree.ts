import { looksSecret } from "./secrets";

/** A place in an environment file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A YAML value that still knows where each of its parts was written. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: "map";
  readonly position: Position;
  readonly entries: ReadonlyMap<string, { readonly key: Position; readonly value: Tree }>;
}

interface ListTree {
  readonly kind: "list";
  readonly position: Position;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: "scalar";
  readonly position: Position;
  readonly value: string | number | boolean | null;
  /** As written, so that a number meant as text can be given back with its leading zeros. */
  readonly source: string;
}

/** Keys from the root; a number is an index of a list. */
export type Path = readonly (string | number)[];

/** The bare value, as ajv and the defaults want it. `Object.fromEntries` defines keys, so that no prototype can be set. */
export function toPlain(tree: Tree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(toPlain);
  return Object.fromEntries([...tree.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}

/** `a.b[0].c`. A key that is no plain word is quoted with its control characters escaped; one shaped like a secret is hidden. */
export function pathText(path: Path): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (looksSecret(part)) text += "[(hidden)]";
    else if (/^[A-Za-z_$][\w-]{0,63}$/.test(part)) text += text === "" ? part : `.${part}`;
    else text += `[${escapeText(part, 64)}]`;
  }
  return text;
}

/** Where a path is written: its value, or its key (`part: "key"`); of a path that is not there, the deepest part that is. */
export function locate(tree: Tree, path: Path, part: "key" | "value" = "value"): Position {
  let current = tree;
  let position = tree.position;
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1;
    if (current.kind === "map" && typeof step === "string") {
      const entry = current.entries.get(step);
      if (entry === undefined) return position;
      // A missing or nested part is best shown at the key that it belongs under, not at the first line below it.
      position = isLast && part === "value" && entry.value.kind === "scalar" ? entry.value.position : entry.key;
      current = entry.value;
    } else if (current.kind === "list" && typeof step === "number") {
      const item = current.items[step];
      if (item === undefined) return position;
      position = item.position;
      current = item;
    } else return position;
  }
  return position;
}

/** The tree at a path, or undefined. */
export function treeAt(tree: Tree, path: Path): Tree | undefined {
  let current: Tree | undefined = tree;
  for (const step of path) {
    if (current?.kind === "map" && typeof step === "string") current = current.entries.get(step)?.value;
    else if (current?.kind === "list" && typeof step === "number") current = current.items[step];
    else return undefined;
  }
  return current;
}

/** JSON string with everything escaped that could act on a terminal or turn the direction of text; at most `limit` characters of it. */
export function escapeText(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return JSON.stringify(cut).replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A value for a message: short, harmless to a terminal, and never a secret. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return looksSecret(value) ? "(hidden: it looks like a secret)" : escapeText(value, 60);
  if (Array.isArray(value)) return "a list";
  if (value !== null && typeof value === "object") return "a map";
  return value === null || value === undefined ? "nothing" : String(value);
}
