import { loadEnvironment } from "../../config/load";
import { AwsClient, type Credentials } from "../../engine/aws/client";
import { S3StateStore } from "../../gate/stateStore";
import { emulatorStatus, stopEmulator } from "../../tools/emulator/emulator";
import { cacheDirectory } from "../../tools/resolve/cache";
import { bringUpEmulator, emulatorDirectory, refuseStrayEndpoints } from "../session";
import { publicLookup } from "./dns";
import { examineEnvironment } from "./examine";
import type { Readiness } from "./model";
import { needsOf } from "./needs";

export interface DoctorOptions {
  readonly environmentFile: string;
  readonly out: string;
  /** Ask the emulator in place of AWS. */
  readonly emulator: boolean;
  readonly progress: (message: string) => void;
}

/**
 * Whether an environment can be deployed where it stands: asks AWS, or the emulator where the environment is one of it.
 * @throws UserError exit 2 for the file, 3 when the emulator is wanted and cannot be had.
 */
export async function doctorFor(options: DoctorOptions): Promise<Readiness> {
  const now = new Date();
  const { environment } = loadEnvironment(options.environmentFile, { now });
  const emulated = environment.emulator || options.emulator;
  if (!emulated) refuseStrayEndpoints(process.env);
  const needs = needsOf(environment);
  const names = publicLookup();
  const { stateBackend } = needs.manifest;
  options.progress(`asking ${emulated ? "the emulator" : "AWS"} and this machine; nothing is changed`);
  if (!emulated) {
    const credentials = await ownCredentials(environment.region);
    const client = new AwsClient({ credentials });
    const states = new S3StateStore(stateBackend);
    const ask = client.ask.bind(client);
    return examineEnvironment(environment, needs, { ask, credentials, states, names, emulated, now });
  }
  const running = await emulatorStatus(emulatorDirectory(options.out));
  const emulator = running.running ? undefined : await bringUpEmulator(options.out, cacheDirectory(), options.progress);
  try {
    const endpoint = emulator?.endpoint ?? running.endpoint ?? "";
    const keys = { accessKeyId: "test", secretAccessKey: "test" };
    const credentials = async (): Promise<Credentials> => keys;
    const client = new AwsClient({ credentials, endpoint });
    const states = new S3StateStore(stateBackend, { endpoint, credentials: keys });
    const ask = client.ask.bind(client);
    return await examineEnvironment(environment, needs, { ask, credentials, states, names, emulated, now });
  } finally {
    if (emulator?.started) await stopEmulator(emulatorDirectory(options.out));
  }
}

/** The credentials that the AWS SDK finds: variables, profiles, SSO, OIDC, the machine's role. */
async function ownCredentials(region: string): Promise<() => Promise<Credentials>> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  const { credentials } = new S3Client({ region }).config;
  return credentials;
}
