import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { engineFailed } from "../../common/errors";
import { type GuardedProcess, startGuarded } from "../processes/guardedProcess";
import type { ResolvedTool } from "../resolve/tool";
import type { Cluster } from "./cluster";
import { kwokConfiguration } from "./kwokStages";
import { freePorts } from "./ports";

/** Programs that make a cluster act: without them objects are stored and admitted, and nothing follows. */
export const controllerCommands = ["kube-controller-manager", "kube-scheduler", "kwok"] as const;

type Command = (typeof controllerCommands)[number];

export interface Controllers {
  /**
   * Adds a node that exists in name, and waits until it is ready: its pods are reported as running, and no container
   * ever starts.
   * @throws UserError exit 4 with the last lines of the logs.
   */
  addNode(name: string): Promise<void>;
  /** To be called before the cluster itself is stopped. */
  stop(): Promise<void>;
}

/** Users as whom Kubernetes' own roles let them act; kwok has none and may do everything. */
const users: Readonly<Record<Command, readonly [name: string, groups: readonly string[]]>> = {
  "kube-controller-manager": ["system:kube-controller-manager", []],
  "kube-scheduler": ["system:kube-scheduler", []],
  kwok: ["kwok", ["system:masters"]],
};

/** Two seconds on an idle machine. */
const patience = 60_000;

/** Two cores, 4 GiB and a small disk, and as many pods as a kubelet takes by default. */
const capacity = { cpu: "2", memory: "4Gi", "ephemeral-storage": "50Gi", pods: "110" };

/**
 * Starts the controllers and the scheduler of a test cluster, and kwok in the place of kubelets. They end with this
 * process, however that ends. That one of them does not stay up shows when a node is added.
 */
export async function startControllers(
  cluster: Cluster,
  binaries: Readonly<Record<Command, ResolvedTool>>,
): Promise<Controllers> {
  // Read in the place of what the user may have in the home directory.
  const kwokFile = join(cluster.directory, "kwok.yaml");
  writeFileSync(kwokFile, kwokConfiguration(), { mode: 0o600 });
  const [managerPort = 0, schedulerPort = 0] = await freePorts(2);
  const flags: Readonly<Record<Command, readonly string[]>> = {
    "kube-controller-manager": [
      ...server(managerPort),
      "--use-service-account-credentials=true",
      `--service-account-private-key-file=${cluster.credentials.signingKey}`,
      `--root-ca-file=${cluster.credentials.authority}`,
    ],
    "kube-scheduler": server(schedulerPort),
    kwok: [`--config=${kwokFile}`],
  };
  const processes = controllerCommands.map((command): GuardedProcess => {
    const config = cluster.userKubeconfig(...users[command]);
    return startGuarded({
      program: binaries[command].path,
      args: [`--kubeconfig=${config}`, ...flags[command]],
      logFile: join(cluster.directory, `${command}.log`),
      owned: true,
    });
  });
  const stop = async () => {
    for (const one of processes) await one.end();
  };
  return { stop, addNode: (name) => addNode(cluster, name, processes) };
}

function server(port: number): readonly string[] {
  return ["--bind-address=127.0.0.1", `--secure-port=${port}`, "--leader-elect=false", "--profiling=false"];
}

async function addNode(cluster: Cluster, name: string, processes: readonly GuardedProcess[]): Promise<void> {
  const answer = await cluster.call("POST", "/api/v1/nodes", {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, "kubernetes.io/os": "linux" } },
    status: { capacity, allocatable: capacity },
  });
  if (answer.status !== 201) throw engineFailed("cluster-node", `The node ${name} was refused.\n${answer.body}`);
  for (const end = Date.now() + patience; !(await isReady(cluster, name)); await sleep(100)) {
    const dead = processes.find((one) => !one.running());
    if (!dead && Date.now() < end) continue;
    const log = (dead ? [dead] : processes).map((one) => one.log(4)).join("\n");
    throw engineFailed("cluster-node", `The node ${name} did not become ready.\n${log}`);
  }
}

async function isReady(cluster: Cluster, name: string): Promise<boolean> {
  const { body } = await cluster.call("GET", `/api/v1/nodes/${name}`);
  const { status } = JSON.parse(body) as { status?: { conditions?: readonly { type: string; status: string }[] } };
  return status?.conditions?.some((one) => one.type === "Ready" && one.status === "True") ?? false;
}
