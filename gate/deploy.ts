import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gateRefused, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { writeFileAtomically } from "../common/files";
import { Slots } from "../common/slots";
import type { StackDescriptor } from "../stacks/manifest";
import { applyStack } from "./applyStack";
import { unapprovedReasons } from "./approval/folder";
import { moveStateIntoBucket, removeLocalState, usesLocalState } from "./bootstrap";
import { confirmDestroyed, type DestroyedData, unconfirmedReasons } from "./changes/confirmation";
import type { RankedChange } from "./changes/model";
import { type Deployment, holderOf, type Judgement, stackDirectory, upstreamOf } from "./deployment";
import type { Interruption } from "./interruption";
import { Landscape } from "./landscape";
import { isApplyable, type PlanDocument, planFingerprint } from "./planDocument";
import { type JudgedPlan, judgeSealed, planStack } from "./planStack";
import {
  boundOf,
  engineReasons,
  foreignReasons,
  type PlanRecord,
  readRecord,
  readRecordFile,
  staleReasons,
  statesUnder,
} from "./record";
import { runInOrder } from "./schedule";
import { type Seal, seal } from "./seal";
import { isSelected, orderedSelection, requireUpstream, selectedStacks } from "./selection";
import { type Comparison, comparisonOf, skippedBecause } from "./unchanged";
import { files, openState } from "./workspace";

type StackResult =
  | "applied"
  | "unchanged"
  | "refused"
  | "failed"
  | "interrupted"
  | "not-planned"
  | "not-started"
  /** Other stacks were named. */
  | "not-selected";

export interface StackOutcome {
  readonly stack: string;
  readonly result: StackResult;
  readonly record?: PlanRecord;
  readonly judgement?: Judgement;
  /** What its plan changes, the worst first; unset without a plan. */
  readonly ranked?: readonly RankedChange[];
  /** Stored data that its plan destroys, with how that was confirmed; unset without a plan. */
  readonly destroys?: readonly DestroyedData[];
  /** Why it was refused or why it failed; empty otherwise. */
  readonly reasons: readonly string[];
  /** What an unchanged stack was compared with. */
  readonly comparison?: Comparison;
  readonly seconds: number;
  readonly error?: unknown;
}

export interface DeployResult {
  readonly design: Judgement;
  readonly outcomes: readonly StackOutcome[];
  readonly landscape: Landscape;
}

/** Called before what they are told of is acted upon; one that throws stops it. */
export interface DeployHooks {
  readonly onDesign?: (judgement: Judgement) => void | Promise<void>;
  /** A stack's plan was judged, whatever the verdict; nothing of it is applied yet. */
  readonly onVerdict?: (verdict: {
    readonly stack: string;
    readonly record: PlanRecord;
    readonly judgement: Judgement;
    readonly ranked: readonly RankedChange[];
    readonly destroys: readonly DestroyedData[];
    readonly document: PlanDocument;
  }) => void | Promise<void>;
}

export interface DeployOptions extends DeployHooks {
  /** Apply the plans that `plan` wrote, and only those. */
  readonly planned: boolean;
  /** Stored data that may be destroyed, by its name: `STACK:ADDRESS`, or the address alone. @default none */
  readonly destroys?: readonly string[];
  /** Asks for a name on a terminal; without it, what is not among `destroys` is refused. */
  readonly askDestroyed?: (change: RankedChange) => Promise<string>;
}

/** Judges the design of all stacks; nothing starts when it fails. */
export function judgeDesign(deployment: Deployment, landscape: Landscape): Judgement {
  return deployment.judge.judge(landscape.designInputs(), deployment.now());
}

/**
 * Deploys all stacks in order: design verdict, then per stack plan, plan verdict and apply of that very plan. What
 * would destroy stored data is applied only once it was confirmed by name. A refusal or failure starts nothing new and leaves
 * what was applied whole.
 */
