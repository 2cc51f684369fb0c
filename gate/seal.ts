import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gateRefused, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { sha256 } from "../common/hash";
import type { StackDescriptor } from "../stacks/manifest";
import { type Deployment, stackDirectory } from "./deployment";
import type { PlanDocument } from "./planDocument";
import { hashConfiguration } from "./record";
import { configurationFiles, files } from "./workspace";

/**
 * A private copy of a plan and of all that Terraform reads with it. What is judged is read from the copy, and the
 * copy is what is applied: nobody can change the one between the verdict and the apply.
 */
export interface Seal {
  readonly directory: string;
  readonly planFile: string;
  readonly planJson: string;
  readonly document: PlanDocument;
  readonly planSha256: string;
  readonly planJsonSha256: string;
  readonly configuration: Record<string, string>;
  /** Removes the copy. */
  dispose(): void;
}

/**
 * Copies, and reads the plan with the engine's own `show -json`.
 * @param expectedPlan SHA-256 that the plan file must have, where one was approved
 * @throws UserError exit 1 (`plan-changed`) for another plan file; it is not even opened
 */
export async function seal(deployment: Deployment, stack: StackDescriptor, expectedPlan?: string): Promise<Seal> {
  const source = stackDirectory(deployment, stack);
  // mkdtemp makes the directory with mode 0700.
  const directory = mkdtempSync(join(tmpdir(), "digit-platform-seal-"));
  const dispose = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    for (const name of [...configurationFiles, files.plan]) {
      if (existsSync(join(source, name))) copyFileSync(join(source, name), join(directory, name));
    }
    const planFile = join(directory, files.plan);
    const planSha256 = sha256(readFileSync(planFile));
    if (expectedPlan !== undefined && planSha256 !== expectedPlan) {
      throw gateRefused(
        "plan-changed",
        `the plan file is not the judged one (SHA-256 ${planSha256.slice(0, 12)}, judged ${expectedPlan.slice(0, 12)})`,
      );
    }
    // The provider and the backend as they were initialised; Terraform itself compares the provider with the lock file
    // at every call, so a copy is as good as another `init` and spares its seconds.
    cpSync(join(source, ".terraform"), join(directory, ".terraform"), { recursive: true, verbatimSymlinks: true });
    const planJson = await deployment.engine.showPlan(directory, files.plan);
    const document = readDocument(planJson);
    return {
      directory,
      planFile,
      planJson,
      document,
      planSha256,
      planJsonSha256: sha256(planJson),
      configuration: hashConfiguration(directory),
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

function readDocument(planJson: string): PlanDocument {
  const document = JSON.parse(planJson) as PlanDocument;
  if (!/^1\./.test(document.format_version) || document.errored) {
    throw new UserError({
      code: "unreadable-plan",
      message: document.errored
        ? "The plan ended with errors and cannot be judged."
        : `The plan has format ${document.format_version}; this version reads 1.x.`,
      exitCode: exitCodes.engineFailed,
      hint: "Plan again with a supported engine (`digit-platform doctor`).",
    });
  }
  return document;
}
