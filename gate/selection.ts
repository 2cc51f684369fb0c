import { usageError } from "../common/errors";
import type { StackDescriptor } from "../stacks/manifest";
import { type Deployment, type Judgement, upstreamOf } from "./deployment";
import { type Landscape, refusalsOf } from "./landscape";

type Selecting = Pick<Deployment, "manifest" | "only">;

/** Stacks that a run plans or applies, in deployment order: all of them, unless some were named (`--stack`). */
export function selectedStacks(deployment: Selecting): readonly StackDescriptor[] {
  return deployment.manifest.stacks.filter(({ name }) => isSelected(deployment, name));
}

export function isSelected({ only }: Pick<Deployment, "only">, stack: string): boolean {
  return only === undefined || only.has(stack);
}

/**
 * Stacks as a run over the selected ones takes them up: what was not named is waited for by nobody, and of two that could
 * begin, the one with the longer chain of stacks behind it goes first.
 */
export function orderedSelection(deployment: Selecting): readonly StackDescriptor[] {
  const selected = selectedStacks(deployment).map((stack) => ({
    ...stack,
    needs: stack.needs.filter((need) => isSelected(deployment, need)),
  }));
  const behind = new Map<string, number>();
  for (const { name, needs } of [...selected].reverse())
    for (const need of needs) behind.set(need, Math.max(behind.get(need) ?? 0, 1 + (behind.get(name) ?? 0)));
  return selected.sort((a, b) => (behind.get(b.name) ?? 0) - (behind.get(a.name) ?? 0));
}

/**
 * A stack that was named builds on the states of the ones before it.
 * @throws UserError exit 2 when one of those has no state and was not named either; all that are missing at once
 */
export function requireUpstream(deployment: Selecting, landscape: Pick<Landscape, "stateOf">): void {
  if (deployment.only === undefined) return;
  const missing = new Set<string>();
  const lines = selectedStacks(deployment).flatMap((stack) => {
    const open = upstreamOf(deployment.manifest, stack).filter(
      (name) => !isSelected(deployment, name) && landscape.stateOf(name) === undefined,
    );
    for (const name of open) missing.add(name);
    return open.length === 0 ? [] : [`  - ${stack.name} builds on ${open.join(", ")}`];
  });
  if (lines.length === 0) return;
  const flags = deployment.manifest.stacks
    .filter(({ name }) => missing.has(name))
    .map(({ name }) => `--stack ${name}`)
    .join(" ");
  throw usageError(
    "upstream-not-applied",
    `Nothing was started: what the named stacks build on is not applied yet:\n${lines.join("\n")}`,
    `Add ${flags}, or leave --stack out to deploy everything in order.`,
  );
}

/** Of a judgement over all stacks, what concerns the selected ones (decision 0005); all of it where none was named. */
export function refusalsOfSelection({ only }: Pick<Deployment, "only">, judgement: Judgement): Judgement {
  return only === undefined ? judgement : refusalsOf(judgement, only);
}
