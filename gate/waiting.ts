import type { StackManifest } from "../stacks/manifest";
import type { Landscape } from "./landscape";
import type { Verification } from "./verify";

/** What only a person can do before a stack is complete; the stacks are whole, and the next run goes on. */
export interface Waiting {
  /** Stacks that are not complete yet. */
  readonly stacks: readonly string[];
  readonly reasons: readonly string[];
  /** DNS records that somebody has to enter elsewhere, `<name> <type> <value>`; also given while nothing waits. */
  readonly records: readonly string[];
}

/** Read from the outputs `waiting_for` and `dns_records` of the states, where stacks have them. */
export function waitingIn(manifest: StackManifest, landscape: Landscape): Waiting {
  const listed = (stack: string, output: string): readonly string[] => {
    const value = landscape.outputOf(stack, output)?.value;
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  };
  const names = manifest.stacks.map((stack) => stack.name);
  return {
    stacks: names.filter((stack) => listed(stack, "waiting_for").length > 0),
    reasons: names.flatMap((stack) => listed(stack, "waiting_for")),
    records: names.flatMap((stack) => listed(stack, "dns_records")),
  };
}

/**
 * Changes of a second plan that are not explained by waiting: what a stack waits for may arrive at any moment, so that
 * it would create the rest of itself. A change or a removal is never explained by that.
 */
export function unexplained(verification: Verification, waiting: Waiting): Verification["pending"] {
  return verification.pending.filter((change) => !(change.kind === "create" && waiting.stacks.includes(change.stack)));
}
