import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gateRefused, UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { writeFileAtomically } from "../common/files";
import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";
import type { Terraform } from "../engine/terraform";
import type { StackDescriptor } from "../stacks/manifest";
import { type Deployment, stackDirectory } from "./deployment";
import type { Landscape } from "./landscape";

/** Names of the files in a stack's directory. `cdk.tf.json` comes from synthesis, the rest from here. */
export const files = {
  source: "cdk.tf.json",
  inputs: "inputs.auto.tfvars.json",
  lock: ".terraform.lock.hcl",
  emulatorOverride: "emulator_override.tf.json",
  /** Sorts after the emulator override: Terraform merges override files in the order of their names. */
  backendOverride: "local_backend_override.tf.json",
  protectionsOverride: "protections_override.tf.json",
  adoption: "adoption.tf.json",
  plan: "plan.tfplan",
  planJson: "plan.json",
  verdict: "verdict.json",
  localState: "terraform.tfstate",
  journal: "journal.jsonl",
} as const;

/** Everything in a stack's directory that Terraform reads besides the plan; bound by the record, copied by the seal. */
export const configurationFiles: readonly string[] = [
  files.source,
  files.inputs,
  files.lock,
  files.emulatorOverride,
  files.backendOverride,
  files.protectionsOverride,
  files.adoption,
];

/** What Terraform and OpenTofu read from a directory of their own accord, beside the state and the lock. */
const readUnasked = /\.(tf|tofu)(\.json)?$|^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/;

/**
 * Makes sure that Terraform reads what the record binds and nothing else: a data source of a foreign file runs while
 * planning, a provisioner is in no plan that rules see, and a chosen workspace keeps another state.
 * @throws UserError exit 1 (`foreign-configuration`) for a file that is neither synthesis nor made by the gate
 */
function excludeForeign(directory: string): void {
  const foreign = readdirSync(directory).filter((name) => readUnasked.test(name) && !configurationFiles.includes(name));
  if (foreign.length > 0) {
    throw gateRefused(
      "foreign-configuration",
      `${directory} holds files that Terraform would read and that nothing judges: ${foreign.sort().join(", ")}.`,
      "Remove them; what an environment consists of stands in its environment file.",
    );
  }
  rmSync(join(directory, ".terraform", "environment"), { force: true });
}

/** Terraform JSON that keeps a stack's state in a local file. */
const localBackendOf = (directory: string): string =>
  toStableJson({ terraform: { backend: { local: { path: join(directory, files.localState) } } } });

/** Writes the file when there is content, removes it when there is none: nothing stale is ever read. */
export function placeFile(path: string, content: string | undefined): void {
  if (content === undefined) rmSync(path, { force: true });
  else writeFileAtomically(path, content);
}

/**
 * Makes a stack's directory ready for Terraform: lock file, emulator override, backend, inputs from earlier stacks.
 * The stack that makes the state bucket keeps its state in a local file until the bucket holds it.
 */
export async function prepareWorkspace(
  deployment: Deployment,
  stack: StackDescriptor,
  landscape: Landscape,
  options: { readonly localBackend: boolean; readonly protectionsOverride?: string; readonly adoption?: string },
): Promise<void> {
  const directory = stackDirectory(deployment, stack);
  const source = join(directory, files.source);
  if (!existsSync(source)) {
    throw new Error(`${source} is missing: synthesize first`);
  }
  excludeForeign(directory);
  placeLock(deployment, directory);
  const override = deployment.overrideFor?.(JSON.parse(readFileSync(source, "utf8")));
  placeFile(join(directory, files.emulatorOverride), override === undefined ? undefined : toStableJson(override));
  placeFile(join(directory, files.backendOverride), options.localBackend ? localBackendOf(directory) : undefined);
  placeFile(join(directory, files.protectionsOverride), options.protectionsOverride);
  placeFile(join(directory, files.adoption), options.adoption);
  placeFile(join(directory, files.inputs), toStableJson(inputsOf(landscape, stack)));
  await initialise(deployment, directory);
}

