import { join } from "node:path";
import type { Environment } from "../../config/environment.generated";
import { EvidenceKeeper } from "./keeper";
import { openEvidence } from "./location";
import type { EvidenceStore } from "./store";

/**
 * Where the log of an environment lies: the bucket that it names, else the folder `evidence` of its output. A run on the
 * emulator proves nothing about the platform, and stays in the folder.
 */
export async function openEnvironmentEvidence(
  environment: Environment,
  directory: string,
  emulated: boolean,
): Promise<EvidenceStore> {
  const bucket = emulated ? undefined : environment.audit.evidence;
  return openEvidence(bucket ?? join(directory, "evidence"), {
    region: environment.region,
    lockedDays: environment.audit.retentionDays,
  });
}

export async function evidenceOf(
  environment: Environment,
  directory: string,
  emulated: boolean,
): Promise<EvidenceKeeper> {
  const store = await openEnvironmentEvidence(environment, directory, emulated);
  return new EvidenceKeeper(store, { environment: environment.name, emulator: emulated });
}
