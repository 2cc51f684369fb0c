import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { evaluate } from "../checks/evaluate";
import { buildGraph } from "../checks/graph/buildGraph";
import { readInputs } from "../checks/inputs/readInputs";
import { allRules } from "../checks/rules";
import { UserError } from "../common/errors";
import { exitCodes } from "../common/exitCodes";
import { packageRoot } from "../common/packageRoot";
import { loadEnvironment } from "../config/load";
import { renderReleases } from "../engine/helm";
import { cacheDirectory } from "../tools/resolve/cache";
import { resolveHelm } from "../tools/resolve/helm";
import { type RenderedManifests, renderManifests } from "./renderManifests";

// Real helm, once for all tests of the file: some seconds, and minutes on a machine that has to build it first.
let folder = "";
let helm = "";
let rendered: RenderedManifests;
/** An object of Kubernetes, of which each test reads some fields. */
type Manifest = ReturnType<typeof JSON.parse>;
let objects: readonly Manifest[] = [];
const loaded = loadEnvironment("environments/demo.yaml", { now: new Date("2026-11-26") });
const quiet = () => undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "manifests-"));
  mkdirSync(join(folder, "manifests"));
  writeFileSync(join(folder, "manifests", "07-left-over.yaml"), "kind: Secret\n");
  helm = (await resolveHelm(cacheDirectory(), quiet)).path;
  rendered = await renderManifests(loaded, folder, helm);
  objects = rendered.files
    .flatMap(({ text }) => parseAllDocuments(text).map((document) => document.toJS()))
    .filter((object) => object !== null);
}, 1_800_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);

test("every service has a file in the order of its installation, and nothing is left over", () => {
  const names = readdirSync(join(folder, "manifests")).sort();
  expect(names.length).toBe(49);
  expect(names.slice(0, 2)).toEqual(["00-namespace.yaml", "01-digit-platform.yaml"]);
  expect(names).not.toContain("07-left-over.yaml");
  expect(names.map((name) => readFileSync(join(folder, "manifests", name), "utf8"))).toEqual(
    rendered.files.map(({ text }) => text),
  );
});

