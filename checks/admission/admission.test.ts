/** The two forms of a rule give the same verdict on every example, and on pods that nobody thought of. */
import fc from "fast-check";
import { evaluate } from "../evaluate";
import { buildGraph } from "../graph/buildGraph";
import type { ResourceGraph } from "../graph/graph";
import { readInputs } from "../inputs/readInputs";
import type { Rule } from "../rule";
import { allRules } from "../rules";
import { examplesOf } from "../rules/examples";
import { workloadTypes } from "../rules/kit/kubernetes";
import { admissionRules } from ".";
import { compileAdmission } from "./evaluate";
import type { AdmissionRule } from "./model";

const registries = ["registry.example.org/digit", "registry.example.net", "docker.io/library"];
const parameters = { allowedRegistries: registries };
const parameter = (name: string) => (name === "allowedRegistries" ? registries : null);
const graphOf = (path: string, content: string) => buildGraph(readInputs([{ path, content }]).inputs);
const ruleOf = ({ rule }: AdmissionRule): Rule => {
  const found = allRules.find(({ metadata }) => metadata.id === rule);
  if (!found) throw new Error(`there is no rule ${rule}`);
  return found;
};

/** Texts for numbers and the like, which no API server takes: there is nothing to agree on. */
const noObjects: ReadonlySet<string> = new Set([
  "K8S-03/bad-text",
  "K8S-03/bad-user-refused",
  "K8S-07/bad-low-port-as-text",
]);

const compiledRules = new Map(admissionRules.map((admission) => [admission, compileAdmission(admission, parameter)]));

/** `<check> <resource> <status>` of both forms; what the rule does not know, expressions need not know either. */
function bothForms(admission: AdmissionRule, graph: ResourceGraph): readonly [readonly string[], readonly string[]] {
  const checks = new Set(admission.checks(parameter).map(({ check }) => check));
  const options = { version: "test", now: new Date(0), show: "all", parameters } as const;
  const findings = evaluate(graph, [ruleOf(admission)], options).findings.filter((one) => checks.has(one.check));
  const open = new Set(findings.filter((one) => one.status === "unknown").map((one) => `${one.check} ${one.resource}`));
  const nodes = graph.ofType(...workloadTypes);
  const asked = nodes.flatMap((node) =>
    (compiledRules.get(admission)?.verdicts(node) ?? [])
      .filter(({ check }) => !open.has(`${check} ${node.address}`))
      .map(
        ({ check, status, cause }) =>
          [`${check} ${node.address}`, status === "pass" || status === "fail" ? status : `${status} ${cause}`] as const,
      ),
  );
  return [
    findings
      .filter((one) => one.status === "fail")
      .map((one) => `${one.check} ${one.resource} fail`)
      .sort(),
    asked
      .filter(([, status]) => status !== "pass")
      .map(([row, status]) => `${row} ${status}`)
      .sort(),
  ];
}

/** Pods of a Deployment are asked where their template would be, when the question is one for pods. */
const asPods = (admission: AdmissionRule) => admission.checks(parameter).some(({ podsOnly }) => podsOnly === true);

describe.each(admissionRules.map((admission) => [admission.rule, admission] as const))("%s", (id, admission) => {
  test("speaks of checks that the rule has", () => {
    const own = ruleOf(admission).metadata.checks.map((check) => check.id);
    expect(own).toEqual(expect.arrayContaining(admission.checks(parameter).map(({ check }) => check)));
  });

  test("leaves out no check of the rule", () => {
    const forms = new Set([...admission.checks(parameter).map(({ check }) => check), ...(admission.elsewhere ?? [])]);
    expect(
      ruleOf(admission)
        .metadata.checks.map((check) => check.id)
        .filter((check) => !forms.has(check)),
    ).toEqual([]);
  });

  for (const example of examplesOf(id)) {
    const { manifests } = example;
    if (manifests === undefined || /kind: LimitRange/.test(manifests) || noObjects.has(`${id}/${example.name}`))
      continue;
    test(example.name, () => {
      const graph = graphOf("manifests.yaml", manifests);
      if (asPods(admission) && graph.ofType(...workloadTypes).some((node) => node.type !== "Pod")) return;
      const [rule, expressions] = bothForms(admission, graph);
      expect(expressions).toEqual(rule);
    });
  }
});

