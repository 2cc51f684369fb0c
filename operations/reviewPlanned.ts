import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gateRefused, type UserError, usageError } from "../common/errors";
import { sha256 } from "../common/hash";
import { packageVersion } from "../common/packageRoot";
import { signRecords } from "../gate/approval/approval";
import { readApprovalFile, writeApprovalFile } from "../gate/approval/folder";
import type { Bundle } from "../gate/bundle/bundle";
import { compareChanges } from "../gate/changes/rank";
import { lockFolder } from "../gate/folderLock";
import { thisHolder } from "../gate/holder";
import type { PlannedStack } from "../gate/planAll";
import { type ReviewedStack, readPlanned, recordsOf, reviewPlanned } from "../gate/planned";
import { files } from "../gate/workspace";
import type { StackDescriptor } from "../stacks/manifest";
import { emulatorStatus } from "../tools/emulator/emulator";
import { readBundleFile, writeBundleFile } from "./bundleFile";
import { type PlanSummary, stackSummary } from "./planEnvironment";
import { emulatorDirectory, readEnvironment, type synthesizeEnvironment, synthesizeInto } from "./session";
import { approvalSummary, openPlanSigner } from "./signPlans";
import { stackSelection } from "./stackSelection";

export interface ReviewOptions {
  readonly environmentFile: string;
  readonly out: string;
  readonly emulator: boolean;
  /** Names of the stacks to look at. @default all that have a plan */
  readonly stacks?: readonly string[];
  /** Key that signs what is there: a key file, or `awskms:///…`. */
  readonly sign?: string;
  /** Bundle that holds the plans, and gets the signature. @default the folder of the environment under `out` */
  readonly bundle?: string;
}

/**
 * Shows plans that were made earlier, by whomever, and signs them where a key is named. Needs no Terraform and, with a
 * key file, no credentials: the second person works from the environment file that they hold themselves.
 * @throws UserError exit 2 when there are no plans
 */
export async function reviewPlannedEnvironment(
  options: ReviewOptions,
): Promise<{ readonly summary: PlanSummary; readonly error: UserError | undefined }> {
  const now = new Date();
  const { environmentFile, out, emulator } = options;
  const read = readEnvironment(environmentFile, out, { emulator, now });
  // Nobody plans or applies in the folder while its plans are looked at and signed.
  const free = lockFolder(
    read.directory,
    thisHolder("plan", options.stacks?.length ? new Set(options.stacks) : undefined, now),
  );
  try {
    return await reviewIn(
      { ...read, ...synthesizeInto(read.directory, environmentFile, read.loaded.environment) },
      options,
      now,
    );
  } finally {
    free();
  }
}

async function reviewIn(
  { loaded, policy, directory, manifest }: ReturnType<typeof synthesizeEnvironment>,
  options: ReviewOptions,
  now: Date,
): Promise<{ readonly summary: PlanSummary; readonly error: UserError | undefined }> {
  const { environment } = loaded;
  const emulated = environment.emulator || options.emulator;
  const only = stackSelection(manifest, options.stacks);
  const source: Bundle =
    options.bundle === undefined
      ? { stacks: readPlanned(directory, manifest), approval: readApprovalFile(directory) }
      : readBundleFile(options.bundle, environment.name, manifest);
  const planned = source.stacks.filter(({ stack }) => only === undefined || only.has(stack.name));
  if (planned.length === 0) {
    throw usageError(
      "nothing-planned",
      `There are no plans of ${environment.name} in ${options.bundle ?? options.out}.`,
      "Run `plan` first, or name the bundle that it wrote with --bundle.",
    );
  }
  const synthesis = (stack: StackDescriptor): string =>
    sha256(readFileSync(join(directory, "stacks", stack.directory, files.source)));
  const ground = {
    environment: environment.name,
    manifest,
    policy: policy.judge.policy,
    kitVersion: packageVersion(),
    now,
    synthesis,
  };
  const reviewed = planned.map((one) => reviewPlanned(one, ground));
  const records = recordsOf(planned);
  let approval = source.approval;
  const error = refusalOf(reviewed);
  if (options.sign !== undefined && !error) {
    const emulator = emulated ? await emulatorStatus(emulatorDirectory(options.out)) : undefined;
    const signer = await openPlanSigner(options.sign, environment, emulator && { endpoint: emulator.endpoint });
    approval = await signRecords(environment.name, records, signer, source.approval);
    if (options.bundle === undefined) writeApprovalFile(directory, approval);
    else writeBundleFile(options.bundle, environment.name, { ...source, approval });
  }
  const stacks = manifest.stacks.map(({ name }): PlannedStack => {
    const found = reviewed.find(({ stack }) => stack.name === name);
    const selected = only === undefined || only.has(name);
    const none = { stack: name, judgedOn: "synthesis", ranked: [], reasons: [], seconds: 0 } as const;
    if (!found) return { ...none, result: selected ? "later" : "not-selected" };
    const { record, ranked, reasons } = found;
    return {
      stack: name,
      result: reasons.length > 0 ? "refused" : "planned",
      judgedOn: "plan",
      ...(record ? { record } : {}),
      ranked,
      reasons,
      seconds: 0,
    };
  });
  return {
    error,
    summary: {
      schemaVersion: "1.1",
      environment: environment.name,
      emulator: emulated,
      changes: stacks.flatMap(({ ranked }) => ranked).sort(compareChanges),
      stacks: stacks.map((stack) => stackSummary(stack, false)),
      approval: approvalSummary(approval, environment, records),
      costs: null,
      redacted: null,
      report: null,
    },
  };
}

function refusalOf(reviewed: readonly ReviewedStack[]): UserError | undefined {
  const bad = reviewed.filter(({ reasons }) => reasons.length > 0);
  if (bad.length === 0) return undefined;
  const details = bad.map(
    ({ stack, reasons }) => `${stack.name}:\n${reasons.map((reason) => `  - ${reason}`).join("\n")}`,
  );
  return gateRefused(
    "plan-not-approvable",
    `These plans cannot be approved, and nothing was signed:\n${details.join("\n")}`,
    "Run `plan` again from the environment file, exceptions and release that are to be deployed.",
  );
}
