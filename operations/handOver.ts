import { type UserError, usageError } from "../common/errors";
import type { Environment } from "../config/environment.generated";
import { type SignedRecord, signRecords } from "../gate/approval/approval";
import { readApprovalFile, writeApprovalFile } from "../gate/approval/folder";
import type { PlanSigner } from "../gate/approval/signer";
import { isPortable } from "../gate/bundle/bundle";
import { readPlanned, recordsOf } from "../gate/planned";
import type { StackManifest } from "../stacks/manifest";
import { writeBundleFile } from "./bundleFile";

/** What becomes of plans that were just made and allowed: signed, and put into one file for another machine. */
export interface HandedOver {
  /** What was, or could be, signed together. */
  readonly records: readonly SignedRecord[];
  /** Planned stacks that can be applied on this machine alone. */
  readonly leftOut: readonly string[];
  readonly error: UserError | undefined;
}

export async function handOver(
  place: {
    readonly directory: string;
    readonly manifest: StackManifest;
    readonly environment: Pick<Environment, "name">;
  },
  /** Names of the stacks that this run planned. */
  stacks: ReadonlySet<string>,
  how: { readonly signer: PlanSigner | undefined; readonly bundle: string | undefined },
): Promise<HandedOver> {
  const { directory, manifest, environment } = place;
  const planned = readPlanned(directory, manifest).filter(({ stack }) => stacks.has(stack.name));
  const handed = how.bundle === undefined ? planned : planned.filter(isPortable);
  const leftOut = planned.filter((one) => !handed.includes(one)).map(({ stack }) => stack.name);
  const records = recordsOf(handed);
  if (how.signer && records.length > 0)
    writeApprovalFile(directory, await signRecords(environment.name, records, how.signer, readApprovalFile(directory)));
  if (how.bundle === undefined || stacks.size === 0) return { records, leftOut, error: undefined };
  if (handed.length === 0) {
    const error = usageError(
      "nothing-portable",
      `No bundle was written: ${leftOut.join(", ")} can be applied on this machine alone, because its state lies in a local file until the bucket for states is there.`,
      "Deploy here once; from then on every plan can be handed over.",
    );
    return { records, leftOut, error };
  }
  writeBundleFile(how.bundle, environment.name, { stacks: handed, approval: readApprovalFile(directory) });
  return { records, leftOut, error: undefined };
}
