import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { admissionRules } from "../../checks/admission";
import type { AdmissionRule } from "../../checks/admission/model";
import { admissionPolicies } from "../../checks/admission/policies";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import { readInputs } from "../../checks/inputs/readInputs";
import type { Rule } from "../../checks/rule";
import { allRules } from "../../checks/rules";
import { examplesOf } from "../../checks/rules/examples";
import type { Json } from "../../common/json";
import { admissionPoliciesYaml } from "../../operations/admissionPolicies";
import { type Cluster, serviceAccount } from "../../tools/cluster/cluster";
import { openCluster } from "./testBed";

let cluster: Cluster;
const allowedRegistries = ["registry.example.org"];
const parameter = (name: string) => (name === "allowedRegistries" ? allowedRegistries : null);
const policiesPath = "/apis/admissionregistration.k8s.io/v1";
/** One namespace in which a rule refuses, and one in which it warns of all that it would refuse. */
const namespaceOf = (rule: string, action: "Deny" | "Warn" = "Deny") => `${action}-${rule}`.toLowerCase();
const ruleOf = ({ rule }: AdmissionRule): Rule => {
  const found = allRules.find(({ metadata }) => metadata.id === rule);
  if (!found) throw new Error(`there is no rule ${rule}`);
  return found;
};

const collections: Readonly<Record<string, string>> = {
  Pod: "/api/v1/namespaces/NS/pods",
  PodTemplate: "/api/v1/namespaces/NS/podtemplates",
  ReplicationController: "/api/v1/namespaces/NS/replicationcontrollers",
  Deployment: "/apis/apps/v1/namespaces/NS/deployments",
  StatefulSet: "/apis/apps/v1/namespaces/NS/statefulsets",
  DaemonSet: "/apis/apps/v1/namespaces/NS/daemonsets",
  ReplicaSet: "/apis/apps/v1/namespaces/NS/replicasets",
  Job: "/apis/batch/v1/namespaces/NS/jobs",
  CronJob: "/apis/batch/v1/namespaces/NS/cronjobs",
};

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string };
  readonly spec?: unknown;
}

