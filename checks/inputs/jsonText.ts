/** Places of keys in JSON text that is known to be valid: for line numbers, and for keys that are written twice. */
import { inputError } from "./decode";

export interface KeyIndex {
  /** Line, from 1, of the member at a path of at most `deepest` keys. */
  lineOf(path: readonly string[]): number | undefined;
  /** First key that an object has twice, with its line. JSON keeps the last one silently. */
  readonly duplicate: { readonly key: string; readonly line: number } | undefined;
}

/** As `indexKeys`. @throws UserError where a key stands twice: readers disagree on which one counts. */
export function keysOf(text: string, file: string): KeyIndex {
  const index = indexKeys(text);
  if (!index.duplicate) return index;
  const { key, line } = index.duplicate;
  const message = `the key ${JSON.stringify(key)} stands twice in one object`;
  throw inputError("duplicate-key", `${file}:${line}: ${message}.`, "Readers disagree on which one counts; keep one.", [
    { code: "duplicate-key", message, file, line },
  ]);
}

/** Paths longer than this are not indexed: `resource`, type, name. */
const deepest = 3;

interface Frame {
  readonly isObject: boolean;
  readonly keys: Set<string>;
  key: string;
}

function indexKeys(text: string): KeyIndex {
  const lines = new Map<string, number>();
  const stack: Frame[] = [];
  let duplicate: KeyIndex["duplicate"];
  let line = 1;
  let expectKey = false;
  let objects = 0;
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],\n]/g;
  for (const match of text.matchAll(token)) {
    const [found] = match;
    const top = stack.at(-1);
    if (found === "\n") line += 1;
    else if (found === "{" || found === "[") {
      stack.push({ isObject: found === "{", keys: new Set(), key: "" });
      expectKey = found === "{";
      if (expectKey) objects += 1;
    } else if (found === "}" || found === "]") {
      if (stack.pop()?.isObject) objects -= 1;
      expectKey = false;
    } else if (found === ",") expectKey = top?.isObject ?? false;
    else if (expectKey && top) {
      expectKey = false;
      top.key = found.includes("\\") ? String(JSON.parse(found)) : found.slice(1, -1);
      if (top.keys.has(top.key)) duplicate ??= { key: top.key, line };
      top.keys.add(top.key);
      // Lists between blocks and their labels do not count as steps.
      if (objects > deepest) continue;
      const path = stack.filter((frame) => frame.isObject).map((frame) => frame.key);
      if (!lines.has(pathKey(path))) lines.set(pathKey(path), line);
    }
  }
  return { lineOf: (path) => lines.get(pathKey(path)), duplicate };
}

function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}
