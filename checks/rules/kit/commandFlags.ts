/** Flags of a program as its command line gives them, each with the place where it stands. */
import type { Reading } from "../../graph/graph";

/** One item of a command line. */
export interface Word {
  readonly reading: Reading;
  /** Path of the item in the object. */
  readonly path: string;
}

export type FlagReading =
  | { readonly kind: "set"; readonly value: string; readonly path: string }
  | { readonly kind: "absent"; readonly path: string }
  | { readonly kind: "unknown"; readonly cause: string; readonly path: string };

export interface Flags {
  /** Anything at all is given. */
  readonly any: boolean;
  /** The last one given counts, as Kubernetes' and etcd's parsers have it. A flag without a value is `true`. */
  get(name: string): FlagReading;
  /** Values of a flag that may be repeated, and each of which may hold several with commas between. */
  list(name: string): FlagReading & { readonly values: readonly string[] };
}

interface Flag {
  readonly name: string;
  /** Undefined where only a deployment knows it. */
  readonly value: string | undefined;
  readonly path: string;
}

/** `place` is where a flag that is missing would be added. */
export function flagsOf(words: readonly Word[], place: string): Flags {
  const { flags, open } = parse(words);
  const named = (name: string) => flags.filter((flag) => flag.name === name);
  const missing = (): FlagReading =>
    open === undefined ? { kind: "absent", path: place } : { kind: "unknown", cause: open, path: place };
  const reading = ({ name, value, path }: Flag): FlagReading =>
    value === undefined
      ? { kind: "unknown", cause: `--${name} is filled in later`, path }
      : { kind: "set", value, path };
  return {
    any: flags.length > 0,
    get: (name) => {
      const last = named(name).at(-1);
      return last ? reading(last) : missing();
    },
    list: (name) => {
      const found = named(name);
      const last = found.at(-1);
      if (!last) return { ...missing(), values: [] };
      const values = found.flatMap(({ value }) => value?.split(",").map((item) => item.trim()) ?? []);
      const hidden = found.find(({ value }) => value === undefined);
      return { ...reading(hidden ?? last), values };
    },
  };
}

/** Words up to the first flag: the program, and what runs it. */
export function programWords(words: readonly Word[]): readonly string[] {
  const texts = split(words).map(({ text }) => text ?? "");
  const first = texts.findIndex((text) => text.startsWith("-"));
  // `sh -c "exec kube-apiserver …"`: the shell's own flags are not the program's.
  if (/(^|\/)(ba|da|a)?sh$/.test(texts[0] ?? "")) return texts.filter((text) => !text.startsWith("-"));
  return first < 0 ? texts : texts.slice(0, first);
}

interface Piece {
  /** Undefined where only a deployment knows it. */
  readonly text: string | undefined;
  /** The text before a part that only a deployment knows. */
  readonly start: string;
  readonly cause: string | undefined;
  readonly path: string;
}

/** Items that hold a program with its flags, as in `sh -c "…"`, are taken apart. */
function split(words: readonly Word[]): readonly Piece[] {
  return words.flatMap(({ reading, path }): readonly Piece[] => {
    if (reading.kind === "unknown") {
      const [first] = reading.template?.parts ?? [];
      const start = typeof first === "string" ? first : "";
      return [{ text: undefined, start, cause: reading.cause, path }];
    }
    if (reading.kind === "absent") return [];
    const value = reading.value;
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
    const text = String(value).trim();
    return text
      .split(/\s--?[A-Za-z]|^[^-]\S*\s/.test(text) ? /\s+/ : "\0")
      .filter((part) => part !== "")
      .map((part) => ({ text: unquoted(part), start: "", cause: undefined, path }));
  });
}

function unquoted(text: string): string {
  const quoted = /^(--?[\w-]+=)?(["'])(.*)\2$/.exec(text);
  return quoted ? `${quoted[1] ?? ""}${quoted[3] ?? ""}` : text;
}

function parse(words: readonly Word[]): { readonly flags: readonly Flag[]; readonly open: string | undefined } {
  const flags: Flag[] = [];
  let open: string | undefined;
  const pieces = split(words);
  for (const [index, piece] of pieces.entries()) {
    const found = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(piece.text ?? piece.start);
    if (!found) {
      // A word that only a deployment knows may be a flag, or be the value of the one before it.
      if (piece.text === undefined && !takesNext(pieces[index - 1])) open ??= piece.cause;
      continue;
    }
    const name = (found[1] ?? "").replaceAll("_", "-");
    const next = pieces[index + 1];
    const given = piece.text === undefined ? undefined : (found[2] ?? valueAfter(next));
    flags.push({ name, value: given, path: piece.path });
  }
  return { flags, open };
}

function takesNext(piece: Piece | undefined): boolean {
  return piece?.text !== undefined && /^--?[A-Za-z][\w-]*$/.test(piece.text);
}

/** Of `--name value`; a switch stands alone. Undefined where only a deployment knows it. */
function valueAfter(next: Piece | undefined): string | undefined {
  if (!next) return "true";
  if (next.text === undefined) return undefined;
  return next.text.startsWith("-") ? "true" : next.text;
}