export async function deploy(
  deployment: Deployment,
  interruption: Interruption,
  options: DeployOptions,
): Promise<DeployResult> {
  if (deployment.approval && !options.planned) {
    throw gateRefused(
      "approval-required",
      "The environment asks for signed plans (approval), and this would plan and apply in one go; nothing was started.",
      "Run `plan`, have it signed (`plan --planned --sign KEY`), then `deploy --planned`.",
    );
  }
  return deployment.lock.hold(
    () => holderOf(deployment, "deploy"),
    () => deployLocked(deployment, interruption, options),
  );
}

async function deployLocked(
  deployment: Deployment,
  interruption: Interruption,
  options: DeployOptions,
): Promise<DeployResult> {
  const landscape = new Landscape(deployment);
  const design = judgeDesign(deployment, landscape);
  await options.onDesign?.(design);
  const outcomes = new Map<string, StackOutcome>();
  if (design.refusals.length === 0) {
    await readExistingStates(deployment, landscape);
    requireUpstream(deployment, landscape);
    const planning = new Slots(deployment.planningSlots ?? deployment.parallelism);
    await runInOrder(
      orderedSelection(deployment),
      async (stack) => {
        const started = Date.now();
        const outcome = await deployStack(deployment, stack, landscape, interruption, { ...options, planning });
        const seconds = (Date.now() - started) / 1000;
        outcomes.set(stack.name, { ...outcome, seconds });
        const all = selectedStacks(deployment).length;
        deployment.progress(
          `${outcome.result} after ${Math.round(seconds)} s; ${outcomes.size} of ${all} stacks done`,
          stack.name,
        );
        return outcome.result === "applied" || outcome.result === "unchanged";
      },
      { parallelism: deployment.parallelism, stopped: () => interruption.interrupted },
    );
  }
  return {
    design,
    landscape,
    outcomes: deployment.manifest.stacks.map(
      ({ name }) =>
        outcomes.get(name) ?? {
          stack: name,
          result: isSelected(deployment, name) ? "not-started" : "not-selected",
          reasons: [],
          seconds: 0,
        },
    ),
  };
}

/** States that exist before the run starts; read once, so that a run's verdicts do not depend on its timing. */
export async function readExistingStates(deployment: Deployment, landscape: Landscape): Promise<void> {
  if (!(await deployment.stateStore.bucketExists())) return;
  await Promise.all(deployment.manifest.stacks.map((stack) => landscape.readState(stack.name)));
}

type Outcome = Omit<StackOutcome, "seconds">;

async function deployStack(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  interruption: Interruption,
  options: DeployOptions & { readonly planning: Slots },
): Promise<Outcome> {
  let judged: JudgedPlan | undefined;
  try {
    const localBackend = await usesLocalState(deployment, stack);
    const answer = await options.planning.run(async () => {
      // It may have waited for its turn while the run was stopped.
      if (interruption.interrupted) return "not-started";
      return options.planned
        ? approvedPlan(deployment, stack, landscape, localBackend)
        : planStack(deployment, stack, landscape, { localBackend });
    });
    if (answer === "not-started") return { stack: stack.name, result: "not-started", reasons: [] };
    if (answer === "not-planned") {
      return {
        stack: stack.name,
        result: "not-planned",
        reasons: ["it has no plan yet: run `plan` again now that the stacks before it are applied"],
      };
    }
    if ("refused" in answer) return { stack: stack.name, result: "refused", reasons: answer.refused };
    judged = answer;
    const about = {
      stack: stack.name,
      record: judged.record,
      judgement: judged.judgement,
      ranked: judged.ranked,
      destroys: await destroyedBy(deployment, stack, landscape, judged, options),
    };
    await options.onVerdict?.({ ...about, document: judged.seal.document });
    if (judged.judgement.refusals.length > 0) {
      return { ...about, result: "refused", reasons: judged.judgement.refusals.map((refusal) => refusal.text) };
    }
    if (interruption.interrupted) return { ...about, result: "interrupted", reasons: [] };
    const unconfirmed = unconfirmedReasons(stack.name, about.destroys);
    if (unconfirmed.length > 0) return { ...about, result: "refused", reasons: unconfirmed };
    if (judged.changes) {
      const { add, change, remove } = judged.record.changes;
      deployment.progress(`allowed; applying ${add} to add, ${change} to change, ${remove} to remove`, stack.name);
      await applyStack(deployment, stack, judged.seal);
    }
    if (localBackend) {
      await moveStateIntoBucket(deployment, stack);
      // Before the bucket was there, nothing could be locked.
      await deployment.lock.take(() => holderOf(deployment, "deploy"));
    } else if (stack.bootstrapsState) removeLocalState(deployment, stack);
    await landscape.readState(stack.name);
    if (judged.changes) return { ...about, result: "applied", reasons: [] };
    // The record beside the plan tells when an approved plan was made.
    const judgedAt = readRecord(stackDirectory(deployment, stack)) ?? judged.record;
    const comparison = comparisonOf(stack, judgedAt, judged.seal.document);
    deployment.progress(`allowed; ${skippedBecause(comparison)}`, stack.name);
    return { ...about, result: "unchanged", reasons: [], comparison };
  } catch (error) {
    if (interruption.interrupted)
      return { stack: stack.name, result: "interrupted", reasons: [messageOf(error)], error };
    return { stack: stack.name, result: "failed", reasons: [messageOf(error)], error };
  } finally {
    judged?.seal.dispose();
  }
}

