/** Where the lines of the picture run: each in an upright lane beside the boxes, the shortest nearest to them. */

export interface Wire<T> {
  readonly what: T;
  /** Heights at which it begins, and the one at which it ends. */
  readonly begins: readonly number[];
  readonly ends: number;
}

export interface Laid<T> extends Wire<T> {
  readonly lane: number;
}

/** Two lines in one lane keep this distance. */
const apart = 6;

export function layLanes<T>(wires: readonly Wire<T>[]): readonly Laid<T>[] {
  const taken: { readonly top: number; readonly bottom: number }[][] = [];
  const order = wires
    .map((wire, index) => ({ wire, index, ...spanOf(wire) }))
    .sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || a.index - b.index);
  const laid = order.map(({ wire, top, bottom }) => {
    const free = taken.findIndex((lane) => lane.every((one) => one.bottom + apart < top || bottom + apart < one.top));
    const lane = free === -1 ? taken.length : free;
    taken[lane] = [...(taken[lane] ?? []), { top, bottom }];
    return { ...wire, lane };
  });
  return laid;
}

function spanOf({ begins, ends }: Wire<unknown>): { readonly top: number; readonly bottom: number } {
  return { top: Math.min(ends, ...begins), bottom: Math.max(ends, ...begins) };
}
