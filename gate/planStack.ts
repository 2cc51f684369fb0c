import { chmodSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../common/files";
import { EngineError } from "../engine/terraform";
import type { StackDescriptor } from "../stacks/manifest";
import type { RankedChange } from "./changes/model";
import { constructsOf, rankChanges } from "./changes/rank";
import { declaredImports, withDeclared } from "./declaredImports";
import { type Deployment, type Judgement, stackDirectory } from "./deployment";
import { orFullDisk } from "./fullDisk";
import { type Landscape, refusalsOf } from "./landscape";
import { countChanges, unjudgedParts } from "./planDocument";
import { makeRecord, type PlanRecord, statesUnder, writeRecord } from "./record";
import { placeAdoption, resume } from "./resume";
import { type Seal, seal } from "./seal";
import { withLockHolder } from "./stateLocked";
import { refusedSteps } from "./upgrades/planSteps";
import { files, prepareWorkspace } from "./workspace";

/** A plan that was made, sealed and judged. */
export interface JudgedPlan {
  readonly seal: Seal;
  readonly record: PlanRecord;
  readonly judgement: Judgement;
  /** False when the plan would change nothing. */
  readonly changes: boolean;
  /** What it would change, the worst first. */
  readonly ranked: readonly RankedChange[];
}

/** Plans a stack on the states as they are, seals the plan, judges the sealed copy and writes its record. */
export async function planStack(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  options: { readonly localBackend: boolean; readonly destroy?: boolean; readonly protectionsOverride?: string },
): Promise<JudgedPlan> {
  const directory = stackDirectory(deployment, stack);
  deployment.progress("preparing", stack.name);
  await prepareWorkspace(deployment, stack, landscape, {
    localBackend: options.localBackend,
    ...(options.protectionsOverride ? { protectionsOverride: options.protectionsOverride } : {}),
  });
  const lost = await resume(deployment, stack, { localBackend: options.localBackend });
  const adoptions = withDeclared(await declaredImports(deployment, stack), lost);
  const changes = await planWithAdoptions(deployment, stack, adoptions, options.destroy ?? false);
  deployment.progress("judging the plan", stack.name);
  let sealed: Seal | undefined;
  try {
    sealed = await seal(deployment, stack);
    return await judgeSealed(deployment, stack, landscape, sealed, directory, changes);
  } catch (error) {
    sealed?.dispose();
    // A new plan beside the record of an older one, or beside none, is no plan that anybody judged.
    for (const name of [files.plan, files.verdict]) rmSync(join(directory, name), { force: true });
    throw orFullDisk(error, directory);
  }
}

async function planWithAdoptions(
  deployment: Deployment,
  stack: StackDescriptor,
  adoptions: Awaited<ReturnType<typeof resume>>,
  destroy: boolean,
): Promise<boolean> {
  const directory = stackDirectory(deployment, stack);
  const temporary = `${files.plan}.tmp`;
  for (const [index, set] of adoptions.entries()) {
    placeAdoption(directory, set);
    deployment.progress("planning", stack.name);
    try {
      const changes = await deployment.engine.plan(directory, temporary, { destroy });
      chmodSync(join(directory, temporary), 0o600);
      renameSync(join(directory, temporary), join(directory, files.plan));
      return changes;
    } catch (error) {
      // What a full disk left of it, for instance.
      rmSync(join(directory, temporary), { force: true });
      // An import block for an object that is not there fails the whole plan; the next set is smaller.
      if (!(error instanceof EngineError) || error.end.signal || index === adoptions.length - 1)
        throw orFullDisk(await withLockHolder(deployment, stack, error), directory);
    }
  }
  throw new Error("no set of adoptions was tried");
}

/**
 * Judges a sealed plan together with everything else that is known. `keepRecord` leaves the record beside the plan as it
 * is: an approval does not grow younger by being used.
 */
export async function judgeSealed(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  sealed: Seal,
  directory: string,
  changes: boolean,
  options: { readonly keepRecord?: boolean } = {},
): Promise<JudgedPlan> {
  const judged = refusalsOf(
    deployment.judge.judge(landscape.planInputs(stack, sealed.planJson), deployment.now()),
    new Set([stack.name]),
  );
  const unjudged = unjudgedParts(sealed.document).map((text) => ({ stack: stack.name, related: [], text }));
  const steps = refusedSteps(sealed.document, deployment.now()).map(({ address, text }) => ({
    stack: stack.name,
    resource: address,
    related: [],
    text: `${address}: ${text}`,
  }));
  const judgement = { ...judged, refusals: [...judged.refusals, ...unjudged, ...steps] };
  const source: unknown = JSON.parse(readFileSync(join(sealed.directory, files.source), "utf8"));
  const ranked = rankChanges(stack.name, sealed.document, constructsOf(source));
  const record = makeRecord(deployment, stack, {
    sealed,
    states: await statesUnder(deployment, stack),
    judgement,
    changes: countChanges(sealed.document),
    ranked,
  });
  if (!options.keepRecord) {
    writeFileAtomically(join(directory, files.planJson), sealed.planJson);
    writeRecord(directory, record);
  }
  return { seal: sealed, record, judgement, changes, ranked };
}
