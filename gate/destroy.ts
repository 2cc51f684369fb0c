import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gateRefused, UserError, usageError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { writeFileAtomically } from "../common/files";
import { toStableJson } from "../common/json";
import type { RawState } from "../engine/terraform";
import type { StackDescriptor } from "../stacks/manifest";
import { applyStack } from "./applyStack";
import { readExistingStates } from "./deploy";
import { type Deployment, holderOf, type Refusal, stackDirectory } from "./deployment";
import type { Interruption } from "./interruption";
import { Landscape } from "./landscape";
import { kindOf, type PlanDocument } from "./planDocument";
import { planStack } from "./planStack";
import { dataBearing, liftedProtections, type Remaining, reduceTo, remainingOf, resourcesOf } from "./reduce";
import { files } from "./workspace";

/** What destroying an environment would do, known before anything is touched. */
export interface DestroyPreview {
  readonly stacks: readonly StackPreview[];
  /** Names of data in stacks that an earlier run destroyed: the same command goes on, its names included. */
  readonly gone: readonly string[];
}

interface StackPreview {
  readonly stack: string;
  /** Why the whole stack stays, where it does. */
  readonly kept: string | undefined;
  readonly removes: readonly string[];
  /** Of `removes`, those whose data is lost. */
  readonly losesData: readonly string[];
  readonly lifts: readonly string[];
  readonly remains: readonly Remaining[];
}

/**
 * Waived for exactly the resources that the destroy plan removes: controls that stop a deletion, and the one that a
 * later stack met for them, which has gone before (BKP-02: the backup plan names the store, so it goes first).
 */
const waivedRules = new Set(["RDS-05", "ALB-05", "LIFE-01", "BKP-02"]);

export async function previewDestroy(
  deployment: Deployment,
): Promise<{ readonly preview: DestroyPreview; readonly landscape: Landscape }> {
  const landscape = new Landscape(deployment);
  await readExistingStates(deployment, landscape);
  const all = deployment.manifest.stacks.map((stack) =>
    previewStack(stack, JSON.parse(readFileSync(sourcePath(deployment, stack), "utf8"))),
  );
  const isThere = ({ stack, kept }: StackPreview): boolean => holdsSomething(landscape.stateOf(stack), kept);
  const gone = all.filter((stack) => !isThere(stack)).flatMap(dataNamesOf);
  return { preview: { stacks: all.filter(isThere), gone }, landscape };
}

function previewStack(stack: StackDescriptor, source: unknown): StackPreview {
  if (stack.keptOnDestroy) {
    return { stack: stack.name, kept: stack.keptOnDestroy, removes: [], losesData: [], lifts: [], remains: [] };
  }
  const remains = remainingOf(source);
  const staying = new Set(remains.map((remaining) => remaining.address));
  const removes = [...resourcesOf(source).keys()].filter((address) => !staying.has(address)).sort();
  const removed = new Set(removes);
  return {
    stack: stack.name,
    kept: undefined,
    removes,
    losesData: dataBearing(source, removed),
    lifts: liftedProtections(source, removed)?.addresses ?? [],
    remains,
  };
}

/** Addresses, without indexes, of what a state manages. */
function managedIn(state: string | undefined): ReadonlySet<string> {
  const { resources } = JSON.parse(state ?? '{"resources":[]}') as RawState;
  return new Set(resources.flatMap(({ mode, type, name }) => (mode === "managed" ? [`${type}.${name}`] : [])));
}

/** A state that only remembers what was read of others is that of a stack which is gone. */
function holdsSomething(state: string | undefined, kept: string | undefined): boolean {
  if (state === undefined) return false;
  return kept !== undefined || managedIn(state).size > 0;
}

/** What has to be confirmed by name for a stack: `<stack>:<address>`. */
const dataNamesOf = ({ stack, losesData }: StackPreview): readonly string[] =>
  losesData.map((address) => `${stack}:${address}`);

const sourcePath = (deployment: Deployment, stack: StackDescriptor): string =>
  join(stackDirectory(deployment, stack), files.source);

/**
 * @throws UserError exit 2 unless the environment's name and every data-bearing resource are confirmed by name
 * (`<stack>:<address>`); all that are missing are listed at once.
 */
export function requireConfirmation(
  environment: string,
  preview: DestroyPreview,
  confirmed: { readonly name: string | undefined; readonly data: readonly string[] },
): void {
  const needed = preview.stacks.flatMap(dataNamesOf);
  const missing = needed.filter((name) => !confirmed.data.includes(name));
  const strange = confirmed.data.filter((name) => !needed.includes(name) && !preview.gone.includes(name));
  if (confirmed.name === environment && missing.length === 0 && strange.length === 0) return;
  const lines = [
    ...(confirmed.name === environment ? [] : [`the environment's name: --confirm ${environment}`]),
    ...missing.map((name) => `data that will be deleted: --delete-data ${name}`),
    ...strange.map((name) => `${name} is not among what would be deleted: leave it out`),
  ];
  throw usageError(
    "not-confirmed",
    `Nothing was changed. To destroy ${environment}, confirm:\n${lines.map((line) => `  - ${line}`).join("\n")}`,
  );
}