/** What a plan destroys of stored data; nobody is asked about a plan that is refused anyway. */
function destroyedBy(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  { ranked, judgement }: JudgedPlan,
  { destroys = [], askDestroyed }: DeployOptions,
): Promise<readonly DestroyedData[]> {
  return confirmDestroyed(ranked, {
    flags: destroys,
    alsoIn: (address) =>
      deployment.manifest.stacks
        .map(({ name }) => name)
        .filter((name) => name !== stack.name && landscape.holds(name, address)),
    ...(askDestroyed && judgement.refusals.length === 0 ? { ask: askDestroyed } : {}),
  });
}

/**
 * The plan that `plan` wrote, sealed and judged again; or why it is not the approved one any more. When only an
 * earlier stack's state moved on, a new plan is made, and the approval survives if it does exactly the same.
 */
async function approvedPlan(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  localBackend: boolean,
): Promise<JudgedPlan | "not-planned" | { readonly refused: readonly string[] }> {
  const directory = stackDirectory(deployment, stack);
  const stored = readRecordFile(directory);
  const planFile = join(directory, files.plan);
  if (!existsSync(planFile)) return "not-planned";
  if (!stored) return { refused: ["it has a plan file without a readable record (verdict.json)"] };
  const { record } = stored;
  const unapproved = [
    ...foreignReasons(record, deployment.name, stack.name),
    ...engineReasons(record, deployment.provenance),
    ...unapprovedReasons(deployment, { stack: stack.name, sha256: stored.sha256 }),
  ];
  if (unapproved.length > 0) return { refused: unapproved };
  await openState(deployment, stack, { localBackend });
  const sealed = await sealApproved(deployment, stack, record.bound.planSha256);
  if (typeof sealed === "string") return { refused: [sealed] };
  try {
    const reasons = staleReasons(record, boundOf(deployment, stack, sealed), deployment.now());
    if (reasons.length > 0) {
      sealed.dispose();
      return { refused: reasons };
    }
    const states = await statesUnder(deployment, stack);
    const moved = (name: string): boolean =>
      JSON.stringify(states[name] ?? null) !== JSON.stringify(record.bound.states[name] ?? null);
    if (moved(stack.name)) {
      sealed.dispose();
      return { refused: [`the state of ${stack.name} changed since the plan was judged`] };
    }
    const upstream = upstreamOf(deployment.manifest, stack).filter(moved);
    if (upstream.length === 0) {
      return await judgeSealed(deployment, stack, landscape, sealed, directory, isApplyable(sealed.document), {
        keepRecord: true,
      });
    }
    // A retry must find what was approved, not the plan that it was compared with.
    const approval = [files.plan, files.planJson, files.verdict].map((name) => {
      const content = readFileSync(join(directory, name));
      return () => writeFileAtomically(join(directory, name), content);
    });
    sealed.dispose();
    deployment.progress(
      `${upstream.join(", ")} changed since the plan was judged; planning again to compare`,
      stack.name,
    );
    const fresh = await planStack(deployment, stack, landscape, { localBackend }).catch((error: unknown) => {
      for (const restore of approval) restore();
      throw error;
    });
    if (planFingerprint(sealed.document) === planFingerprint(fresh.seal.document)) return fresh;
    fresh.seal.dispose();
    for (const restore of approval) restore();
    return {
      refused: [
        `${upstream.join(", ")} changed since the plan was judged, and the plan would now do something else: run \`plan\` again to review and approve it`,
      ],
    };
  } catch (error) {
    sealed.dispose();
    throw error;
  }
}

