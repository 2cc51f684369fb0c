import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { engineFailed, usageError } from "../../common/errors";
import { type ProcessEnd, runProcess } from "../../engine/process";
import { type GuardedProcess, guardedProcess, startGuarded } from "../processes/guardedProcess";
import type { ResolvedTool } from "../resolve/tool";
import { type ApiAnswer, callApi } from "./apiClient";
import { apiServerFlags, type ConfigurationFiles, etcdFlags, type Ports, writeConfiguration } from "./configuration";
import { type ClientCredentials, type Credentials, contextName, createCredentials, kubeconfig } from "./credentials";
import { freePorts } from "./ports";
import { runningProcesses, writeRecord } from "./record";

/** Programs without which there is no cluster. */
export const clusterCommands = ["etcd", "kube-apiserver", "kubectl"] as const;

export interface ClusterOptions {
  readonly binaries: Readonly<Record<(typeof clusterCommands)[number], ResolvedTool>>;
  /** Holds its data, keys and logs. @default a new temporary folder, removed when it ends */
  readonly directory?: string;
  /** It ends when this process ends, however that ends. @default true */
  readonly owned?: boolean;
  /** @default 120 seconds: two to four on an idle machine, far more on a busy one */
  readonly timeoutMs?: number;
}

/** A real API server on a real etcd, without nodes: admission, authorization and storage are those of a cluster. */
export interface Cluster {
  readonly directory: string;
  /** `https://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Path of an administrator's kubeconfig, and the name of its context. */
  readonly kubeconfig: string;
  readonly context: string;
  readonly credentials: Credentials;
  readonly files: ConfigurationFiles;
  readonly ports: Ports;
  readonly admin: ClientCredentials;
  /** The program that `kubectl` runs. */
  readonly kubectlPath: string;
  /** Writes the kubeconfig of a user who belongs to these groups and has no rights but theirs. */
  userKubeconfig(name: string, groups: readonly string[]): string;
  call(method: string, path: string, body?: unknown, client?: ClientCredentials): Promise<ApiAnswer>;
  /** Runs kubectl, as administrator unless another kubeconfig is given. */
  kubectl(args: readonly string[], config?: string): Promise<ProcessEnd>;
  stop(): Promise<void>;
}

/** What every attempt shares; only ports differ. */
interface Site {
  readonly directory: string;
  readonly credentials: Credentials;
  readonly files: ConfigurationFiles;
  readonly owned: boolean;
  readonly temporary: boolean;
  readonly binaries: ClusterOptions["binaries"];
  readonly patience: number;
}

/**
 * Starts etcd and the API server and waits until it is ready. Any number of them run side by side.
 * @throws UserError exit 4 with the last lines of the log when one does not come up.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const temporary = options.directory === undefined;
  const directory = temporary
    ? realpathSync(mkdtempSync(join(tmpdir(), "digit-cluster-")))
    : resolve(options.directory);
  if (runningProcesses(directory).length > 0) {
    throw usageError("cluster-running", `A cluster runs in ${directory} already.`, "Stop it, or name another folder.");
  }
  rmSync(join(directory, "etcd"), { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const site: Site = {
    directory,
    temporary,
    credentials: createCredentials(join(directory, "pki")),
    files: writeConfiguration(directory),
    owned: options.owned ?? true,
    binaries: options.binaries,
    patience: Date.now() + (options.timeoutMs ?? 120_000),
  };
  for (let attempt = 1; ; attempt++) {
    const [apiServer = 0, etcd = 0, etcdPeer = 0] = await freePorts(3);
    const started = await startProcesses(site, { apiServer, etcd, etcdPeer });
    if (typeof started !== "string") return started;
    // Between looking for a free port and using it another program may have taken it.
    if (attempt === 3 || !started.includes("address already in use")) {
      if (temporary) rmSync(directory, { recursive: true, force: true });
      throw engineFailed("cluster-start-failed", `The test cluster did not start.\n${started}`);
    }
  }
}

/** Ends the cluster of a folder, whoever started it. @returns false when none was running */
export async function stopCluster(directory: string): Promise<boolean> {
  const processes = runningProcesses(resolve(directory));
  // The API server first: without its store it would only complain.
  for (const { pid, logFile } of [...processes].reverse()) await guardedProcess(pid, logFile).end();
  return processes.length > 0;
}

