import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import type { ParsedInput } from "../../checks/inputs/model";
import { readInputs } from "../../checks/inputs/readInputs";
import type { Finding, Report } from "../../checks/model";
import type { RuleExample } from "../../checks/rule";
import { allRules } from "../../checks/rules";
import { examplesOf } from "../../checks/rules/examples";
import { packageRoot } from "../../common/packageRoot";
import { type Cluster, serviceAccount } from "../../tools/cluster/cluster";
import { openCluster, pod } from "./testBed";

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.stop());

/** The command as a user runs it, with kubectl of the test bed on the PATH. */
async function check(args: readonly string[], kubeconfig = cluster.kubeconfig) {
  const kubectl = join(cluster.kubectlPath, "..");
  const env = { ...process.env, KUBECONFIG: kubeconfig, PATH: `${kubectl}:${process.env.PATH}`, NO_COLOR: "1" };
  const words = ["--import", "tsx", join(packageRoot(), "cli", "cli.ts"), "check", ...args];
  const options = { cwd: packageRoot(), env, maxBuffer: 64 * 1024 * 1024 };
  return promisify(execFile)(process.execPath, words, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}
const checkCluster = (args: readonly string[] = [], kubeconfig?: string) =>
  check(["--cluster", cluster.context, "--format", "json", ...args], kubeconfig);
const reportOf = ({ stdout }: { readonly stdout: string }): Report => JSON.parse(stdout);

/** Paths of kinds in the API; what is not here is no kind of a cluster, or none of a namespace. */
const paths: Readonly<Record<string, string>> = {
  Pod: "/api/v1/namespaces/NS/pods",
  Service: "/api/v1/namespaces/NS/services",
  ConfigMap: "/api/v1/namespaces/NS/configmaps",
  ServiceAccount: "/api/v1/namespaces/NS/serviceaccounts",
  ReplicationController: "/api/v1/namespaces/NS/replicationcontrollers",
  PodTemplate: "/api/v1/namespaces/NS/podtemplates",
  PersistentVolumeClaim: "/api/v1/namespaces/NS/persistentvolumeclaims",
  Deployment: "/apis/apps/v1/namespaces/NS/deployments",
  StatefulSet: "/apis/apps/v1/namespaces/NS/statefulsets",
  DaemonSet: "/apis/apps/v1/namespaces/NS/daemonsets",
  ReplicaSet: "/apis/apps/v1/namespaces/NS/replicasets",
  Job: "/apis/batch/v1/namespaces/NS/jobs",
  CronJob: "/apis/batch/v1/namespaces/NS/cronjobs",
  Ingress: "/apis/networking.k8s.io/v1/namespaces/NS/ingresses",
  NetworkPolicy: "/apis/networking.k8s.io/v1/namespaces/NS/networkpolicies",
  Role: "/apis/rbac.authorization.k8s.io/v1/namespaces/NS/roles",
  RoleBinding: "/apis/rbac.authorization.k8s.io/v1/namespaces/NS/rolebindings",
};

interface Placed {
  readonly name: string;
  readonly namespace: string;
  readonly example: RuleExample;
  readonly objects: readonly KubernetesObject[];
}
type KubernetesObject = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: Readonly<Record<string, unknown>>;
};

/** Examples whose objects all belong to one namespace, each in a namespace of its own. */
function placedExamples(): readonly Placed[] {
  const rules = allRules.filter(({ metadata }) => metadata.inputs.includes("cluster"));
  return rules.flatMap(({ metadata }) =>
    examplesOf(metadata.id).flatMap((example): readonly Placed[] => {
      if (example.manifests === undefined || example.terraform !== undefined || example.otherStacks) return [];
      const objects = parseAllDocuments(example.manifests, { version: "1.1" }).map((one) => one.toJS());
      const namespaces = new Set(objects.map((object) => object?.metadata?.namespace));
      if (namespaces.size > 1 || objects.some((object) => !(object?.kind in paths))) return [];
      const namespace = `${metadata.id}-${example.name}`.toLowerCase().slice(0, 63);
      const placed = objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
      return [{ name: `${metadata.id}/${example.name}`, namespace, example, objects: placed }];
    }),
  );
}

