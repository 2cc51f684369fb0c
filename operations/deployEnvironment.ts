import type { UserError } from "../common/errors";
import { gateRefused, usageError } from "../common/errors";
import { approvalOf } from "../gate/approval/folder";
import { placeBundle } from "../gate/bundle/place";
import { type DestroyedData, destroyedName, typedAddress } from "../gate/changes/confirmation";
import type { RankedChange } from "../gate/changes/model";
import { compareChanges } from "../gate/changes/rank";
import { type DeployHooks, type DeployOptions, deploy, failureOf, type StackOutcome } from "../gate/deploy";
import { holderOf } from "../gate/deployment";
import { type Comparison, skippedBecause } from "../gate/unchanged";
import { type Verification, verify } from "../gate/verify";
import { unexplained, type Waiting, waitingIn } from "../gate/waiting";
import { readBundleFile } from "./bundleFile";
import { notableLines } from "./changes/text";
import { CostCollector, type Costs } from "./cost/costs";
import { type PriceFile, readPrices } from "./cost/prices";
import {
  destroyedFacts,
  type EvidenceHead,
  keepDesign,
  keepPlan,
  keepVerification,
  sayHead,
} from "./evidence/verdicts";
import { platformReport, type StackFacts, writePlatformReport } from "./platformReport";
import { openSession, type Session, type SessionOptions } from "./session";

export interface DeploySummary {
  readonly schemaVersion: "1.1";
  readonly environment: string;
  readonly emulator: boolean;
  readonly verdict: "allowed" | "refused" | "failed" | "interrupted";
  /** What the plans of this run change, the worst first, as \`plan\` tells it. */
  readonly changes: readonly RankedChange[];
  /** What the plans of this run add and remove of what is billed, and what a month costs. */
  readonly costs: Costs;
  readonly stacks: readonly {
    readonly stack: string;
    readonly result: string;
    readonly reasons: readonly string[];
    /** What an unchanged stack was compared with; null for every other. */
    readonly unchanged: ({ readonly reason: string } & Comparison) | null;
    readonly changes: { readonly add: number; readonly change: number; readonly remove: number } | null;
    /** Stored data that its plan destroys: `flag` or `typed` says how that was confirmed, null that nobody did. */
    readonly destroys: readonly DestroyedData[];
    readonly planSha256: string | null;
    readonly seconds: number;
  }[];
  readonly checks: {
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly excepted: number;
  };
  readonly secondPlanEmpty: boolean | null;
  /** Whose signatures the plans carried that were to be applied; empty where the environment asks nobody. */
  readonly approvedBy: readonly string[];
  /** What only a person can do now; the same command, run again, goes on from there. */
  readonly waiting: Waiting;
  /** Last record of the log of evidence; note it down elsewhere, and nothing before it can change unseen. */
  readonly evidence: EvidenceHead | null;
  /** Path of the HTML report, relative to the working directory. */
  readonly report: string;
  readonly seconds: number;
}

interface DeployInputs {
  /** A file that `plan --bundle` wrote on another machine. */
  readonly bundle?: string;
  /** A dated price file, for the estimate in report and summary. */
  readonly prices?: string;
}

/** Deploys an environment; the report is written whatever comes out. The error, if any, is what the run ends with. */
export async function deployEnvironment(
  options: SessionOptions & Pick<DeployOptions, "planned" | "destroys" | "askDestroyed"> & DeployInputs,
): Promise<{ readonly summary: DeploySummary; readonly error: UserError | undefined }> {
  const prices = options.prices === undefined ? undefined : readPrices(options.prices, new Date());
  const session = await openSession(options, "deploy");
  try {
    const { deployment } = session;
    // Held through the verification as well: what it plans once more must be what this run has applied.
    return await deployment.lock.hold(
      () => holderOf(deployment, "deploy"),
      () => {
        if (options.bundle !== undefined) takeBundle(session, options.bundle);
        return deployInSession(session, options, prices);
      },
    );
  } finally {
    await session.close();
  }
}

/** Takes plans that another machine made, in place of those that lie here. */
function takeBundle({ deployment, loaded }: Session, file: string): void {
  const { directory, manifest } = deployment;
  const bundle = readBundleFile(file, loaded.environment.name, manifest);
  placeBundle(directory, manifest, bundle);
  const signed = bundle.approval === undefined ? "not signed: as trustworthy as its way here" : "signed";
  deployment.progress(`plans from ${file} (${signed}): ${bundle.stacks.map(({ stack }) => stack.name).join(", ")}`);
}

