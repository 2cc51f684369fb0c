import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "../../common/errors";
import { buildGraph } from "../graph/buildGraph";
import type { ResourceNode } from "../graph/graph";
import { type InputRequest, type InputSet, readInputs } from "./readInputs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "digit-manifests-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function read(...requests: readonly (string | InputRequest)[]): InputSet {
  return readInputs(requests, { cwd: folder });
}

function nodesOf(...requests: readonly (string | InputRequest)[]): readonly ResourceNode[] {
  return buildGraph(read(...requests).inputs).nodes;
}

function placesOf(...requests: readonly (string | InputRequest)[]): readonly string[] {
  return nodesOf(...requests).map(({ address, source }) => `${address} ${source.file}:${source.line}`);
}

function problemOf(...requests: readonly (string | InputRequest)[]): string {
  try {
    read(...requests);
  } catch (error) {
    if (error instanceof UserError) return `${error.code} ${error.exitCode} ${error.message}`;
    throw error;
  }
  return "no error";
}

const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

describe("objects of one file", () => {
  test("documents, lists and typed lists are taken apart, each with its line", () => {
    write(
      "all.yaml",
      `# nothing yet
---
${object("ConfigMap", "a")}---
apiVersion: v1
kind: List
items:
  - ${object("Secret", "b").trimEnd().replaceAll("\n", "\n    ")}
  - apiVersion: v1
    kind: PodList
    items:
      - metadata: {name: c, namespace: n}
---
`,
    );
    expect(placesOf("all.yaml")).toEqual(["ConfigMap/a all.yaml:3", "Pod/n/c all.yaml:18", "Secret/b all.yaml:11"]);
  });

  test("JSON reads the same, with lines", () => {
    write(
      "all.json",
      `{"apiVersion": "v1", "kind": "List",
  "items": [
    {"apiVersion": "v1", "kind": "Pod",
     "metadata": {"name": "a"}, "spec":
       {"hostNetwork": true}},
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b"}}
  ]}`,
    );
    expect(placesOf("all.json")).toEqual(["Pod/a all.json:3", "Pod/b all.json:6"]);
    expect(nodesOf("all.json")[0]?.sourceAt?.("spec.hostNetwork").line).toBe(5);
  });

  test("an empty list is fine, and so is what stands beside objects; it is listed", () => {
    expect(read({ path: "empty.json", content: '{"apiVersion":"v1","kind":"List","items":[]}' }).inputs).toHaveLength(
      1,
    );
    const { inputs, skipped } = read({ path: "mixed.yaml", content: `${object("Pod", "a")}---\n- x\n---\na: 1\n` });
    expect(inputs[0]?.objects).toHaveLength(1);
    expect(skipped).toEqual([
      { path: "mixed.yaml:6", reason: "no object of Kubernetes" },
      { path: "mixed.yaml:8", reason: "an object without a kind of Kubernetes" },
    ]);
  });

  test("Helm's templates and generated names are named", () => {
    const content = `---
# Source: portal/templates/job.yaml
apiVersion: batch/v1
kind: Job
metadata: {generateName: load-, namespace: n}
`;
    const [node] = nodesOf({ path: "-", content });
    expect([node?.address, node?.source]).toEqual([
      "Job/n/load-",
      { file: "-", line: 3, construct: "portal/templates/job.yaml" },
    ]);
  });

  test("kinds of other groups keep their group in the type", () => {
    const types = [
      "v1 Service",
      "serving.knative.dev/v1 Service",
      "apps/v1 Deployment",
      "networking.k8s.io/v1 Ingress",
    ];
    const content = types
      .map((type) => type.split(" "))
      .map(([apiVersion, kind]) => `apiVersion: ${apiVersion}\nkind: ${kind}\n`)
      .join("---\n");
    expect(nodesOf({ path: "a.yaml", content }).map((node) => node.type)).toEqual([
      "Deployment",
      "Ingress",
      "Service",
      "Service.serving.knative.dev",
    ]);
  });

  test("UTF-16 and a byte order mark make no difference", () => {
    const text = object("Pod", "a");
    for (const content of [Buffer.from(`\ufeff${text}`, "utf16le"), Buffer.from(`\ufeff${text}`, "utf8")]) {
      expect(placesOf({ path: "a.yaml", content })).toEqual(["Pod/a a.yaml:1"]);
    }
  });
});