async function must(method: string, path: string, body: unknown): Promise<void> {
  const answer = await cluster.call(method, path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.body}`);
}

/** Each rule's policies bind to namespaces of their own, so that a refusal is that rule's. */
beforeAll(async () => {
  cluster = await openCluster();
  for (const admission of admissionRules) {
    for (const action of ["Deny", "Warn"] as const) {
      const name = namespaceOf(admission.rule, action);
      await must("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
      await must("POST", `/api/v1/namespaces/${name}/serviceaccounts`, serviceAccount("default"));
    }
    const options = { denyFrom: "low", exceptNamespaces: [], parameter } as const;
    for (const object of admissionPolicies(admission, ruleOf(admission), options))
      await install(object, admission.rule);
  }
});
afterAll(() => cluster.stop());

/** The policy as it is; its binding once for each of the two namespaces. */
async function install(object: Json, rule: string): Promise<void> {
  const { kind, metadata, spec, ...rest } = object as { kind: string; metadata: { name: string }; spec: object };
  if (!kind.endsWith("Binding")) return must("POST", `${policiesPath}/validatingadmissionpolicies`, object);
  for (const action of ["Deny", "Warn"] as const) {
    const matchLabels = { "kubernetes.io/metadata.name": namespaceOf(rule, action) };
    await must("POST", `${policiesPath}/validatingadmissionpolicybindings`, {
      ...{ ...rest, kind, metadata: { ...metadata, name: `${metadata.name}-${action}`.toLowerCase() } },
      spec: { ...spec, validationActions: [action], matchResources: { namespaceSelector: { matchLabels } } },
    });
  }
}

/** Checks that warn of the object, were it created now; undefined where it cannot be asked so. */
async function warned(workload: Workload, namespace: string): Promise<readonly string[] | undefined> {
  const collection = (collections[workload.kind] ?? "").replace("NS", namespace);
  const body = { ...workload, metadata: { ...workload.metadata, namespace } };
  const answer = await cluster.call("POST", `${collection}?dryRun=All`, body);
  const named = answer.warning.match(/\bK8S-\d+\.[a-z0-9-]+/g) ?? [];
  return answer.status === 201 ? [...new Set(named)].sort() : undefined;
}

/** Why the API server refuses the object, were it created now; undefined where it takes it. */
async function refusal(workload: Workload, namespace: string): Promise<string | undefined> {
  const collection = (collections[workload.kind] ?? "").replace("NS", namespace);
  const { ephemeralContainers, ...spec } = (workload.spec ?? {}) as Record<string, unknown>;
  if (workload.kind !== "Pod" || ephemeralContainers === undefined) {
    const body = { ...workload, metadata: { ...workload.metadata, namespace } };
    const answer = await cluster.call("POST", `${collection}?dryRun=All`, body);
    return answer.status === 201 ? undefined : JSON.parse(answer.body).message;
  }
  // A pod gets such containers only while it runs.
  const name = `running-${Math.random().toString(36).slice(2)}`;
  await must("POST", collection, { ...workload, metadata: { name, namespace }, spec });
  const running = JSON.parse((await cluster.call("GET", `${collection}/${name}`)).body);
  const more = { ...running, spec: { ...running.spec, ephemeralContainers } };
  const answer = await cluster.call("PUT", `${collection}/${name}/ephemeralcontainers?dryRun=All`, more);
  return answer.status === 200 ? undefined : JSON.parse(answer.body).message;
}

/** Where the API server fills in what the file leaves out, before it asks: a request from the limit of its kind. */
const filledIn: ReadonlySet<string> = new Set(["K8S-12/bad-without-memory-request"]);

/** Checks of the rule that fail on an object before deploy, or are unknown then. */
function judgedBefore(admission: AdmissionRule, workload: Workload, wanted: "fail" | "unknown"): readonly string[] {
  const inputs = readInputs([{ path: "object.json", content: JSON.stringify(workload) }]).inputs;
  const options = { version: "test", now: new Date(), parameters: { allowedRegistries } };
  const forms = new Set(admission.checks(parameter).map(({ check }) => check));
  return evaluate(buildGraph(inputs), [ruleOf(admission)], options)
    .findings.filter(({ status, check }) => status === wanted && forms.has(check))
    .map(({ check }) => check);
}

/** The pod that a controller would make: questions for pods alone are asked of it. */
function asPod(workload: Workload): Workload {
  if (workload.kind === "Pod") return workload;
  const spec = workload.spec as { template?: Workload; jobTemplate?: { spec: { template: Workload } } };
  const template = spec.jobTemplate?.spec.template ?? spec.template;
  return { kind: "Pod", ...{ apiVersion: "v1" }, metadata: { name: "made" }, spec: template?.spec };
}

function workloadsOf(admission: AdmissionRule): readonly { readonly name: string; readonly workload: Workload }[] {
  return examplesOf(admission.rule).flatMap(({ name, manifests }) => {
    // Defaults of a namespace are another object, which this namespace does not have.
    if (manifests === undefined || /kind: LimitRange/.test(manifests)) return [];
    const podsOnly = admission.checks(parameter).some((check) => check.podsOnly);
    return parseAllDocuments(manifests, { version: "1.1" })
      .map((document) => document.toJS() as Workload | null)
      .filter((object): object is Workload => object !== null && object.kind in collections)
      .map((workload) => ({ name, workload: podsOnly ? asPod(workload) : workload }));
  });
}

/** Policies take effect a moment after they were made. */
async function untilActive(admission: AdmissionRule): Promise<void> {
  const bad = workloadsOf(admission).find(({ workload }) => judgedBefore(admission, workload, "fail").length > 0);
  if (!bad) throw new Error(`${admission.rule} has no bad example`);
  for (let tries = 0; tries < 300; tries++) {
    const reason = await refusal(bad.workload, namespaceOf(admission.rule));
    if (reason?.includes("ValidatingAdmissionPolicy")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${admission.rule}: no policy refuses ${bad.name}`);
}

