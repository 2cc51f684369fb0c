/** The services on a real API server: manifests taken as they are, releases by real helm, pods that become ready. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../common/packageRoot";
import { loadEnvironment } from "../../config/load";
import { assembleChart } from "../../engine/helm";
import { runProcess } from "../../engine/process";
import { type RenderedManifests, renderManifests } from "../../operations/renderManifests";
import { serviceReleases } from "../../stacks/services/releases";
import { resolveBinaries } from "../../tools/cluster/binaries";
import type { Cluster } from "../../tools/cluster/cluster";
import { type Controllers, controllerCommands, startControllers } from "../../tools/cluster/controllers";
import { resolveDefinitions } from "../../tools/cluster/definitions";
import { cacheDirectory } from "../../tools/resolve/cache";
import { resolveHelm } from "../../tools/resolve/helm";
import { openCluster } from "./testBed";

const progress = (text: string) => process.stderr.write(`${text}\n`);
let cluster: Cluster;
let controllers: Controllers;

const loadedOf = (name: string) => loadEnvironment(`environments/${name}.yaml`, { now: new Date("2026-11-26") });

type Rendered = RenderedManifests & { readonly folder: string };
const known = new Map<string, Promise<Rendered>>();

/** Manifests of an example environment, in a folder of the cluster's; rendered once. */
function rendered(name: string): Promise<Rendered> {
  const made = known.get(name) ?? render(name);
  known.set(name, made);
  return made;
}

async function render(name: string): Promise<Rendered> {
  const folder = join(cluster.directory, name);
  mkdirSync(folder, { recursive: true });
  return {
    ...(await renderManifests(loadedOf(name), folder, (await resolveHelm(cacheDirectory(), progress)).path)),
    folder: join(folder, "manifests"),
  };
}

beforeAll(async () => {
  const options = { cache: cacheDirectory(), progress };
  const binaries = await resolveBinaries(controllerCommands, options);
  const definitions = await resolveDefinitions(options);
  cluster = await openCluster();
  controllers = await startControllers(cluster, binaries);
  for (const file of definitions) await kubectl("apply", "--server-side", "-f", file);
  await kubectl("wait", "--for=condition=Established", "crd/externalsecrets.external-secrets.io", "--timeout=60s");
  const { folder } = await rendered("demo");
  await kubectl("apply", "-f", join(folder, "00-namespace.yaml"));
  await kubectl("wait", "--for=create", "serviceaccount/default", "-n", "egov", "--timeout=60s");
  // The pods of all services, twice, on nodes of 4 GiB.
  for (const at of Array.from({ length: 16 }, (_, index) => index)) await controllers.addNode(`node-${at}`);
});
afterAll(async () => {
  await controllers?.stop();
  await cluster?.stop();
});

/** What kubectl printed. It may warn of nothing: the namespace has Pod Security warn of what is not restricted. */
async function kubectl(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cluster.kubectl(words);
  expect({ words: words.slice(0, 3), code, stderr }).toEqual({ words: words.slice(0, 3), code: 0, stderr: "" });
  return stdout.trim();
}

test.each(["demo", "staging", "navapradesh-production"])(
  "%s: every object passes the API server's strict validation, and Pod Security has nothing to warn of",
  async (name) => {
    const { folder, files } = await rendered(name);
    const said = await kubectl("apply", "--dry-run=server", "--validate=strict", "-f", folder);
    const objects = files.reduce((sum, { text }) => sum + (text.match(/^kind: /gm)?.length ?? 0), 0);
    expect(said.split("\n")).toHaveLength(objects);
    expect(objects).toBeGreaterThan(320);
  },
);

test("real helm installs a release, upgrades it, takes it back, and leaves nothing behind", async () => {
  const helm = (await resolveHelm(cacheDirectory(), progress)).path;
  const folder = mkdtempSync(join(cluster.directory, "helm-"));
  const { releases } = serviceReleases(loadedOf("demo").environment);
  const env = { ...process.env, KUBECONFIG: cluster.kubeconfig, HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder };
  const run = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await runProcess(helm, [...words, "-n", "egov"], { cwd: folder, env });
    expect(`${code} ${code === 0 ? "" : stderr}`).toBe("0 ");
    return stdout;
  };
  const release = async (verb: string, name: string, change: object = {}) => {
    const found = releases.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no release ${name}`);
    assembleChart(found.chart, join(packageRoot(), "charts"), folder);
    const values = join(folder, `${name}.json`);
    writeFileSync(values, JSON.stringify({ ...found.values, ...change }));
    return run(verb, name, join(folder, found.chart), "--values", values, "--wait", "--timeout", "60s");
  };
  const generation = () =>
    kubectl("get", "deployment", "gateway", "-n", "egov", "-o", "jsonpath={.spec.template.spec.containers[0].image}");

  await release("install", "digit-platform");
  await release("install", "gateway");
  const first = await generation();
  await release("upgrade", "gateway", { image: { repository: "registry.example.org/gateway", tag: "next" } });
  expect(await generation()).toBe("registry.example.org/gateway:next");
  await run("rollback", "gateway", "1", "--wait", "--timeout", "60s");
  expect(await generation()).toBe(first);
  await run("uninstall", "gateway", "--wait");
  await run("uninstall", "digit-platform", "--wait");
  const kinds = "deploy,po,svc,cm,secret,sa,netpol,pdb,hpa,externalsecrets,jobs";
  const left = await kubectl("get", kinds, "-n", "egov", "-o", "name", "--ignore-not-found");
  expect(left.split("\n").sort()).toEqual(["configmap/kube-root-ca.crt", "serviceaccount/default"]);
});

test("all services of the catalogue are installed, and the two pods of each run on two nodes", async () => {
  const { folder } = await rendered("demo");
  await kubectl("apply", "-f", folder);
  // Two of each: what an autoscaler holds starts with one, until it is seen.
  await kubectl(
    "wait",
    "deployment",
    "--all",
    "-n",
    "egov",
    "--for=jsonpath={.status.readyReplicas}=2",
    "--timeout=180s",
  );
  const columns = "custom-columns=APP:.metadata.labels.app\\.kubernetes\\.io/name,NODE:.spec.nodeName";
  const pods = await kubectl("get", "pods", "-n", "egov", "--no-headers", "-l", "!job-name", "-o", columns);
  const nodes = new Map<string, string[]>();
  for (const line of pods.split("\n")) {
    const [app = "", node = ""] = line.split(/\s+/);
    nodes.set(app, [...(nodes.get(app) ?? []), node]);
  }
  expect(nodes.size).toBe(47);
  for (const [app, placed] of nodes) expect({ app, nodes: new Set(placed).size }).toEqual({ app, nodes: 2 });
  // Installed once more it would change nothing: what the server fills in is not fought over.
  expect(await kubectl("diff", "-f", folder)).toBe("");
});