/** Pods of every shape that the API takes, with the values that rules speak of and some that they do not. */
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
const flag = maybe(fc.boolean());
const userNumber = maybe(fc.constantFrom(0, 1, 1000, 9999, 10_000, 20_000));
const capability = fc.constantFrom(
  "ALL",
  "NET_RAW",
  "SYS_ADMIN",
  "SYS_MODULE",
  "NET_BIND_SERVICE",
  "CHOWN",
  "BPF",
  "CAP_NET_ADMIN",
);
const profile = maybe(fc.record({ type: fc.constantFrom("RuntimeDefault", "Localhost", "Unconfined") }));
const sharedFields = {
  runAsNonRoot: flag,
  runAsUser: userNumber,
  runAsGroup: userNumber,
  seccompProfile: profile,
  appArmorProfile: profile,
  windowsOptions: maybe(fc.record({ hostProcess: flag })),
  seLinuxOptions: maybe(
    fc.record({
      user: maybe(fc.constant("system_u")),
      role: maybe(fc.constant("sysadm_r")),
      type: maybe(fc.constantFrom("container_t", "spc_t")),
      level: maybe(fc.constant("s0")),
    }),
  ),
};
const quantity = maybe(fc.constantFrom("100m", "0", "1Gi", "0Mi", 1, 2));
const resources = maybe(
  fc.record({
    requests: maybe(fc.record({ cpu: quantity, memory: quantity })),
    limits: maybe(fc.record({ cpu: quantity, memory: quantity })),
  }),
);
const image = fc.constantFrom(
  "nginx",
  "nginx:latest",
  "nginx:1.27.3",
  "localhost/app:1",
  "localhost:5000/app",
  "registry.example.org/digit/app:1.0.0",
  "registry.example.organic/app:1.0.0",
  "registry.example.net/app:1.0.0",
  "registry.example.net:5000/app:1.0.0",
  "registryxexample.org/digit/app:1.0.0",
  "registry.example.org/digit:1",
  `registry.example.org/other/app@sha256:${"a".repeat(64)}`,
  "registry.example.org/digit/app@sha256:abc",
  "registry.example.org/digit/app:latest@md5:abc",
  "k8s.gcr.io/pause:3.9",
  "gcr.io/google_containers/pause:3.9",
  "team/app:1.2",
);
const container = (name: string) =>
  fc.record({
    name: fc.constant(name),
    image,
    resources,
    ports: maybe(
      fc.array(
        fc.record({
          containerPort: fc.constantFrom(22, 80, 1023, 1024, 8080),
          hostPort: maybe(fc.constantFrom(0, 8080)),
          protocol: maybe(fc.constantFrom("TCP", "UDP")),
        }),
        { maxLength: 2 },
      ),
    ),
    volumeMounts: maybe(
      fc.array(
        fc.record({ name: fc.constantFrom("v0", "v1"), mountPath: fc.constantFrom("/a", "/b"), readOnly: flag }),
        { maxLength: 2 },
      ),
    ),
    securityContext: maybe(
      fc.record({
        ...sharedFields,
        privileged: flag,
        allowPrivilegeEscalation: flag,
        readOnlyRootFilesystem: flag,
        procMount: maybe(fc.constantFrom("Default", "Unmasked")),
        capabilities: maybe(
          fc.record({
            add: maybe(fc.array(capability, { maxLength: 3 })),
            drop: maybe(fc.array(capability, { maxLength: 3 })),
          }),
        ),
      }),
    ),
  });
