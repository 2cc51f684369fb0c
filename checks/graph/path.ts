/** Attribute paths as rules write them: `encryption_config[0].provider[0].key_arn`, `tags["data-class"]`. */
export type PathStep = string | number;

const parsedPaths = new Map<string, readonly PathStep[]>();
/** Rules ask for the same few thousand paths again and again; beyond that, names come from the input. */
const mostParsed = 20_000;

/** Steps of a path. Quoted keys may hold dots; anything unreadable is taken as a name. */
export function parsePath(path: string): readonly PathStep[] {
  const known = parsedPaths.get(path);
  if (known) return known;
  const steps = stepsOf(path);
  if (parsedPaths.size < mostParsed) parsedPaths.set(path, steps);
  return steps;
}

function stepsOf(path: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const token = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g;
  for (const match of path.matchAll(token)) {
    if (match[1] !== undefined) steps.push(Number(match[1]));
    else steps.push(match[2] !== undefined ? match[2].replace(/\\(.)/g, "$1") : (match[3] ?? ""));
  }
  return steps;
}

export function joinPath(base: string, path: string): string {
  if (base === "") return path;
  return path === "" || path.startsWith("[") ? `${base}${path}` : `${base}.${path}`;
}

const named = new WeakMap<readonly PathStep[], string>();

/** The path without list positions, as catalogues of defaults and types name it. */
export function withoutIndexes(steps: readonly PathStep[]): string {
  const known = named.get(steps);
  if (known !== undefined) return known;
  const name = steps.filter((step) => typeof step === "string").join(".");
  named.set(steps, name);
  return name;
}
