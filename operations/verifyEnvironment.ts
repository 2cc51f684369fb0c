import type { UserError } from "../common/errors";
import { readExistingStates } from "../gate/deploy";
import { Landscape } from "../gate/landscape";
import { deployedStacks } from "../gate/replan";
import { verify } from "../gate/verify";
import { waitingIn } from "../gate/waiting";
import { refusalOf } from "./deployEnvironment";
import { type EvidenceHead, keepVerification, sayHead } from "./evidence/verdicts";
import { nothingDeployed } from "./nothingDeployed";
import { platformReport, writePlatformReport } from "./platformReport";
import { openSession, type SessionOptions } from "./session";

export interface VerifySummary {
  readonly schemaVersion: "1.0";
  readonly environment: string;
  readonly verdict: "holds" | "refused";
  readonly stacks: readonly string[];
  readonly missing: readonly string[];
  readonly pending: readonly { readonly stack: string; readonly address: string; readonly kind: string }[];
  readonly checks: {
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly excepted: number;
  };
  /** Last record of the log of evidence. */
  readonly evidence: EvidenceHead | null;
  readonly report: string;
}

/** @throws UserError exit 2 when nothing is deployed: there is nothing to verify. */
export async function verifyEnvironment(
  options: SessionOptions,
): Promise<{ readonly summary: VerifySummary; readonly error: UserError | undefined }> {
  const session = await openSession(options, "verify");
  try {
    const { deployment, interruption } = session;
    const landscape = new Landscape(deployment);
    await readExistingStates(deployment, landscape);
    const stacks = deployedStacks(deployment, landscape).map(({ name }) => name);
    if (stacks.length === 0) throw nothingDeployed(session, "verify");
    const verification = await verify(deployment, landscape, interruption);
    const error = refusalOf(verification, waitingIn(deployment.manifest, landscape));
    await keepVerification(session, verification);
    const { pass, fail, unknown, excepted } = verification.judgement.report.summary;
    const report = platformReport(session, {
      judgement: verification.judgement,
      facts: [],
      verification,
      reasons: error ? error.message.split("\n") : [],
    });
    const evidence = await sayHead(session);
    return {
      error,
      summary: {
        schemaVersion: "1.0",
        environment: deployment.name,
        verdict: error ? "refused" : "holds",
        stacks,
        missing: verification.missing,
        pending: verification.pending,
        checks: { pass, fail, unknown, excepted },
        evidence,
        report: writePlatformReport(session, report),
      },
    };
  } finally {
    await session.close();
  }
}