const volume = (name: string) =>
  fc.oneof(
    fc
      .constantFrom("/", "/etc", "/etc/", "/var/run/docker.sock", "/run/containerd", "/run/k3s/containerd/", "/data")
      .map((path) => ({ name, hostPath: { path } })),
    fc.constantFrom(
      { name, emptyDir: {} },
      { name, nfs: { server: "s", path: "/" } },
      { name, csi: { driver: "d" } },
      { name, configMap: { name: "c" } },
    ),
  );
const annotations = maybe(
  fc.record({
    "seccomp.security.alpha.kubernetes.io/pod": maybe(fc.constantFrom("runtime/default", "unconfined")),
    "container.seccomp.security.alpha.kubernetes.io/c0": maybe(fc.constantFrom("localhost/x", "docker/default")),
    "container.apparmor.security.beta.kubernetes.io/c0": maybe(
      fc.constantFrom("runtime/default", "unconfined", "localhost/x"),
    ),
  }),
);
const podSpec = fc.record({
  automountServiceAccountToken: flag,
  serviceAccountName: maybe(fc.constantFrom("default", "permits")),
  serviceAccount: maybe(fc.constantFrom("default", "permits")),
  hostNetwork: flag,
  hostPID: flag,
  hostIPC: flag,
  hostUsers: flag,
  os: maybe(fc.record({ name: fc.constantFrom("linux", "windows") })),
  resources,
  volumes: maybe(fc.tuple(volume("v0"), volume("v1"))),
  securityContext: maybe(
    fc.record({
      ...sharedFields,
      fsGroup: userNumber,
      supplementalGroups: maybe(fc.array(fc.constantFrom(0, 1000), { maxLength: 2 })),
      sysctls: maybe(
        fc.array(
          fc.record({
            name: fc.constantFrom("net.ipv4.tcp_syncookies", "net/ipv4/tcp_rmem", "kernel.msgmax"),
            value: fc.constant("1"),
          }),
          {
            maxLength: 2,
          },
        ),
      ),
    }),
  ),
  containers: fc.tuple(container("c0")),
  initContainers: maybe(fc.tuple(container("c1"))),
  ephemeralContainers: maybe(fc.tuple(container("c2"))),
});

test("agree on pods of any shape", () => {
  fc.assert(
    fc.property(podSpec, annotations, (spec, notes) => {
      const metadata = { name: "p", namespace: "a", annotations: notes };
      const graph = graphOf("pod.json", JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata, spec }));
      for (const admission of admissionRules) {
        const [rule, expressions] = bothForms(admission, graph);
        expect(expressions).toEqual(rule);
      }
    }),
    { seed: 20_261_125, numRuns: 150 },
  );
});

test("find the pod in every kind that has one", () => {
  const k8s01 = admissionRules.filter(({ rule }) => rule === "K8S-01");
  const bad = { spec: { containers: [{ name: "c", image: "i", securityContext: { privileged: true } }] } };
  const objects = workloadTypes.map((kind) => {
    const meta = { kind, apiVersion: "v1", metadata: { name: "x" } };
    if (kind === "Pod") return { ...meta, ...bad };
    if (kind === "PodTemplate") return { ...meta, template: bad };
    return { ...meta, spec: kind === "CronJob" ? { jobTemplate: { spec: { template: bad } } } : { template: bad } };
  });
  const graph = graphOf("list.json", JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
  for (const admission of k8s01) {
    const [rule, expressions] = bothForms(admission, graph);
    expect(expressions).toEqual(rule);
    expect(rule).toHaveLength(workloadTypes.length);
  }
});

test("what is not rendered yet is unknown", () => {
  const [k8s13] = admissionRules.filter(({ rule }) => rule === "K8S-13");
  const content =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: c, image: "{{ image }}" }] }\n';
  const [node] = graphOf("pod.yaml", content).ofType("Pod");
  const verdicts = k8s13 && node ? compileAdmission(k8s13, () => null).verdicts(node) : [];
  expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["unknown"]));
});
