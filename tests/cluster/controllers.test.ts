/** The cluster acts: controllers make pods of a Deployment, the scheduler places them, kwok says that they run. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { resolveBinaries } from "../../tools/cluster/binaries";
import type { Cluster } from "../../tools/cluster/cluster";
import { type Controllers, controllerCommands, startControllers } from "../../tools/cluster/controllers";
import { cacheDirectory } from "../../tools/resolve/cache";
import { openCluster } from "./testBed";

let cluster: Cluster;
let controllers: Controllers;
beforeAll(async () => {
  const progress = (text: string) => process.stderr.write(`${text}\n`);
  const binaries = await resolveBinaries(controllerCommands, { cache: cacheDirectory(), progress });
  cluster = await openCluster();
  controllers = await startControllers(cluster, binaries);
});
afterAll(async () => {
  await controllers?.stop();
  await cluster?.stop();
});

const labels = { app: "registry" };
const deployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "registry" },
  spec: {
    replicas: 3,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: "app",
            image: "registry.example.org/app:1.0.0",
            resources: { requests: { cpu: "500m", memory: "64Mi" } },
          },
        ],
      },
    },
  },
};
const get = async (...words: readonly string[]) => (await cluster.kubectl(["get", ...words])).stdout.trim();

test("a Deployment waits without a node, and rolls out once there is one", async () => {
  const file = join(cluster.directory, "deployment.yaml");
  writeFileSync(file, stringify(deployment));
  expect(await cluster.kubectl(["apply", "-f", file])).toMatchObject({ code: 0 });
  const early = await cluster.kubectl(["rollout", "status", "deployment/registry", "--timeout=3s"]);
  expect(early.code).not.toBe(0);
  await controllers.addNode("node-1");
  const rolled = await cluster.kubectl(["rollout", "status", "deployment/registry", "--timeout=60s"]);
  expect(`${rolled.stdout}${rolled.stderr}`).toContain("successfully rolled out");
  const nodes = await get("pods", "-o", "jsonpath={.items[*].spec.nodeName}");
  expect(nodes.split(" ")).toEqual(["node-1", "node-1", "node-1"]);
});

test("what a node has no room for is not placed", async () => {
  expect(await cluster.kubectl(["scale", "deployment/registry", "--replicas=6"])).toMatchObject({ code: 0 });
  const unplaced = "--for=jsonpath={.status.unavailableReplicas}=2";
  expect(await cluster.kubectl(["wait", "deployment/registry", unplaced, "--timeout=60s"])).toMatchObject({ code: 0 });
  const nodes = await get("pods", "-o", "jsonpath={.items[*].spec.nodeName}");
  // Four requests of half a core are what the node has.
  expect(nodes.split(" ")).toHaveLength(4);
});

test("a namespace gets its default service account without anybody's help", async () => {
  expect(await cluster.kubectl(["create", "namespace", "citizens"])).toMatchObject({ code: 0 });
  const waited = await cluster.kubectl([
    "wait",
    "serviceaccount/default",
    "-n",
    "citizens",
    "--for=create",
    "--timeout=30s",
  ]);
  expect(`${waited.stdout}${waited.stderr}`).toContain("serviceaccount/default");
});
