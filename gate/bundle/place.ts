import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../../common/files";
import type { StackManifest } from "../../stacks/manifest";
import { removeApproval, writeApprovalFile } from "../approval/folder";
import { files } from "../workspace";
import type { Bundle } from "./bundle";

/**
 * Of what Terraform reads with a plan, what cannot be made here: values of earlier stacks as they were, and what an
 * interrupted run left to adopt. All else comes from one's own environment file and release, and must hash the same.
 */
const taken: readonly string[] = [files.plan, files.planJson, files.verdict, files.inputs, files.adoption];
/** What an earlier run may have left that is no part of these plans. */
const cleared: readonly string[] = [
  files.plan,
  files.planJson,
  files.verdict,
  files.adoption,
  files.protectionsOverride,
];

/** Puts the plans of a bundle where `deploy --planned` looks for them, in place of all that lay there. */
export function placeBundle(directory: string, manifest: StackManifest, bundle: Bundle): void {
  for (const stack of manifest.stacks) {
    for (const name of cleared) rmSync(join(directory, "stacks", stack.directory, name), { force: true });
  }
  if (bundle.approval === undefined) removeApproval(directory);
  else writeApprovalFile(directory, bundle.approval);
  for (const { stack, contents } of bundle.stacks) {
    for (const name of taken) {
      const content = contents.get(name);
      if (content) writeFileAtomically(join(directory, "stacks", stack.directory, name), content);
    }
  }
}