/** The cluster, or why it did not come up. */
async function startProcesses(site: Site, ports: Ports): Promise<Cluster | string> {
  const { directory, credentials } = site;
  const start = (name: "etcd" | "kube-apiserver", args: readonly string[]) =>
    startGuarded({
      program: site.binaries[name].path,
      args,
      logFile: join(directory, `${name}.log`),
      owned: site.owned,
      ...(site.temporary ? { removeWithOwner: directory } : {}),
    });
  const etcd = start("etcd", etcdFlags(directory, ports, credentials));
  const apiServer = start("kube-apiserver", apiServerFlags(ports, credentials, site.files));
  const stop = async () => {
    await apiServer.end();
    await etcd.end();
    if (site.temporary) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  const endpoint = `https://127.0.0.1:${ports.apiServer}`;
  const failure = await untilReady(endpoint, credentials.admin, [etcd, apiServer], site.patience);
  if (failure !== undefined) {
    await apiServer.end();
    await etcd.end();
    return failure;
  }
  const config = writeKubeconfig(directory, "admin", endpoint, credentials.admin);
  writeRecord(directory, {
    endpoint,
    kubeconfig: config,
    context: contextName,
    version: site.binaries["kube-apiserver"].version,
    processes: [
      { name: "etcd", pid: etcd.pid, logFile: etcd.logFile },
      { name: "kube-apiserver", pid: apiServer.pid, logFile: apiServer.logFile },
    ],
  });
  const call: Cluster["call"] = (method, path, body, client = credentials.admin) =>
    callApi(endpoint, client, { method, path, body });
  await call("POST", "/api/v1/namespaces/default/serviceaccounts", serviceAccount("default"));
  return {
    directory,
    endpoint,
    kubeconfig: config,
    context: contextName,
    credentials,
    files: site.files,
    ports,
    admin: credentials.admin,
    kubectlPath: site.binaries.kubectl.path,
    call,
    stop,
    userKubeconfig: (name, groups) =>
      writeKubeconfig(directory, `user-${name}`, endpoint, credentials.user(name, groups)),
    kubectl: (args, given = config) =>
      runProcess(site.binaries.kubectl.path, [`--kubeconfig=${given}`, ...args], { cwd: directory, env: process.env }),
  };
}

/** What the controller manager makes in each namespace; without it no pod is admitted. */
export function serviceAccount(name: string): object {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name } };
}

function writeKubeconfig(directory: string, name: string, endpoint: string, client: ClientCredentials): string {
  const path = join(directory, `${name}.kubeconfig`);
  writeFileSync(path, kubeconfig(endpoint, client), { mode: 0o600 });
  return path;
}

/** Ready, with the namespace that everybody uses; else the reason why not. */
async function untilReady(
  endpoint: string,
  admin: ClientCredentials,
  processes: readonly GuardedProcess[],
  patience: number,
): Promise<string | undefined> {
  for (;;) {
    const dead = processes.find((one) => !one.running());
    if (dead) return dead.log();
    if (Date.now() > patience) return `It was not ready in time.\n${processes.map((one) => one.log(4)).join("\n")}`;
    if ((await answers(endpoint, admin, "/readyz")) && (await answers(endpoint, admin, "/api/v1/namespaces/default"))) {
      return undefined;
    }
    await sleep(100);
  }
}

async function answers(endpoint: string, admin: ClientCredentials, path: string): Promise<boolean> {
  try {
    return (await callApi(endpoint, admin, { method: "GET", path })).status === 200;
  } catch {
    // Nobody listens yet.
    return false;
  }
}