const namespaceObject = ({ namespace }: Placed): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: namespace },
});

/** The account that every namespace has; a controller makes it, and this cluster runs none here. */
function accountOf({ objects, namespace }: Placed): readonly KubernetesObject[] {
  const own = objects.some(({ kind, metadata }) => kind === "ServiceAccount" && metadata.name === "default");
  if (own) return [];
  return [
    {
      ...serviceAccount("default"),
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace },
    },
  ];
}

async function apply(placed: Placed): Promise<string | undefined> {
  const { namespace, objects } = placed;
  await cluster.call("POST", "/api/v1/namespaces", namespaceObject(placed));
  // What refers to another object comes after it, as `kubectl apply` sorts them too.
  const order = (kind: string) => ["ServiceAccount", "ConfigMap", "Role"].indexOf(kind);
  for (const object of [...accountOf(placed), ...objects].sort((a, b) => order(b.kind) - order(a.kind))) {
    const path = (paths[object.kind] ?? "").replace("NS", namespace);
    const answer = await cluster.call("POST", path, object);
    if (answer.status !== 201) return JSON.parse(answer.body).message;
  }
  return undefined;
}

/** Who may reach whom hangs on all namespaces together, and a live cluster has more of them than one example. */
const looksAround = /^(REACH|XB)-/;

function rows(findings: readonly Finding[], placed: Placed, status: string): readonly string[] {
  return findings
    .filter((finding) => finding.status === status && finding.resource.split("/")[1] === placed.namespace)
    .filter((finding) => !looksAround.test(finding.check))
    .map((finding) => `${finding.check} ${finding.resource}`)
    .sort();
}

function judgeManifests(objects: readonly KubernetesObject[]): readonly Finding[] {
  const content = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  const inputs: readonly ParsedInput[] = readInputs([{ path: "list.json", content, kind: "manifest" }]).inputs;
  return evaluate(buildGraph(inputs), allRules, { version: "test", now: new Date() }).findings;
}

/**
 * Objects that the API server completes, so that a finding is mended by it or one is added: an AppArmor annotation
 * becomes a security context of the container, and a policy without selectors gets an empty one.
 */
const completedByServer: ReadonlySet<string> = new Set([
  "K8S-11/good-annotation",
  "K8S-11/bad-annotation",
  "K8S-16/bad-policy-without-selectors",
  // It fills `serviceAccount` and `serviceAccountName` from each other.
  "K8S-14/bad-default-account-by-name",
  "K8S-14/bad-older-field",
  // It binds a role that every API server brings: there its rights are read, and not only its name.
  "K8S-19/bad-broad-role",
]);

test("a live cluster gets the verdicts that the manifests got before they were applied", async () => {
  const all = placedExamples();
  const refused = new Map<string, string>();
  const applied: Placed[] = [];
  for (const placed of all) {
    const reason = await apply(placed);
    if (reason === undefined) applied.push(placed);
    else refused.set(placed.name, reason);
  }
  const report = reportOf(await checkCluster(["--fail-on", "never"]));
  const different = applied.flatMap((placed) => {
    // A cluster holds the namespace and its account as well, and rules judge them.
    const before = judgeManifests([namespaceObject(placed), ...accountOf(placed), ...placed.objects]);
    const of = (findings: readonly Finding[]) => ["fail", "unknown"].map((status) => rows(findings, placed, status));
    const [expected, found] = [of(before), of(report.findings)];
    return JSON.stringify(expected) === JSON.stringify(found) ? [] : [{ name: placed.name, expected, found }];
  });
  expect(different.filter(({ name }) => !completedByServer.has(name))).toEqual([]);
  expect(different.map(({ name }) => name).sort()).toEqual([...completedByServer].sort());
  // What the API server itself takes for no object proves nothing here; most of them must be there.
  expect({ refused: [...refused], most: applied.length > 0.8 * all.length }).toMatchObject({ most: true });
  expect(report.inputs).toMatchObject([{ path: `cluster:${cluster.context}`, kind: "cluster" }]);
});

