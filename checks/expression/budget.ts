/**
 * A limit on the work that one value may cost, so that a few lines of hostile code (loops in loops, blocks of blocks)
 * cannot keep the engine busy for hours. Counted, not timed: the same input gives the same answer on every machine.
 */

/** Steps for one value; the largest real modules that were tried stay below a hundredth of it. */
const mostSteps = 1_000_000;

let left = mostSteps;
let running = false;

/** Runs `work` with a full budget, unless it is part of work that has one already. */
export function budgeted<T>(work: () => T): T {
  if (running) return work();
  running = true;
  left = mostSteps;
  try {
    return work();
  } finally {
    running = false;
  }
}

/** False where nothing is left, and from then on for all that is still part of the same work. */
export function spend(steps = 1): boolean {
  left -= steps;
  return left >= 0 || !running;
}
