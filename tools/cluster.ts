/**
 * The cluster test bed for developers: a real API server on a real etcd, on this machine alone.
 *
 *   node --import tsx tools/cluster.ts install           fetches or builds what is missing
 *   node --import tsx tools/cluster.ts start [folder]    default out/cluster; installs, and prints how to use it
 *   node --import tsx tools/cluster.ts status [folder]
 *   node --import tsx tools/cluster.ts stop [folder]
 */
import { resolve } from "node:path";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { resolveBinaries } from "./cluster/binaries";
import { clusterCommands, startCluster, stopCluster } from "./cluster/cluster";
import { controllerCommands } from "./cluster/controllers";
import { readRecord, runningProcesses } from "./cluster/record";
import { cacheDirectory } from "./resolve/cache";

const [verb, folder = "out/cluster"] = process.argv.slice(2);
const directory = resolve(folder);
const say = (text: string) => process.stderr.write(`${text}\n`);

const options = { cache: cacheDirectory(), progress: say };
const install = () => resolveBinaries([...clusterCommands, ...controllerCommands], options);

async function start(): Promise<void> {
  const binaries = await resolveBinaries(clusterCommands, options);
  const cluster = await startCluster({ binaries, directory, owned: false });
  say(`Kubernetes ${binaries["kube-apiserver"].version} at ${cluster.endpoint}; logs and keys in ${directory}`);
  process.stdout.write(
    `export KUBECONFIG=${cluster.kubeconfig}\nexport PATH=${binPath(binaries.kubectl.path)}:$PATH\n`,
  );
}

function binPath(file: string): string {
  return file.replace(/[/\\][^/\\]+$/, "");
}

function status(): void {
  const running = runningProcesses(directory);
  const record = running.length > 0 ? readRecord(directory) : undefined;
  const shown = record ? { running: true, ...record, processes: running } : { running: false };
  process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
}

async function main(): Promise<void> {
  if (verb === "install") {
    for (const { name, version, origin } of Object.values(await install())) say(`${name} ${version} (${origin})`);
  } else if (verb === "start") await start();
  else if (verb === "status") status();
  else if (verb === "stop") say((await stopCluster(directory)) ? "stopped" : `no cluster runs in ${directory}`);
  else {
    say("Usage: cluster.ts install|start|status|stop [folder]");
    process.exitCode = exitCodes.usage;
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  say(`${error.message}${error.hint ? `\nwhat to do: ${error.hint}` : ""}`);
  process.exitCode = error.exitCode;
});
