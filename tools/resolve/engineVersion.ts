import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Version that Terraform or OpenTofu states; undefined for whatever has the name and cannot say its version. */
export async function engineVersion(binary: string): Promise<string | undefined> {
  try {
    const environment: NodeJS.ProcessEnv = { ...process.env, CHECKPOINT_DISABLE: "1" };
    // A variable that names a missing file makes the engine print a warning before its JSON.
    delete environment.TF_CLI_CONFIG_FILE;
    const { stdout } = await run(binary, ["version", "-json"], { env: environment, timeout: 30_000 });
    const version: unknown = JSON.parse(stdout).terraform_version;
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}