/** Who last initialised a directory, and with what, so that a run pays the seconds of `init` once a stack. */
const initialised = new Map<string, { readonly engine: Terraform; readonly sum: string }>();

/**
 * Runs `init`, unless this very run has done so with the same backend, providers and lock. Terraform itself refuses a
 * directory whose backend is another by now, and compares the provider with the lock file at every call.
 */
async function initialise(deployment: Deployment, directory: string): Promise<void> {
  const { engine } = deployment;
  const wanted = sha256(toStableJson(initialisedBy(directory)));
  const last = initialised.get(directory);
  if (last?.engine === engine && last.sum === wanted && existsSync(join(directory, ".terraform"))) return;
  initialised.delete(directory);
  placeLock(deployment, directory);
  await engine.init(directory, { lockedProviders: deployment.lockFile !== undefined });
  // With the lock that `init` records where none is known.
  initialised.set(directory, { engine, sum: sha256(toStableJson(initialisedBy(directory))) });
}

/**
 * The known checksums of providers, or none: then `init` records what it finds, and what this very run has recorded
 * stays, because Terraform asks for it at every call.
 */
function placeLock({ engine, lockFile }: Deployment, directory: string): void {
  if (lockFile === undefined && initialised.get(directory)?.engine === engine) return;
  placeFile(join(directory, files.lock), lockFile);
}

/** What `init` looks at: the lock, and of each configuration file the backend and the providers. */
function initialisedBy(directory: string): readonly unknown[] {
  return configurationFiles.map((name) => {
    const path = join(directory, name);
    if (!existsSync(path)) return null;
    const text = readFileSync(path, "utf8");
    return name === files.lock ? text : ((JSON.parse(text) as { terraform?: unknown }).terraform ?? null);
  });
}

/** To be said after a step that initialised a directory in another way. */
export function forgetInitialised(directory: string): void {
  initialised.delete(directory);
}

/**
 * Initialises a stack's directory for reading its state and outputs. What a plan was made from (inputs, adoptions) is
 * left as it lies there.
 */
export async function openState(
  deployment: Deployment,
  stack: StackDescriptor,
  options: { readonly localBackend: boolean } = { localBackend: false },
): Promise<void> {
  const directory = stackDirectory(deployment, stack);
  excludeForeign(directory);
  placeLock(deployment, directory);
  const override = deployment.overrideFor?.(JSON.parse(readFileSync(join(directory, files.source), "utf8")));
  placeFile(join(directory, files.emulatorOverride), override === undefined ? undefined : toStableJson(override));
  // One that an earlier run left would show a state that is not the stored one.
  placeFile(join(directory, files.backendOverride), options.localBackend ? localBackendOf(directory) : undefined);
  await initialise(deployment, directory);
}

/**
 * Values of a stack's variables: outputs of earlier stacks, read from their states.
 * @throws UserError when an output is missing or sensitive: secrets never cross between stacks.
 */
function inputsOf(landscape: Landscape, stack: StackDescriptor): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [variable, from] of Object.entries(stack.inputs)) {
    const output = landscape.outputOf(from.stack, from.output);
    if (!output || output.sensitive) {
      throw new UserError({
        code: output ? "sensitive-input" : "missing-input",
        message: output
          ? `Stack ${stack.name} asks for output ${from.output} of stack ${from.stack}, which is sensitive; only references to secrets may cross between stacks.`
          : `Stack ${stack.name} needs output ${from.output} of stack ${from.stack}, whose state does not have it.`,
        exitCode: exitCodes.engineFailed,
        hint: output
          ? "Pass the secret's ARN or name instead."
          : `Deploy stack ${from.stack} first (\`digit-platform deploy\` does it in order).`,
      });
    }
    values[variable] = output.value;
  }
  return values;
}
