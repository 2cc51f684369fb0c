import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../../common/files";
import type { Deployment } from "../deployment";
import { type Approval, readApproval, type SignedRecord } from "./approval";

/** Name of the approval beside the stacks' folders; one for all plans of a run of `plan`. */
const approvalFile = "approval.json";

export function readApprovalFile(directory: string): string | undefined {
  const path = join(directory, approvalFile);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export function writeApprovalFile(directory: string, text: string): void {
  writeFileAtomically(join(directory, approvalFile), text);
}

/** New plans are not what was approved before. */
export function removeApproval(directory: string): void {
  rmSync(join(directory, approvalFile), { force: true });
}

/** The approval that lies in the folder, held against what the environment asks for; undefined where it asks nobody. */
export function approvalOf({
  approval,
  directory,
  name,
}: Pick<Deployment, "approval" | "directory" | "name">): Approval | undefined {
  return approval && readApproval(readApprovalFile(directory), approval, name);
}

/** Why a stack's plan is not approved as the environment asks for; empty when it is, or when nobody is asked. */
export function unapprovedReasons(
  deployment: Pick<Deployment, "approval" | "directory" | "name">,
  record: SignedRecord,
): string[] {
  const approval = approvalOf(deployment);
  if (!approval) return [];
  const reasons = [...approval.reasons];
  if (reasons.length === 0 && !approval.covers(record))
    reasons.push("its record is not the one that was signed: it was altered, or planned again since");
  return reasons.map((reason) => `the environment asks for signed plans: ${reason}`);
}