describe.each(admissionRules.map((admission) => [admission.rule, admission] as const))("%s", (id, admission) => {
  test("refuses each bad example and takes each good one, as the rule does before deploy", async () => {
    await untilActive(admission);
    const policy = `ValidatingAdmissionPolicy 'digit-platform-${id.toLowerCase()}'`;
    const bad = workloadsOf(admission).find(({ workload }) => judgedBefore(admission, workload, "fail").length > 0);
    for (let tries = 0; tries < 300 && bad; tries++) {
      if (((await warned(bad.workload, namespaceOf(id, "Warn"))) ?? [id]).length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const wrong: string[] = [];
    let asked = 0;
    for (const { name, workload } of workloadsOf(admission)) {
      // Marks that a tool has yet to replace are never sent to a cluster.
      if (judgedBefore(admission, workload, "unknown").length > 0 || filledIn.has(`${id}/${name}`)) continue;
      const expected = judgedBefore(admission, workload, "fail");
      const reason = await refusal(workload, namespaceOf(id));
      // What the API server takes for no object of that kind proves nothing about the policy.
      if (reason !== undefined && !reason.includes("ValidatingAdmissionPolicy")) continue;
      asked += 1;
      const warnings = await warned(workload, namespaceOf(id, "Warn"));
      if (warnings && warnings.join() !== [...expected].sort().join())
        wrong.push(`${name}: before deploy ${expected.join(", ")}; the cluster warns of ${warnings.join(", ")}`);
      const check = new RegExp(`${id}\\.[a-z0-9-]+`).exec(reason ?? "")?.[0];
      const right =
        expected.length === 0
          ? reason === undefined
          : reason?.includes(policy) === true && check !== undefined && expected.includes(check);
      if (!right)
        wrong.push(
          `${name}: before deploy ${expected.join(", ") || "nothing fails"}; the cluster: ${reason ?? "takes it"}`,
        );
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(1);
  });
});

test("what the command prints is taken as a whole by kubectl, strictly", async () => {
  const file = join(cluster.directory, "policies.yaml");
  const printed = admissionPoliciesYaml({ denyFrom: "medium", exceptNamespaces: ["kube-system"] });
  writeFileSync(file, printed);
  const end = await cluster.kubectl(["apply", "--dry-run=server", "--validate=strict", "-f", file]);
  expect(end).toMatchObject({ code: 0 });
  expect(end.stdout.match(/\(server dry run\)/g)?.length).toBe(printed.match(/^---$/gm)?.length);
});

test("a policy without a namespace selector spares the namespaces that it is told to", async () => {
  const [k8s01] = admissionRules;
  if (!k8s01) throw new Error("there are no rules");
  const privileged = {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "agent" } },
    spec: { containers: [{ name: "agent", image: "a:1", securityContext: { privileged: true } }] },
  };
  const options = { denyFrom: "medium", exceptNamespaces: ["kube-system"], parameter } as const;
  const objects = admissionPolicies(k8s01, ruleOf(k8s01), options).map((object) => {
    const { kind, metadata, spec, ...rest } = object as {
      kind: string;
      metadata: { name: string };
      spec: Record<string, Json>;
    };
    const renamed = { ...metadata, name: "everywhere" };
    const bound = kind.endsWith("Binding") ? { ...spec, policyName: "everywhere" } : spec;
    return { kind, metadata: renamed, spec: bound, ...rest };
  });
  for (const object of objects) {
    const collection = object.kind.endsWith("Binding")
      ? "validatingadmissionpolicybindings"
      : "validatingadmissionpolicies";
    await must("POST", `${policiesPath}/${collection}`, object);
  }
  await must("POST", "/api/v1/namespaces/kube-system/serviceaccounts", serviceAccount("default"));
  let reason: string | undefined;
  for (let tries = 0; tries < 300 && reason === undefined; tries++) {
    reason = await refusal(privileged, "default");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(reason).toContain("K8S-01.privileged: securityContext.privileged is not true. It does not hold for agent");
  expect(await refusal(privileged, "kube-system")).toBeUndefined();
});
