import { rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { type Deployment, type Judgement, stackDirectory } from "./deployment";
import type { Interruption } from "./interruption";
import type { Landscape } from "./landscape";
import { kindOf, type PlanDocument } from "./planDocument";
import { runInOrder } from "./schedule";
import { prepareWorkspace } from "./workspace";

/** A change that a plan would still make although everything was applied. */
interface PendingChange {
  readonly stack: string;
  readonly address: string;
  readonly kind: string;
}

export interface Verification {
  /** All rules over the states of all stacks. */
  readonly judgement: Judgement;
  /** Empty when a second plan changes nothing. */
  readonly pending: readonly PendingChange[];
  /** Stacks that have no state yet. */
  readonly missing: readonly string[];
}

const secondPlan = "second.tfplan";

/**
 * Judges the states of all stacks with the same rules, and plans each stack once more (with a refresh): what is
 * deployed is what was declared, and it holds the controls.
 */
export async function verify(
  deployment: Deployment,
  landscape: Landscape,
  interruption: Interruption,
): Promise<Verification> {
  const deployed = deployment.manifest.stacks.filter((stack) => landscape.stateOf(stack.name) !== undefined);
  const pending: PendingChange[] = [];
  await runInOrder(
    deployed.map((stack) => ({ ...stack, needs: [] })),
    async (independent) => {
      const stack = deployed.find((candidate) => candidate.name === independent.name) ?? independent;
      const directory = stackDirectory(deployment, stack);
      deployment.progress("planning once more: nothing should change", stack.name);
      await prepareWorkspace(deployment, stack, landscape, { localBackend: false });
      const changes = await deployment.engine.plan(directory, secondPlan);
      if (changes)
        pending.push(...pendingOf(stack.name, JSON.parse(await deployment.engine.showPlan(directory, secondPlan))));
      rmSync(join(directory, secondPlan), { force: true });
      return true;
    },
    { parallelism: deployment.parallelism, stopped: () => interruption.interrupted },
  );
  // Stacks that were not looked at have no pending changes either; that must not read as "nothing to change".
  if (interruption.interrupted) {
    throw new UserError({
      code: "interrupted",
      message: "Interrupted while what is deployed was verified; nothing was changed by that, and nothing is proven.",
      exitCode: exitCodes.interrupted,
      hint: "Run `verify` to do it again.",
    });
  }
  return {
    judgement: deployment.judge.judge(landscape.stateInputs(), deployment.now()),
    pending: pending.sort((a, b) => (`${a.stack} ${a.address}` < `${b.stack} ${b.address}` ? -1 : 1)),
    missing: deployment.manifest.stacks.filter((stack) => !deployed.includes(stack)).map((stack) => stack.name),
  };
}

function pendingOf(stack: string, plan: PlanDocument): PendingChange[] {
  const resources = (plan.resource_changes ?? [])
    .map((change) => ({ stack, address: change.address, kind: kindOf(change) as string }))
    .filter((change) => change.kind !== "none" && change.kind !== "read");
  return resources.length > 0 ? resources : [{ stack, address: "(outputs)", kind: "update" }];
}
