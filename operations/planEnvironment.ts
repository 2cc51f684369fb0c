import { gateRefused, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { readApprovalFile, removeApproval } from "../gate/approval/folder";
import type { RankedChange } from "../gate/changes/model";
import { compareChanges } from "../gate/changes/rank";
import { type PlannedStack, planAll } from "../gate/planAll";
import { changeKinds } from "../gate/planDocument";
import { refuseFolder } from "./bundleFile";
import { type Costs, costsOf } from "./cost/costs";
import { readPrices } from "./cost/prices";
import { keepDesign, keepPlan } from "./evidence/verdicts";
import { handOver } from "./handOver";
import { platformReport, writePlatformReport } from "./platformReport";
import { writeRedactedPlans } from "./redactedPlans";
import { openSession, type SessionOptions } from "./session";
import { type ApprovalSummary, approvalSummary, openPlanSigner } from "./signPlans";

export interface PlanSummary {
  readonly schemaVersion: "1.1";
  readonly environment: string;
  readonly emulator: boolean;
  /** Over all stacks that have a plan, the worst first. */
  readonly changes: readonly RankedChange[];
  readonly stacks: readonly {
    readonly stack: string;
    /** `state`: other stacks were named with `--stack`. */
    readonly judgedOn: "plan" | "synthesis" | "state";
    readonly verdict: "allowed" | "refused" | "failed" | "not-selected";
    readonly reasons: readonly string[];
    readonly changes: { readonly add: number; readonly change: number; readonly remove: number } | null;
    /** The worst first: delete, replace, update, create. */
    readonly resources: readonly { readonly kind: string; readonly address: string }[];
    readonly planSha256: string | null;
  }[];
  /** Who has signed these plans; null where the environment asks nobody. */
  readonly approval: ApprovalSummary | null;
  /** What the plans add and remove of what is billed, and what a month costs; null where plans are only shown. */
  readonly costs: Costs | null;
  /** Paths of the plans that may leave the machine; null unless they were asked for. */
  readonly redacted: readonly string[] | null;
  /** Path of the HTML report; null where plans that were made earlier are only looked at. */
  readonly report: string | null;
}

/**
 * Plans and judges; nothing in the cloud changes. When all is allowed, `sign` names a key that signs the plans, and
 * `bundle` a file that they are put into for another machine.
 */
export async function planEnvironment(
  options: SessionOptions & {
    readonly sign?: string;
    readonly bundle?: string;
    readonly redacted?: boolean;
    readonly prices?: string;
  },
): Promise<{ readonly summary: PlanSummary; readonly error: UserError | undefined }> {
  if (options.bundle !== undefined) refuseFolder(options.bundle);
  const prices = options.prices === undefined ? undefined : readPrices(options.prices, new Date());
  const session = await openSession(options, "plan");
  try {
    const { deployment, interruption } = session;
    const { environment } = session.loaded;
    const signer =
      options.sign === undefined ? undefined : await openPlanSigner(options.sign, environment, session.emulator);
    removeApproval(deployment.directory);
    const result = await planAll(deployment, interruption);
    await keepDesign(session, result.design);
    for (const { stack, record, judgement } of result.stacks)
      if (judgement) await keepPlan(session, { stack, judgement, ...(record ? { record } : {}) });
    const failure = failureOf(
      result.design.refusals.map((refusal) => refusal.text),
      result.stacks,
      interruption.interrupted,
    );
    const stacks = new Set(failure ? [] : result.stacks.flatMap(({ stack, record }) => (record ? [stack] : [])));
    const place = { directory: deployment.directory, manifest: deployment.manifest, environment };
    const handed = await handOver(place, stacks, { signer, bundle: options.bundle });
    const error = failure ?? handed.error;
    if (options.bundle !== undefined) deployment.progress(bundleText(options.bundle, error, handed.leftOut));
    const last = result.stacks.filter((stack) => stack.judgement).at(-1)?.judgement;
    const changes = result.stacks.flatMap(({ ranked }) => ranked).sort(compareChanges);
    const report = platformReport(session, {
      judgement: last ?? result.design,
      facts: result.stacks.map((stack) => ({
        stack: stack.stack,
        ...(stack.record ? { record: stack.record } : {}),
        applied: false,
        reasons: stack.reasons,
        seconds: stack.seconds,
      })),
      reasons: error ? error.message.split("\n") : [],
    });
    const planned = result.stacks.filter(({ record }) => record !== undefined).map(({ stack }) => stack);
    const costs = costsOf(deployment, planned, prices);
    const page = writePlatformReport(session, report, { changes, costs });
    const redacted = options.redacted ? writeRedactedPlans(deployment, planned) : null;
    return {
      error,
      summary: {
        schemaVersion: "1.1",
        environment: deployment.name,
        emulator: session.emulator !== undefined,
        changes,
        stacks: result.stacks.map((stack) => stackSummary(stack, result.design.refusals.length > 0)),
        approval: approvalSummary(readApprovalFile(deployment.directory), environment, handed.records),
        costs,
        redacted,
        report: page,
      },
    };
  } finally {
    await session.close();
  }
}

function bundleText(file: string, error: UserError | undefined, leftOut: readonly string[]): string {
  if (error) return "no bundle was written";
  const local = leftOut.length > 0 ? `; left out, because its state lies in a local file: ${leftOut.join(", ")}` : "";
  return `bundle: ${file}${local}; it holds what a plan file holds, values that are sensitive included: keep it private`;
}

export function stackSummary(stack: PlannedStack, designRefused: boolean): PlanSummary["stacks"][number] {
  return {
    stack: stack.stack,
    judgedOn: stack.judgedOn,
    verdict:
      stack.result === "not-selected" && !designRefused
        ? "not-selected"
        : stack.result === "failed" || stack.result === "interrupted"
          ? "failed"
          : stack.reasons.length > 0 || designRefused
            ? "refused"
            : "allowed",
    reasons: stack.reasons,
    changes: stack.record?.changes ?? null,
    resources: resourcesOf(stack),
    planSha256: stack.record?.bound.planSha256 ?? null,
  };
}

function resourcesOf(stack: PlannedStack): { kind: string; address: string }[] {
  return changeKinds.flatMap((kind) =>
    stack.ranked
      .filter((change) => change.kind === kind)
      .map(({ address }) => ({ kind, address }))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
  );
}

function failureOf(
  design: readonly string[],
  stacks: readonly PlannedStack[],
  interrupted: boolean,
): UserError | undefined {
  const bullets = (lines: readonly string[]): string => lines.map((line) => `  - ${line}`).join("\n");
  if (design.length > 0)
    return gateRefused("design-refused", `The gate says no to the design; nothing was planned:\n${bullets(design)}`);
  const bad = stacks.filter((stack) => stack.reasons.length > 0);
  if (interrupted) {
    return new UserError({
      code: "interrupted",
      message: "Interrupted; a plan changes nothing.",
      exitCode: exitCodes.interrupted,
    });
  }
  if (bad.length === 0) return undefined;
  const failed = bad.find((stack) => stack.result === "failed");
  const text = bad.map((stack) => `${stack.stack} (${stack.result}):\n${bullets(stack.reasons)}`).join("\n");
  if (failed) {
    const cause = failed.error instanceof UserError ? failed.error : undefined;
    return new UserError({
      code: cause?.code ?? "engine-failed",
      message: text,
      exitCode: cause?.exitCode ?? exitCodes.engineFailed,
      ...(cause?.hint ? { hint: cause.hint } : {}),
    });
  }
  return gateRefused(
    "plan-refused",
    `The gate says no:\n${text}`,
    "Mend what is named, or have an exception approved in environments/exceptions/.",
  );
}
