import type { Deployment, Judgement } from "./deployment";
import type { Interruption } from "./interruption";
import type { Landscape } from "./landscape";
import { kindOf, type PlanDocument } from "./planDocument";
import { deployedStacks, replan } from "./replan";
import { refusalsOfSelection, selectedStacks } from "./selection";

/** A change that a plan would still make although everything was applied. */
interface PendingChange {
  readonly stack: string;
  readonly address: string;
  readonly kind: string;
}

export interface Verification {
  /** All rules over the states of all stacks; what refuses concerns the selected ones. */
  readonly judgement: Judgement;
  /** Empty when a second plan changes nothing. */
  readonly pending: readonly PendingChange[];
  /** Stacks that were planned once more. */
  readonly planned: readonly string[];
  /** Selected stacks that have no state yet. */
  readonly missing: readonly string[];
}

/**
 * Judges the states of all stacks with the same rules, and plans each stack once more (with a refresh): what is
 * deployed is what was declared, and it holds the controls.
 */
export async function verify(
  deployment: Deployment,
  landscape: Landscape,
  interruption: Interruption,
): Promise<Verification> {
  const plans = await replan(deployment, landscape, interruption, {
    progress: "planning once more: nothing should change",
    changesOnly: true,
    interrupted: {
      message: "Interrupted while what is deployed was verified; nothing was changed by that, and nothing is proven.",
      hint: "Run `verify` to do it again.",
    },
  });
  const pending = [...plans].flatMap(([stack, plan]) => pendingOf(stack, plan));
  const deployed = deployedStacks(deployment, landscape);
  return {
    judgement: refusalsOfSelection(deployment, deployment.judge.judge(landscape.stateInputs(), deployment.now())),
    pending: pending.sort((a, b) => (`${a.stack} ${a.address}` < `${b.stack} ${b.address}` ? -1 : 1)),
    planned: deployed.map(({ name }) => name),
    missing: selectedStacks(deployment)
      .filter((stack) => !deployed.includes(stack))
      .map((stack) => stack.name),
  };
}

function pendingOf(stack: string, plan: PlanDocument): PendingChange[] {
  const resources = (plan.resource_changes ?? [])
    .map((change) => ({ stack, address: change.address, kind: kindOf(change) as string }))
    .filter((change) => change.kind !== "none" && change.kind !== "read");
  return resources.length > 0 ? resources : [{ stack, address: "(outputs)", kind: "update" }];
}