/** The sealed plan, or why it is not the approved one. */
async function sealApproved(
  deployment: Deployment,
  stack: StackDescriptor,
  planSha256: string,
): Promise<Seal | string> {
  try {
    return await seal(deployment, stack, planSha256);
  } catch (error) {
    if (error instanceof UserError && error.code === "plan-changed") return error.message;
    throw error;
  }
}

/** Ends a deployment that did not finish with what is where, and what to do. Returns undefined when all is well. */
export function failureOf(deployment: Deployment, result: DeployResult, interrupted: boolean): UserError | undefined {
  if (result.design.refusals.length > 0) {
    return new UserError({
      code: "design-refused",
      message: `The gate says no to the design; nothing was started:\n${bullets(result.design.refusals.map((refusal) => refusal.text))}`,
      exitCode: exitCodes.gateRefused,
      hint: "Mend what is named, or have an exception approved in environments/exceptions/ with a reason, an owner and an end date.",
    });
  }
  const by = (...results: StackResult[]): readonly StackOutcome[] =>
    result.outcomes.filter((outcome) => results.includes(outcome.result));
  const whole = by("applied", "unchanged").map((outcome) => outcome.stack);
  const open = by("not-started", "not-planned").map((outcome) => outcome.stack);
  const standing = [
    whole.length > 0 ? `Applied and whole: ${whole.join(", ")}.` : "Nothing was applied.",
    ...(open.length > 0 ? [`Not started: ${open.join(", ")}.`] : []),
  ].join(" ");
  const bad = by("refused", "failed", "interrupted");
  if (bad.length === 0 && !(interrupted && open.length > 0)) return undefined;
  const details = bad
    .map(
      (outcome) =>
        `${outcome.stack} (${outcome.result}):\n${bullets(outcome.reasons.length > 0 ? outcome.reasons : ["stopped before anything was changed"])}`,
    )
    .join("\n");
  if (interrupted) {
    return new UserError({
      code: "interrupted",
      message: ["Interrupted; the states are saved.", details, standing].filter((line) => line !== "").join("\n"),
      exitCode: exitCodes.interrupted,
      hint: deployment.emulator
        ? "Run the same command again: it continues where the emulator still runs, and starts clean where it ended with this run."
        : "Run the same command again: it continues from the saved states.",
    });
  }
  const failed = by("failed");
  if (failed.length > 0) {
    const cause = failed.find((outcome) => outcome.error instanceof UserError)?.error;
    return new UserError({
      code: cause instanceof UserError ? cause.code : "engine-failed",
      message: `${details}\n${standing}`,
      exitCode: cause instanceof UserError ? cause.exitCode : exitCodes.engineFailed,
      hint:
        (cause instanceof UserError ? cause.hint : undefined) ??
        "Mend the cause and run the same command again; it continues from the recorded states.",
    });
  }
  return new UserError({
    code: "plan-refused",
    message: `The gate says no:\n${details}\nNothing of the refused was applied. ${standing}`,
    exitCode: exitCodes.gateRefused,
    hint: "Mend what is named, or have an exception approved; then run the same command again. What is applied stays as it is.",
  });
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `  - ${line}`).join("\n");
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
