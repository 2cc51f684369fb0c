/** Lines of values in JSON text that is known to be valid, found when they are asked for. */
import type { PathStep } from "../graph/path";

interface Place {
  /** Of the value, with the line on which it starts. */
  readonly offset: number;
  readonly line: number;
  /** Of the key, where the value has one. */
  readonly named: number;
}

/** Line, from 1, of the value at a path, or of the nearest thing around it that is there. */
export type LineFinder = (steps: readonly PathStep[]) => number;

/** Places of the first two steps (`items[7]`) are kept, so that a long list is not read anew for each of its items. */
export function jsonLines(text: string): LineFinder {
  const kept = new Map<string, ReadonlyMap<PathStep, Place>>();
  const members = (key: string, place: Place): ReadonlyMap<PathStep, Place> => {
    const known = kept.get(key);
    if (known) return known;
    const found = new Map(membersAt(text, place));
    kept.set(key, found);
    return found;
  };
  return (steps) => {
    let here: Place = { offset: 0, line: 1, named: 1 };
    for (const [depth, step] of steps.entries()) {
      const found: Place | undefined =
        depth < 2 ? members(JSON.stringify(steps.slice(0, depth)), here).get(step) : memberAt(text, here, step);
      if (!found) return here.named;
      here = found;
    }
    return here.named;
  };
}

function memberAt(text: string, place: Place, step: PathStep): Place | undefined {
  for (const [name, found] of membersAt(text, place)) if (name === step) return found;
  return undefined;
}

/** Members of the object or items of the list that starts at a place. */
function* membersAt(text: string, place: Place): Generator<readonly [PathStep, Place]> {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:\n]|[^\s{}[\],:"]+/g;
  token.lastIndex = place.offset;
  let { line } = place;
  let depth = 0;
  let isObject = false;
  let index = 0;
  let key: string | undefined;
  let keyLine = line;
  let expectValue = false;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === "\n") {
      line += 1;
      continue;
    }
    const opens = found === "{" || found === "[";
    if (depth === 0) {
      if (!opens) return;
      isObject = found === "{";
      expectValue = !isObject;
      depth = 1;
      continue;
    }
    const closes = found === "}" || found === "]";
    if (depth === 1) {
      if (closes) return;
      if (found === ",") {
        key = undefined;
        expectValue = !isObject;
        continue;
      }
      if (found === ":") {
        expectValue = true;
        continue;
      }
      if (expectValue) {
        yield [isObject ? (key ?? "") : index, { offset: match.index, line, named: isObject ? keyLine : line }];
        expectValue = false;
        index += 1;
      } else {
        key = String(JSON.parse(found));
        keyLine = line;
      }
    }
    if (opens) depth += 1;
    else if (closes) depth -= 1;
  }
}