test("the same environment gives the same bytes", async () => {
  const again = mkdtempSync(join(tmpdir(), "manifests-again-"));
  try {
    expect((await renderManifests(loaded, again, helm)).files).toEqual(rendered.files);
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}, 120_000);

test("every rule of the check engine passes, but for digests that are missing", () => {
  const { inputs } = readInputs(rendered.files.map(({ path, text }) => ({ path, content: text })));
  const report = evaluate(buildGraph(inputs), allRules, {
    version: "0",
    parameters: {},
    now: new Date("2026-11-26"),
    show: "all",
  });
  const said = report.findings.filter(({ status }) => status !== "pass");
  expect([...new Set(said.map(({ check, severity }) => `${severity} ${check}`))].sort()).toEqual(["low K8S-13.digest"]);
  expect(report.summary.pass).toBeGreaterThan(5000);
});

test("pods are restricted, spread, stopped with grace and without a token", () => {
  const deployments = ofKind("Deployment");
  expect(deployments.length).toBe(47);
  for (const { spec } of deployments) {
    const pod = spec.template.spec;
    expect(pod).toMatchObject({ automountServiceAccountToken: false, terminationGracePeriodSeconds: 45 });
    expect(pod.topologySpreadConstraints.map(({ topologyKey }: Manifest) => topologyKey)).toEqual([
      "topology.kubernetes.io/zone",
      "kubernetes.io/hostname",
    ]);
    expect(pod.containers[0].lifecycle.preStop).toEqual({ sleep: { seconds: 10 } });
    expect(pod.containers[0].startupProbe.failureThreshold).toBeGreaterThan(5);
    expect((pod.initContainers ?? []).map(({ name }: Manifest) => name)).not.toContain("db-migration");
  }
});

test("a migration is a Job before its service, with a new name for a new image", () => {
  const jobs = ofKind("Job");
  expect(jobs.length).toBe(27);
  for (const { metadata, spec } of jobs) {
    expect(metadata.annotations["helm.sh/hook"]).toBe("pre-install,pre-upgrade");
    expect(metadata.name).toMatch(/-migration-[0-9a-f]{8}$/);
    expect(metadata.name.length).toBeLessThanOrEqual(63);
    expect(spec).toMatchObject({ backoffLimit: 4, template: { spec: { restartPolicy: "Never" } } });
  }
});

test("secrets are references that reach processes as files, and a change restarts what uses them", () => {
  expect(ofKind("Secret")).toEqual([]);
  expect(JSON.stringify(objects)).not.toContain("secretKeyRef");
  const secrets = ofKind("ExternalSecret");
  const user = secrets.find(({ metadata }) => metadata.name === "egov-user-secrets");
  expect(user.spec.target.template.data["application.properties"]).toBe(
    [
      'spring.datasource.username={{ .v0 | replace "\\\\" "\\\\\\\\" }}',
      'spring.datasource.password={{ .v1 | replace "\\\\" "\\\\\\\\" }}\n',
    ].join("\n"),
  );
  const chat = secrets.find(({ metadata }) => metadata.name === "xstate-chatbot-secrets");
  const json = chat.spec.target.template.data["environment.json"].replaceAll(/\{\{ \.v\d+ \| toJson \}\}/g, '"x"');
  expect(JSON.parse(json)).toMatchObject({ DB_USER: "x", DB_PASSWORD: "x" });
  for (const { metadata, spec } of ofKind("Deployment")) {
    const mounted = spec.template.spec.volumes.some(({ name }: Manifest) => name === "secrets");
    expect(metadata.annotations["secret.reloader.stakater.com/reload"]).toBe(
      mounted ? `${metadata.name}-secrets` : undefined,
    );
  }
});

test("everything is closed by default, and a policy opens only what is declared", () => {
  const policies = ofKind("NetworkPolicy");
  const closed = policies.find(({ metadata }) => metadata.name === "default-deny");
  expect(closed.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  const encryption = policies.find(({ metadata }) => metadata.name === "egov-enc-service");
  const callers = encryption.spec.ingress[0].from.map(
    ({ podSelector }: Manifest) => podSelector.matchLabels["app.kubernetes.io/name"],
  );
  expect(callers).toEqual(["audit-service", "egov-user", "egov-user-chatbot", "report"]);
  for (const { spec } of policies) expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
});

test("the gateway has its routes without asking the cluster", () => {
  const routes = ofKind("ConfigMap").find(({ metadata }) => metadata.name === "gateway-routes");
  expect(routes.data["routes.properties"]).toContain("predicates[0]=Path=/user/**\n");
  expect(routes.data["routes.properties"]).not.toContain("egov-enc-service");
  expect(ofKind("Role").concat(ofKind("ClusterRole"))).toEqual([]);
});

describe("helm", () => {
  const charts = join(packageRoot(), "charts");
  const release = { name: "x", namespace: "egov", chart: "digit-service", values: { replicaCount: 1 } };

  test("refuses values that the schema does not know, by its own words and with exit code 4", async () => {
    const failure = await renderReleases([release], { helm, charts, kubernetesVersion: "1.36" }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ code: "helm-failed", exitCode: exitCodes.engineFailed });
    expect(String(failure)).toMatch(/replicaCount/);
  });

  test("that is not there is exit code 3, with how to get it", async () => {
    const missing = join(folder, "no-helm");
    expect(existsSync(missing)).toBe(false);
    await expect(renderReleases([release], { helm: missing, charts, kubernetesVersion: "1.36" })).rejects.toMatchObject(
      { code: "missing-tool:helm", exitCode: 3, hint: expect.stringMatching(/Install helm/) },
    );
  });
});
