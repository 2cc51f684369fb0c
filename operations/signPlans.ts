import { usageError } from "../common/errors";
import type { Environment } from "../config/environment.generated";
import { readApproval, type SignedRecord } from "../gate/approval/approval";
import { isKmsKey, kmsSigner } from "../gate/approval/kmsSigner";
import { keyFileSigner, type PlanSigner, passphraseVariable } from "../gate/approval/signer";

/** How far what lies there is approved. */
export interface ApprovalSummary {
  readonly approvers: readonly string[];
  /** Signatures that the environment asks for. */
  readonly required: number;
  /** Why `deploy --planned` would refuse it; empty when it would not. */
  readonly reasons: readonly string[];
}

type Signing = Pick<Environment, "approval" | "region">;

/**
 * The key that signs, by file or as `awskms:///…`; asked before any work is done.
 * @param emulator endpoint of the emulator, where the environment reaches nothing else
 * @throws UserError exit 2 for a key whose signature the environment would not count
 */
export async function openPlanSigner(
  reference: string,
  environment: Signing,
  emulator: { readonly endpoint: string | null } | undefined,
): Promise<PlanSigner> {
  const signer = isKmsKey(reference)
    ? await kmsSigner(reference, kmsConnection(environment, emulator))
    : keyFileSigner(reference, process.env[passphraseVariable]);
  const { approval } = environment;
  const declare = `approval:\n  signers:\n    - approver: <address of one of access.approvers>\n      publicKey: ${signer.publicKey}`;
  if (!approval) {
    throw usageError(
      "no-signers",
      "The environment file declares no signers (approval), so that nobody would look at a signature.",
      `Declare this key and whose it is:\n${declare}`,
    );
  }
  if (!approval.signers.some(({ publicKey }) => publicKey === signer.publicKey)) {
    throw usageError(
      "foreign-key",
      `The key ${reference} is none of approval.signers: its signature would not count.`,
      `Sign with a declared key, or declare this one in a reviewed change:\n${declare}`,
    );
  }
  return signer;
}

function kmsConnection(
  { region }: Signing,
  emulator: { readonly endpoint: string | null } | undefined,
): Parameters<typeof kmsSigner>[1] {
  if (!emulator) return { region };
  if (emulator.endpoint !== null)
    return { region, endpoint: emulator.endpoint, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  throw usageError(
    "no-emulator",
    "The environment reaches only the AWS emulator, which does not run: there is no KMS to sign with.",
    "Start it with `emulator start`, or sign with a key file.",
  );
}

/** Who has approved these records; null where the environment asks nobody. */
export function approvalSummary(
  text: string | undefined,
  { name, approval }: Pick<Environment, "name" | "approval">,
  records: readonly SignedRecord[],
): ApprovalSummary | null {
  if (!approval) return null;
  const { approvers, reasons, covers } = readApproval(text, approval, name);
  const uncovered = records.filter((record) => !covers(record)).map(({ stack }) => stack);
  const altered = approvers.length > 0 && uncovered.length > 0;
  return {
    approvers,
    required: approval.signatures,
    reasons: altered ? [...reasons, `not the plan that was signed: ${uncovered.join(", ")}`] : reasons,
  };
}

/** One line: who has signed, and what is missing. */
export function approvalText({ approvers, required, reasons }: ApprovalSummary): string {
  const signed = `approval: ${approvers.length} of ${required} signature(s)${approvers.length > 0 ? ` (${approvers.join(", ")})` : ""}`;
  return reasons.length > 0 ? `${signed}; not enough to deploy: ${reasons.join("; ")}` : `${signed}; enough to deploy`;
}
