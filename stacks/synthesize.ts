import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { writeFileAtomically } from "../common/files";
import { toStableJson } from "../common/json";
import type { Environment } from "../config/environment.generated";
import { composeAws } from "./aws/composeAws";
import { type AwsSettings, awsSettings } from "./aws/settings";
import type { StackManifest } from "./manifest";

export interface SynthesisOptions {
  /** Whether the environment's exceptions file has an entry, expired or not, for a check at an address. @default none */
  readonly allows?: (check: string, address: string) => boolean;
}

/**
 * Writes `<outDirectory>/stacks/<stack>/cdk.tf.json` for every stack of an environment, and
 * `<outDirectory>/stacks/manifest.json`. Same environment, same bytes. Files of a stack's directory that are not
 * synthesis (plans, local state) stay as they are.
 */
export function synthesize(
  environment: Environment,
  outDirectory: string,
  options: SynthesisOptions = {},
): StackManifest {
  // The engine writes a manifest and directories of its own; they never reach the output.
  const scratch = mkdtempSync(join(tmpdir(), "digit-platform-synth-"));
  try {
    const settings = awsSettings(environment, options.allows);
    const app = new App({ outdir: scratch, hclOutput: false, stackTraces: false });
    const stacks = composeAws(app, settings);
    app.synth();
    const target = join(outDirectory, "stacks");
    mkdirSync(target, { recursive: true });
    for (const stack of stacks) {
      const name = stack.node.id;
      const source = JSON.parse(readFileSync(join(scratch, "stacks", name, "cdk.tf.json"), "utf8"));
      writeFileAtomically(join(target, name, "cdk.tf.json"), toStableJson(source));
    }
    const manifest = manifestOf(
      settings,
      stacks.map((stack) => stack.describe(stack.node.id)),
    );
    writeFileAtomically(join(target, "manifest.json"), toStableJson(manifest));
    return manifest;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function manifestOf(settings: AwsSettings, stacks: StackManifest["stacks"]): StackManifest {
  return {
    schemaVersion: "1.0",
    environment: settings.environment.name,
    target: settings.environment.target,
    accountId: settings.accountId,
    region: settings.region,
    recoveryRegion: settings.recoveryRegion,
    stateBackend: settings.stateBackend,
    stacks,
  };
}