/**
 * Destroys the environment's stacks, the last one first. What remains stays in its state, under the same rules.
 * @returns names of the stacks that were destroyed (wholly, or but for what remains).
 */
export async function destroy(
  deployment: Deployment,
  preview: DestroyPreview,
  landscape: Landscape,
  interruption: Interruption,
): Promise<readonly string[]> {
  if (deployment.approval) {
    throw gateRefused(
      "approval-required",
      "The environment asks for signed plans (approval), and a destroy plan is made and applied in one go; nothing was started.",
      "Take `approval` out of the environment file in a reviewed change of its own, then destroy.",
    );
  }
  return deployment.lock.hold(
    () => holderOf(deployment, "destroy"),
    () => destroyLocked(deployment, preview, landscape, interruption),
  );
}

async function destroyLocked(
  deployment: Deployment,
  preview: DestroyPreview,
  landscape: Landscape,
  interruption: Interruption,
): Promise<readonly string[]> {
  const destroyed: string[] = [];
  for (const stack of [...deployment.manifest.stacks].reverse()) {
    const planned = preview.stacks.find((candidate) => candidate.stack === stack.name);
    if (!planned || planned.kept) continue;
    try {
      if (interruption.interrupted) throw new Error("interrupted before it began");
      await destroyStack(deployment, stack, planned, landscape);
    } catch (error) {
      throw interruption.interrupted ? interrupted(destroyed, error) : error;
    }
    destroyed.push(stack.name);
    await landscape.readState(stack.name);
  }
  return destroyed;
}

async function destroyStack(
  deployment: Deployment,
  stack: StackDescriptor,
  preview: StackPreview,
  landscape: Landscape,
): Promise<void> {
  const path = sourcePath(deployment, stack);
  const original = readFileSync(path, "utf8");
  const source: unknown = JSON.parse(original);
  const removes = new Set(preview.removes);
  // What an earlier run has destroyed of the stack is not built up again to lift the protections of the rest.
  const there = managedIn(landscape.stateOf(stack.name));
  const lifted = liftedProtections(source, new Set([...removes].filter((address) => there.has(address))));
  try {
    if (lifted) {
      deployment.progress(`lifting protections of ${lifted.addresses.join(", ")}`, stack.name);
      writeFileAtomically(path, toStableJson(reduceTo(source, there)));
      await runStep(deployment, stack, landscape, {
        protectionsOverride: toStableJson(lifted.override),
        waivedFor: new Set(lifted.addresses),
        removes,
      });
    }
    writeFileAtomically(path, toStableJson(reduceTo(source, new Set(preview.remains.map(({ address }) => address)))));
    await runStep(deployment, stack, landscape, { waivedFor: removes, removes });
  } finally {
    writeFileAtomically(path, original);
  }
}

async function runStep(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  step: {
    readonly protectionsOverride?: string;
    readonly waivedFor: ReadonlySet<string>;
    /** What was shown and confirmed. */
    readonly removes: ReadonlySet<string>;
  },
): Promise<void> {
  const judged = await planStack(deployment, stack, landscape, {
    localBackend: false,
    ...(step.protectionsOverride ? { protectionsOverride: step.protectionsOverride } : {}),
  });
  try {
    const strange = removedBy(judged.seal.document).filter((address) => !step.removes.has(address));
    if (strange.length > 0) {
      throw gateRefused(
        "unconfirmed-removal",
        `The destroy plan of stack ${stack.name} would also remove what its state alone still knows and nobody confirmed; nothing of it was applied:\n${strange.map((address) => `  - ${address}`).join("\n")}`,
        "Run `deploy` first, whose plan shows and judges what leaves the environment; then destroy.",
      );
    }
    const refusals = judged.judgement.refusals.filter((refusal) => !isWaived(refusal, stack.name, step.waivedFor));
    if (refusals.length > 0) {
      throw gateRefused(
        "plan-refused",
        `The gate says no to the destroy plan of stack ${stack.name}; nothing of it was applied:\n${refusals.map(({ text }) => `  - ${text}`).join("\n")}`,
      );
    }
    if (judged.changes) await applyStack(deployment, stack, judged.seal);
  } finally {
    judged.seal.dispose();
  }
}

/** True for a refusal that says no more than that one of these resources of a stack is about to go. */
export function isWaived({ rule, resource, stack }: Refusal, of: string, resources: ReadonlySet<string>): boolean {
  return (
    rule !== undefined && resource !== undefined && stack === of && waivedRules.has(rule) && resources.has(resource)
  );
}

/** Addresses, without indexes, of what a plan deletes, replaces or forgets. */
function removedBy(plan: PlanDocument): readonly string[] {
  const gone = (plan.resource_changes ?? []).filter((change) =>
    ["delete", "replace", "forget"].includes(kindOf(change)),
  );
  return [...new Set(gone.map((change) => change.address.replace(/\[.*$/, "")))].sort();
}

function interrupted(destroyed: readonly string[], cause: unknown): UserError {
  return new UserError({
    code: "interrupted",
    message: `Interrupted; the states are saved. Destroyed so far: ${destroyed.join(", ") || "nothing"}.`,
    exitCode: exitCodes.interrupted,
    hint: "Run the same command again to go on, or `deploy` to build up again what is gone.",
    cause,
  });
}