test.each([
  ["a template that does not parse", `${object("Pod", "a")}spec:\n  {{- toYaml .Values.x | nindent 2 }}\n`],
  ["a template that begins with an action", `{{- if .Values.x }}\n${object("Pod", "a")}{{- end }}\n`],
  ["a template whose values parse as maps", `${object("Pod", "a")}spec:\n  replicas: {{ .Values.x }}\n`],
])("%s has to be rendered first", (_name, content) => {
  expect(problemOf({ path: "a.yaml", content })).toMatch(/^unrendered-template 2 a\.yaml:\d+ is a template/);
});

test.each([
  [
    "a key that stands twice",
    `${object("Pod", "a")}kind: Pod\n`,
    'duplicate-key 2 a.yaml:5: the key "kind" stands twice',
  ],
  [
    "a key that stands twice in JSON",
    '{"apiVersion":"v1","kind":"Pod","kind":"Pod"}',
    'duplicate-key 2 a.yaml:1: the key "kind"',
  ],
  ["YAML that is no manifest", "a: 1\n", "unknown-input-kind 2 a.yaml fits no kind"],
  ["text that only mentions both", "x: 'apiVersion: kind:'\napiVersion: v1\n# {kind: a\n", "unknown-input-kind 2"],
])("%s is refused", (_name, content, problem) => {
  expect(problemOf({ path: "a.yaml", content })).toContain(problem);
});

test("what is only partly rendered is not taken for a value", () => {
  const content = `${object("Pod", "a")}spec:\n  nodeName: "{{ node }}"\n  hostname: x-\${NAME}\n  subdomain: $(X)\n`;
  const [node] = nodesOf({ path: "a.yaml", content });
  expect(["nodeName", "hostname", "subdomain"].map((name) => node?.get(`spec.${name}`).kind)).toEqual([
    "unknown",
    "unknown",
    "known",
  ]);
});

describe("a folder", () => {
  test("is one input of all its objects, and lists what it passes over", () => {
    write("namespaces/a.yaml", object("Namespace", "a"));
    write("apps/app.yml", object("Pod", "a"));
    write("apps/more.json", JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "b" } }));
    write("apps/same.yaml", object("Pod", "a"));
    write("apps/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
    write("values.yaml", "replicas: 1\n");
    write("env.yaml", "apiVersion: digit-platform/v1\nkind: x\n");
    write("broken.yaml", `${object("Pod", "c")}x: [\n`);
    write("template.yaml", `${object("Pod", "c")}x: {{ .y }}\n`);
    write("chart/Chart.yaml", "apiVersion: v2\nname: c\n");
    write("chart/templates/pod.yaml", object("Pod", "c"));
    const { inputs, skipped } = read(".");
    expect(inputs.map(({ path, kind }) => [path, kind])).toEqual([[".", "manifest"]]);
    expect(placesOf(".")).toEqual([
      "Namespace/a namespaces/a.yaml:1",
      "Pod/a apps/app.yml:1",
      "Pod/a apps/same.yaml:1",
      "Pod/b apps/more.json:1",
    ]);
    expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      "apps/kustomization.yaml": "input of Kustomize: check what `kustomize build` prints",
      "broken.yaml": expect.stringContaining("line 6: ") as string,
      "chart/Chart.yaml": "no Kubernetes objects",
      "chart/templates": "templates of a chart",
      "env.yaml": "an environment file is only judged when it is named",
      "template.yaml": "a template, which has to be rendered first",
      "values.yaml": "no Kubernetes objects",
    });
  });

  test("patches that Kustomize merges are no objects yet", () => {
    write("base/app.yaml", object("Deployment", "a"));
    write(
      "overlay/kustomization.yaml",
      "resources: [../base, extra.yaml]\npatches:\n  - path: patch.yaml\npatchesStrategicMerge:\n  - ./old.yaml\n",
    );
    for (const name of ["patch", "old", "extra"]) write(`overlay/${name}.yaml`, object("Deployment", "a"));
    expect(placesOf(".")).toEqual(["Deployment/a base/app.yaml:1", "Deployment/a overlay/extra.yaml:1"]);
    expect(read(".").skipped).toContainEqual({
      path: "overlay/patch.yaml",
      reason: "a patch that Kustomize merges: check what `kustomize build` prints",
    });
  });

  test("named files are inputs of their own, in one graph", () => {
    write("a.yaml", object("Namespace", "a"));
    write("b.yaml", object("Pod", "b"));
    const graph = buildGraph(read("a.yaml", "b.yaml").inputs);
    expect(graph.inputs.map(({ path, resources }) => [path, resources])).toEqual([
      ["a.yaml", 1],
      ["b.yaml", 1],
    ]);
    expect(graph.ofType("Namespace", "Pod")).toHaveLength(2);
  });
});