async function deployInSession(
  session: Session,
  { planned, destroys = [], askDestroyed }: Pick<DeployOptions, "planned" | "destroys" | "askDestroyed">,
  prices: PriceFile | undefined,
): Promise<{ summary: DeploySummary; error: UserError | undefined }> {
  const { deployment, interruption } = session;
  requireKnownStacks(deployment, destroys);
  const collector = new CostCollector(deployment.manifest, prices);
  const onDesign = async (judgement: Parameters<typeof platformReport>[1]["judgement"]): Promise<void> => {
    await keepDesign(session, judgement);
    const reasons = judgement.refusals.map((refusal) => refusal.text);
    const page = writePlatformReport(session, platformReport(session, { judgement, facts: [], reasons }));
    const { pass, fail, unknown, excepted } = judgement.report.summary;
    deployment.progress(
      `design verdict: ${reasons.length === 0 ? "allowed" : "refused"} (${pass} passed, ${fail} failed, ${unknown} only known after apply, ${excepted} excepted); report so far: ${page}`,
    );
  };
  const approvedBy = (planned && approvalOf(deployment)?.approvers) || [];
  if (approvedBy.length > 0) deployment.progress(`signed by ${approvedBy.join(", ")}`);
  const onVerdict: DeployHooks["onVerdict"] = async (verdict) => {
    collector.add(verdict.stack, verdict.document);
    for (const line of notableLines(verdict.ranked)) deployment.progress(line, verdict.stack);
    await keepPlan(session, verdict);
  };
  const result = await deploy(deployment, interruption, {
    planned,
    destroys,
    ...(askDestroyed ? { askDestroyed } : {}),
    onDesign,
    onVerdict,
  });
  for (const name of unusedNames(destroys, result.outcomes))
    deployment.progress(`--destroys '${name}' names nothing that this run destroys`);
  let error = failureOf(deployment, result, interruption.interrupted);
  let verification: Verification | undefined;
  const waiting = waitingIn(deployment.manifest, result.landscape);
  if (!error && result.outcomes.every((outcome) => finished.has(outcome.result))) {
    verification = await verify(deployment, result.landscape, interruption);
    error = refusalOf(verification, waiting);
    await keepVerification(session, verification);
  }
  const last = result.outcomes.filter((outcome) => outcome.judgement).at(-1)?.judgement;
  const judgement = verification?.judgement ?? last ?? result.design;
  const reasons = error ? error.message.split("\n") : [];
  const report = platformReport(session, {
    judgement,
    facts: result.outcomes.map(factsOf),
    reasons,
    ...(verification ? { verification } : {}),
  });
  const changes = result.outcomes.flatMap(({ ranked }) => ranked ?? []).sort(compareChanges);
  const costs = collector.costs();
  const page = writePlatformReport(session, report, { changes, costs });
  const summary: Omit<DeploySummary, "evidence"> = {
    schemaVersion: "1.1",
    environment: deployment.name,
    emulator: session.emulator !== undefined,
    changes,
    costs,
    verdict: !error ? "allowed" : error.exitCode === 1 ? "refused" : error.exitCode === 130 ? "interrupted" : "failed",
    stacks: result.outcomes.map((outcome) => ({
      stack: outcome.stack,
      result: outcome.result,
      reasons: outcome.reasons,
      unchanged: outcome.comparison ? { reason: skippedBecause(outcome.comparison), ...outcome.comparison } : null,
      changes: outcome.record?.changes ?? null,
      destroys: outcome.destroys ?? [],
      planSha256: outcome.record?.bound.planSha256 ?? null,
      seconds: Math.round(outcome.seconds),
    })),
    checks: {
      pass: judgement.report.summary.pass,
      fail: judgement.report.summary.fail,
      unknown: judgement.report.summary.unknown,
      excepted: judgement.report.summary.excepted,
    },
    secondPlanEmpty: verification ? verification.pending.length === 0 : null,
    approvedBy,
    waiting,
    report: page,
    seconds: Math.round((Date.now() - session.started.getTime()) / 1000),
  };
  await session.evidence.keep({
    kind: "deploy",
    stage: "none",
    outcome: summary.verdict === "interrupted" ? "failed" : summary.verdict,
    exceptions: null,
    facts: {
      approvedBy,
      stacks: summary.stacks.map(({ stack, result: done, changes: counts, planSha256, destroys: lost }) => ({
        stack,
        result: done,
        changes: counts && { ...counts },
        destroys: destroyedFacts(lost),
        planSha256,
      })),
    },
  });
  return { summary: { ...summary, evidence: await sayHead(session) }, error };
}

/** @throws UserError exit 2 for a name whose stack is none of this environment's */
function requireKnownStacks({ manifest }: Session["deployment"], destroys: readonly string[]): void {
  const known = manifest.stacks.map(({ name }) => name);
  const strange = destroys.filter((name) => {
    const [stack] = /^[^.[]*(?=:)/.exec(name) ?? [];
    return !/\./.test(name) || (stack !== undefined && !known.includes(stack));
  });
  if (strange.length === 0) return;
  throw usageError(
    "invalid-option",
    `--destroys takes STACK:ADDRESS or ADDRESS, not ${strange.map((name) => JSON.stringify(name)).join(", ")}.`,
    `Stacks are ${known.join(", ")}; \`plan\` shows what to give.`,
  );
}

/** Names that were given and are of nothing that a plan of this run would destroy. */
function unusedNames(destroys: readonly string[], outcomes: readonly StackOutcome[]): readonly string[] {
  const used = new Set(
    outcomes.flatMap(({ stack, destroys: lost = [] }) =>
      lost.flatMap(({ address }) => [typedAddress({ address }), destroyedName({ stack, address })]),
    ),
  );
  return destroys.filter((name) => !used.has(name));
}

/** Results after which what is deployed can be verified. */
const finished: ReadonlySet<string> = new Set(["applied", "unchanged", "not-selected"]);

function factsOf(outcome: StackOutcome): StackFacts {
  return {
    stack: outcome.stack,
    ...(outcome.record ? { record: outcome.record } : {}),
    applied: outcome.result === "applied",
    ...(outcome.comparison ? { unchanged: skippedBecause(outcome.comparison) } : {}),
    reasons: outcome.reasons,
    seconds: outcome.seconds,
  };
}

/** Why a verification says no, or undefined. */
export function refusalOf(verification: Verification, waiting: Waiting): UserError | undefined {
  const reasons = [
    ...verification.judgement.refusals.map((refusal) => refusal.text),
    ...unexplained(verification, waiting).map(
      (change) =>
        `${change.stack}: ${change.address} would still be changed (${change.kind}): the cloud is not as declared`,
    ),
  ];
  if (reasons.length === 0) return undefined;
  return gateRefused(
    "verification-failed",
    `What is deployed does not hold:\n${reasons.map((reason) => `  - ${reason}`).join("\n")}`,
    "`deploy` brings the cloud back to what was declared; a finding is mended in the environment or excepted.",
  );
}
