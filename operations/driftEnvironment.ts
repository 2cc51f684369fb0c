import { redactText } from "../checks/reports/redact";
import { gateRefused, type UserError } from "../common/errors";
import type { Json } from "../common/json";
import { readExistingStates } from "../gate/deploy";
import { type Drift, type DriftedResource, findDrift } from "../gate/drift";
import { Landscape } from "../gate/landscape";
import { deployedStacks } from "../gate/replan";
import { type EvidenceHead, keepDrift, sayHead } from "./evidence/verdicts";
import { nothingDeployed } from "./nothingDeployed";
import { openSession, type SessionOptions } from "./session";

export interface DriftSummary {
  readonly schemaVersion: "1.0";
  readonly environment: string;
  readonly verdict: "as deployed" | "drifted";
  readonly stacks: readonly string[];
  readonly drifted: Drift["drifted"];
  readonly incidental: Drift["incidental"];
  readonly unexplained: Drift["unexplained"];
  readonly undeployed: Drift["undeployed"];
  readonly evidence: EvidenceHead | null;
}

/** @throws UserError exit 2 when nothing is deployed: there is nothing to compare. */
export async function driftEnvironment(
  options: SessionOptions,
): Promise<{ readonly summary: DriftSummary; readonly error: UserError | undefined }> {
  const session = await openSession(options, "drift");
  try {
    const { deployment, interruption } = session;
    const landscape = new Landscape(deployment);
    await readExistingStates(deployment, landscape);
    if (deployedStacks(deployment, landscape).length === 0) throw nothingDeployed(session, "compare");
    const drift = await findDrift(deployment, landscape, interruption);
    await keepDrift(session, drift);
    const { drifted, incidental, unexplained, undeployed, stacks } = drift;
    const error = refusalOf(drift);
    return {
      error,
      summary: {
        schemaVersion: "1.0",
        environment: deployment.name,
        verdict: error ? "drifted" : "as deployed",
        stacks,
        drifted,
        incidental,
        unexplained,
        undeployed,
        evidence: await sayHead(session),
      },
    };
  } finally {
    await session.close();
  }
}

function refusalOf({ drifted, unexplained }: Drift): UserError | undefined {
  const lines = [
    ...drifted.flatMap(linesOf),
    ...unexplained.map(({ stack, severity, check, resource, message }) =>
      redactText(`  - ${stack ?? "all stacks"}: ${resource}\n      breaks ${check} (${severity}): ${message}`),
    ),
  ];
  if (lines.length === 0) return undefined;
  const left = drifted.filter(({ repair }) => repair === "none").map(({ stack, address }) => `${stack}: ${address}`);
  const byHand =
    left.length === 0
      ? ""
      : ` What was added beside what is declared has to be taken away by hand: ${left.join(", ")}.`;
  return gateRefused(
    "drift-found",
    `The cloud is not as it was deployed:\n${lines.join("\n")}`,
    `\`deploy\` brings back what was declared.${byHand}`,
  );
}

/** As much of a value as a line holds. */
const longestValue = 120;

function linesOf({ stack, address, change, attributes, controls, repair }: DriftedResource): readonly string[] {
  const what = change === "deleted" ? "is not there any more" : "was changed";
  const mended = repair === "none" ? "not part of what was declared" : `\`deploy\` would ${repair} it`;
  return [
    redactText(`  - ${stack}: ${address} ${what} (${mended})`),
    ...attributes.map(({ path, recorded, found }) => redactText(`      ${path}: ${short(recorded)} → ${short(found)}`)),
    ...controls.map(({ check, severity, message }) => redactText(`      breaks ${check} (${severity}): ${message}`)),
  ];
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
