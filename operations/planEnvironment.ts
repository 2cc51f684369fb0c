import { gateRefused, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import type { RankedChange } from "../gate/changes/model";
import { compareChanges } from "../gate/changes/rank";
import { type PlannedStack, planAll } from "../gate/planAll";
import { changeKinds } from "../gate/planDocument";
import { keepDesign, keepPlan } from "./evidence/verdicts";
import { platformReport, writePlatformReport } from "./platformReport";
import { openSession, type SessionOptions } from "./session";

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
  readonly report: string;
}

/** Plans and judges; nothing in the cloud changes. */
export async function planEnvironment(
  options: SessionOptions,
): Promise<{ readonly summary: PlanSummary; readonly error: UserError | undefined }> {
  const session = await openSession(options);
  try {
    const { deployment, interruption } = session;
    const result = await planAll(deployment, interruption);
    await keepDesign(session, result.design);
    for (const { stack, record, judgement } of result.stacks)
      if (judgement) await keepPlan(session, { stack, judgement, ...(record ? { record } : {}) });
    const error = failureOf(
      result.design.refusals.map((refusal) => refusal.text),
      result.stacks,
      interruption.interrupted,
    );
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
    const page = writePlatformReport(session, report, changes);
    return {
      error,
      summary: {
        schemaVersion: "1.1",
        environment: deployment.name,
        emulator: session.emulator !== undefined,
        changes,
        stacks: result.stacks.map((stack) => ({
          stack: stack.stack,
          judgedOn: stack.judgedOn,
          verdict:
            stack.result === "not-selected" && result.design.refusals.length === 0
              ? "not-selected"
              : stack.result === "failed" || stack.result === "interrupted"
                ? "failed"
                : stack.reasons.length > 0 || result.design.refusals.length > 0
                  ? "refused"
                  : "allowed",
          reasons: stack.reasons,
          changes: stack.record?.changes ?? null,
          resources: resourcesOf(stack),
          planSha256: stack.record?.bound.planSha256 ?? null,
        })),
        report: page,
      },
    };
  } finally {
    await session.close();
  }
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
