import { UserError } from "../common/errors";
import { usesLocalState } from "./bootstrap";
import type { RankedChange } from "./changes/model";
import { judgeDesign, readExistingStates, type StackOutcome } from "./deploy";
import type { Deployment, Judgement } from "./deployment";
import type { Interruption } from "./interruption";
import { Landscape } from "./landscape";
import { planStack } from "./planStack";
import { runInOrder } from "./schedule";
import { isSelected, requireUpstream, selectedStacks } from "./selection";

/** What a stack was judged on by `plan`: its own plan, or its synthesis where it cannot be planned yet. */
export interface PlannedStack extends Omit<StackOutcome, "result"> {
  readonly result: "planned" | "refused" | "later" | "failed" | "interrupted" | "not-selected";
  /** `state`: other stacks were named, and this one was judged beside them as it is deployed. */
  readonly judgedOn: "plan" | "synthesis" | "state";
  /** What the plan would change, the worst first; empty without a plan. */
  readonly ranked: readonly RankedChange[];
}

export interface PlanResult {
  readonly design: Judgement;
  readonly stacks: readonly PlannedStack[];
  readonly landscape: Landscape;
}

/**
 * Plans and judges what can be planned: stacks whose earlier stacks have a state. Writes plan, plan JSON and record
 * for each; changes nothing in the cloud.
 */
export async function planAll(deployment: Deployment, interruption: Interruption): Promise<PlanResult> {
  const landscape = new Landscape(deployment);
  const design = judgeDesign(deployment, landscape);
  const planned = new Map<string, PlannedStack>();
  if (design.refusals.length === 0) {
    await readExistingStates(deployment, landscape);
    requireUpstream(deployment, landscape);
    const backendReady = await deployment.stateStore.bucketExists();
    const plannable = selectedStacks(deployment).filter(
      (stack) =>
        stack.bootstrapsState || (backendReady && stack.needs.every((need) => landscape.stateOf(need) !== undefined)),
    );
    await runInOrder(
      plannable.map((stack) => ({ ...stack, needs: [] })),
      async (independent) => {
        const stack = plannable.find((candidate) => candidate.name === independent.name) ?? independent;
        const started = Date.now();
        try {
          const judged = await planStack(deployment, stack, landscape, {
            localBackend: await usesLocalState(deployment, stack),
          });
          judged.seal.dispose();
          const refusals = judged.judgement.refusals.map((refusal) => refusal.text);
          planned.set(stack.name, {
            stack: stack.name,
            result: refusals.length > 0 ? "refused" : "planned",
            judgedOn: "plan",
            record: judged.record,
            judgement: judged.judgement,
            ranked: judged.ranked,
            reasons: refusals,
            seconds: (Date.now() - started) / 1000,
          });
        } catch (error) {
          // An earlier stack that was destroyed in part has a state without this output: plan again after its deploy.
          if (error instanceof UserError && error.code === "missing-input") return true;
          planned.set(stack.name, {
            stack: stack.name,
            result: interruption.interrupted ? "interrupted" : "failed",
            judgedOn: "plan",
            ranked: [],
            reasons: [error instanceof Error ? error.message : String(error)],
            seconds: (Date.now() - started) / 1000,
            error,
          });
        }
        // A plan that fails or is refused does not keep the others from being planned: all problems at once.
        return true;
      },
      { parallelism: deployment.parallelism, stopped: () => interruption.interrupted },
    );
  }
  return {
    design,
    landscape,
    stacks: deployment.manifest.stacks.map(
      (stack) =>
        planned.get(stack.name) ?? {
          stack: stack.name,
          result: isSelected(deployment, stack.name) ? "later" : "not-selected",
          judgedOn:
            !isSelected(deployment, stack.name) && landscape.stateOf(stack.name) !== undefined ? "state" : "synthesis",
          ranked: [],
          reasons: [],
          seconds: 0,
        },
    ),
  };
}
