import { rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import type { StackDescriptor } from "../stacks/manifest";
import { type Deployment, stackDirectory } from "./deployment";
import type { Interruption } from "./interruption";
import type { Landscape } from "./landscape";
import type { PlanDocument } from "./planDocument";
import { runInOrder } from "./schedule";
import { selectedStacks } from "./selection";
import { withLockHolder } from "./stateLocked";
import { prepareWorkspace } from "./workspace";

/** Selected stacks that have a state. */
export function deployedStacks(deployment: Deployment, landscape: Landscape): readonly StackDescriptor[] {
  return selectedStacks(deployment).filter((stack) => landscape.stateOf(stack.name) !== undefined);
}

const planFile = "second.tfplan";

/**
 * Plans every deployed stack again, with a refresh and without keeping the plan, and gives the documents by stack.
 * @throws UserError exit 130 when interrupted: stacks that were not looked at must not read as unchanged
 */
export async function replan(
  deployment: Deployment,
  landscape: Landscape,
  interruption: Interruption,
  how: {
    /** What is said of each stack as it begins. */
    readonly progress: string;
    /** Leaves out the document of a plan that changes nothing, which need not be read then. @default false */
    readonly changesOnly?: boolean;
    readonly interrupted: { readonly message: string; readonly hint: string };
  },
): Promise<ReadonlyMap<string, PlanDocument>> {
  const plans = new Map<string, PlanDocument>();
  await runInOrder(
    deployedStacks(deployment, landscape).map((stack) => ({ name: stack.name, needs: [], stack })),
    async ({ name, stack }) => {
      const directory = stackDirectory(deployment, stack);
      deployment.progress(how.progress, name);
      await prepareWorkspace(deployment, stack, landscape, { localBackend: false });
      try {
        const changes = await deployment.engine.plan(directory, planFile);
        if (changes || how.changesOnly !== true)
          plans.set(name, JSON.parse(await deployment.engine.showPlan(directory, planFile)) as PlanDocument);
      } catch (error) {
        throw await withLockHolder(deployment, stack, error);
      } finally {
        rmSync(join(directory, planFile), { force: true });
      }
      return true;
    },
    { parallelism: deployment.parallelism, stopped: () => interruption.interrupted },
  );
  if (interruption.interrupted)
    throw new UserError({ code: "interrupted", exitCode: exitCodes.interrupted, ...how.interrupted });
  return plans;
}
