import type { Finding, Severity } from "../checks/model";
import type { Deployment, Judgement } from "./deployment";
import { type ChangedResource, changedOutside, replacesSomething, undeployed } from "./driftedResources";
import type { Interruption } from "./interruption";
import type { Landscape } from "./landscape";
import type { PlanDocument } from "./planDocument";
import { deployedStacks, replan } from "./replan";

interface BrokenControl {
  readonly rule: string;
  readonly check: string;
  readonly severity: Severity;
  readonly resource: string;
  readonly message: string;
}

export interface DriftedResource extends ChangedResource {
  readonly stack: string;
  /** Controls that held on what was deployed and do not hold any more. */
  readonly controls: readonly BrokenControl[];
}

export interface Drift {
  /** Changed behind the gate's back: what was declared, or what a control rests on. */
  readonly drifted: readonly DriftedResource[];
  /** Changed too, and neither declared nor of weight for a control, such as a status. */
  readonly incidental: readonly DriftedResource[];
  /** Broken controls that no changed resource explains. */
  readonly unexplained: readonly (BrokenControl & { readonly stack: string | null })[];
  /** Declared since the last deployment and not deployed. */
  readonly undeployed: readonly { readonly stack: string; readonly address: string; readonly kind: string }[];
  /** All rules over the cloud as it is now. */
  readonly judgement: Judgement;
  readonly stacks: readonly string[];
}

/**
 * Compares the cloud with what was deployed: a plan of each stack reads every resource anew, and the rules judge what it
 * found beside what was recorded. Changes nothing, the states included.
 * @throws UserError exit 130 when interrupted: half a comparison proves nothing
 */
export async function findDrift(
  deployment: Deployment,
  landscape: Landscape,
  interruption: Interruption,
): Promise<Drift> {
  const plans = await replan(deployment, landscape, interruption, {
    progress: "reading what is there",
    interrupted: {
      message: "Interrupted while the cloud was compared with what was deployed; nothing was changed by that.",
      hint: "Run `drift` to do it again.",
    },
  });
  const now = deployment.now();
  const found = [...plans].flatMap(([name, { prior_state: state }]): [string, string][] =>
    state === undefined ? [] : [[name, JSON.stringify(state)]],
  );
  const judgement = deployment.judge.judge(landscape.stateInputs(new Map(found)), now);
  const recorded = deployment.judge.judge(landscape.stateInputs(), now);
  return {
    ...compare(plans, recorded, judgement),
    judgement,
    stacks: deployedStacks(deployment, landscape).map(({ name }) => name),
  };
}

function compare(
  plans: ReadonlyMap<string, PlanDocument>,
  recorded: Judgement,
  found: Judgement,
): Omit<Drift, "judgement" | "stacks"> {
  const known = new Set(failsOf(recorded).map(({ fingerprint }) => fingerprint));
  const broken = failsOf(found).filter(({ fingerprint }) => !known.has(fingerprint));
  const explained = new Set<Finding>();
  const changed = [...plans].flatMap(([stack, plan]) =>
    changedOutside(plan).map((resource): DriftedResource => {
      const concerned = broken.filter((finding) => concerns(finding, stack, resource.address));
      for (const finding of concerned) explained.add(finding);
      return { stack, ...resource, controls: concerned.map(controlOf) };
    }),
  );
  // What the next deployment would repair was declared; what breaks a control matters whoever declared it.
  const isDrift = (one: DriftedResource): boolean => one.controls.length > 0 || one.repair !== "none";
  const bySeverity = (a: DriftedResource, b: DriftedResource): number =>
    b.controls.length - a.controls.length || (`${a.stack} ${a.address}` < `${b.stack} ${b.address}` ? -1 : 1);
  return {
    drifted: changed.filter(isDrift).sort(bySeverity),
    incidental: changed.filter((one) => !isDrift(one) && replacesSomething(one)).sort(bySeverity),
    unexplained: broken
      .filter((finding) => !explained.has(finding))
      .map((finding) => ({ ...controlOf(finding), stack: finding.stack })),
    undeployed: [...plans].flatMap(([stack, plan]) => undeployed(plan).map((one) => ({ stack, ...one }))),
  };
}

function failsOf({ report }: Judgement): readonly Finding[] {
  return report.findings.filter(({ status }) => status === "fail");
}

function concerns(finding: Finding, stack: string, address: string): boolean {
  return finding.stack === stack && (finding.resource === address || finding.related.includes(address));
}

function controlOf({ rule, check, severity, resource, message }: Finding): BrokenControl {
  return { rule, check, severity, resource, message };
}
