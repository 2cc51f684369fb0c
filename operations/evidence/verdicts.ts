import { redactText } from "../../checks/reports/redact";
import type { Json } from "../../common/json";
import type { DestroyedData } from "../../gate/changes/confirmation";
import type { Judgement } from "../../gate/deployment";
import type { Drift } from "../../gate/drift";
import type { PlanRecord } from "../../gate/record";
import type { Verification } from "../../gate/verify";
import type { Session } from "../session";

/** First what people changed, then what the gate says of the design: so the log never has a verdict on unknown ground. */
export async function keepDesign(session: Session, design: Judgement): Promise<void> {
  const { evidence, policy } = session;
  await evidence.follow(policy.exceptions, policy.duties);
  await evidence.keep({
    kind: "verdict",
    stage: "design",
    outcome: outcomeOf(design),
    report: design.report,
    exceptions: policy.exceptions,
    facts: { refusals: refusalsOf(design) },
  });
}

export async function keepPlan(
  session: Session,
  verdict: {
    readonly stack: string;
    readonly record?: PlanRecord;
    readonly judgement: Judgement;
    /** Stored data that an apply of the plan destroys, and how that was confirmed; unset where nothing is applied. */
    readonly destroys?: readonly DestroyedData[];
  },
): Promise<void> {
  const { record, judgement, stack } = verdict;
  await session.evidence.keep({
    kind: "verdict",
    stage: "plan",
    stack,
    outcome: outcomeOf(judgement),
    report: judgement.report,
    exceptions: session.policy.exceptions,
    facts: {
      refusals: refusalsOf(judgement),
      planSha256: record?.bound.planSha256 ?? null,
      changes: record ? { ...record.changes } : null,
      destroys: destroyedFacts(
        verdict.destroys ?? (record?.destroys ?? []).map((one) => ({ ...one, confirmed: null })),
      ),
    },
  });
}

type DestroyedFact = Readonly<Record<"address" | "kind" | "loses", string> & Record<"confirmed", string | null>>;

/** What is lost, by its address, and who let it go: `flag`, `typed`, or null for nobody. */
export function destroyedFacts(destroys: readonly DestroyedFact[]): Json {
  return destroys.map(({ address, kind, loses, confirmed }) => ({ address, change: kind, loses, confirmed }));
}

/** All rules over the states of all stacks, and what a second plan would still change. */
export async function keepVerification(session: Session, verification: Verification): Promise<void> {
  const { judgement, pending, missing } = verification;
  const holds = judgement.refusals.length === 0 && pending.length === 0;
  await session.evidence.follow(session.policy.exceptions, session.policy.duties);
  await session.evidence.keep({
    kind: "verify",
    stage: "state",
    outcome: holds ? "allowed" : "refused",
    report: judgement.report,
    exceptions: session.policy.exceptions,
    facts: {
      refusals: refusalsOf(judgement),
      pending: pending.map(({ stack, address, kind }) => ({ stack, address: redactText(address), kind })),
      missing,
    },
  });
}

/** All rules over the cloud as it is now, and what was changed behind the gate. */
export async function keepDrift(session: Session, drift: Drift): Promise<void> {
  const { drifted, unexplained, undeployed, judgement } = drift;
  await session.evidence.follow(session.policy.exceptions, session.policy.duties);
  await session.evidence.keep({
    kind: "drift",
    stage: "state",
    outcome: drifted.length + unexplained.length === 0 ? "allowed" : "refused",
    report: judgement.report,
    exceptions: session.policy.exceptions,
    facts: {
      drifted: drifted.map(({ stack, address, change, attributes, controls, repair }) => ({
        stack,
        address: redactText(address),
        change,
        attributes: attributes.map(({ path }) => path),
        controls: controls.map(({ check }) => check),
        repair,
      })),
      unexplained: unexplained.map(({ check, resource }) => ({ check, resource: redactText(resource) })),
      undeployed: undeployed.length,
    },
  });
}

export interface EvidenceHead {
  readonly place: string;
  readonly sequence: number;
  readonly hash: string;
}

/** The place of the last record: noted down elsewhere, it proves that nothing before it was changed or cut off. */
export async function sayHead({ evidence, deployment }: Session): Promise<EvidenceHead | null> {
  const head = await evidence.head();
  if (!head) return null;
  deployment.progress(`evidence: ${evidence.location}, record ${head.sequence}, hash ${head.hash}`);
  return { place: evidence.location, sequence: head.sequence, hash: head.hash };
}

function outcomeOf(judgement: Judgement): "allowed" | "refused" {
  return judgement.refusals.length === 0 ? "allowed" : "refused";
}

/** Rule and resource of each; the words, with their values, stand in the report. */
function refusalsOf(judgement: Judgement): Json {
  return judgement.refusals.map(({ stack, rule, resource }) => ({
    stack,
    rule: rule ?? null,
    resource: resource ?? null,
  }));
}