test("a kind that the user may not list is unknown, never a pass", async () => {
  const roles = "/apis/rbac.authorization.k8s.io/v1";
  const rules = [
    { apiGroups: [""], resources: ["pods", "namespaces", "services"], verbs: ["list"] },
    { apiGroups: ["apps", "batch"], resources: ["*"], verbs: ["list"] },
  ];
  const apiVersion = "rbac.authorization.k8s.io/v1";
  await cluster.call("POST", `${roles}/clusterroles`, {
    ...{ apiVersion, kind: "ClusterRole", metadata: { name: "some" }, rules },
  });
  await cluster.call("POST", `${roles}/clusterrolebindings`, {
    ...{ apiVersion, kind: "ClusterRoleBinding", metadata: { name: "some" } },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "some" },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "some" }],
  });
  const result = await checkCluster([], cluster.userKubeconfig("ravi", ["some"]));
  const report = reportOf(result);
  const unread = report.inputs[0]?.notes?.map((note) => note.message) ?? [];
  expect(unread).toContainEqual(
    expect.stringMatching(/^NetworkPolicy \(networking.k8s.io\/v1\) was not read: .*"ravi" cannot list/),
  );
  expect(unread.some((message) => message.startsWith("Deployment"))).toBe(false);
  const judgedAlone = allRules.filter((rule) => rule.metadata.resourceTypes.includes("NetworkPolicy"));
  const standIns = report.findings.filter((finding) => finding.resource === "NetworkPolicy/*");
  expect(standIns.map((finding) => finding.status).filter((status) => status !== "unknown")).toEqual([]);
  expect(new Set(standIns.map((finding) => finding.rule))).toEqual(
    new Set(judgedAlone.map((rule) => rule.metadata.id)),
  );
});

test("whoever may read nothing gets exit code 3, and whoever names no context 2", async () => {
  const nothing = await checkCluster([], cluster.userKubeconfig("nobody", []));
  expect(nothing).toMatchObject({ code: 3, stdout: "" });
  expect(nothing.stderr).toContain("Nothing of the cluster");
  const other = await check(["--cluster", "elsewhere"]);
  expect(other).toMatchObject({ code: 2 });
  expect(other.stderr).toContain(`It has: ${cluster.context}.`);
});

test("only lists are asked for, and Secrets are not among them", async () => {
  const value = "canary-0d107d09f5bbe40cade3de5c71e9e9b7";
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "canary" }, stringData: { value } };
  await cluster.call("POST", "/api/v1/namespaces/default/secrets", secret);
  await cluster.call("POST", "/api/v1/namespaces/default/pods", pod("plain"));
  const { stdout } = await checkCluster(
    ["--show", "all", "--fail-on", "never"],
    cluster.userKubeconfig("reader", ["system:masters"]),
  );
  expect(stdout).toContain("Pod/default/plain");
  expect(stdout.includes(value) || stdout.includes(Buffer.from(value).toString("base64"))).toBe(false);
  const audit = await import("node:fs").then(({ readFileSync }) => readFileSync(cluster.files.auditLog, "utf8"));
  const requests = audit
    .split("\n")
    .filter((line) => line.includes('"username":"reader"'))
    .map((line) => JSON.parse(line));
  expect(requests.length).toBeGreaterThan(20);
  expect([...new Set(requests.map((request) => request.verb))].sort()).toEqual(["get", "list"]);
  expect(requests.filter((request) => request.objectRef?.resource === "secrets")).toEqual([]);
});
