import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "../../common/errors";
import { buildGraph } from "../graph/buildGraph";
import { type InputRequest, readInputs } from "./readInputs";

let outer: string;
let folder: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "digit-inputs-"));
  folder = join(outer, "work");
  mkdirSync(folder);
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

function write(path: string, content: unknown): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content));
  return file;
}

function read(...requests: readonly (string | InputRequest)[]) {
  return readInputs(requests, { cwd: folder });
}

function addressesOf(...requests: readonly (string | InputRequest)[]): readonly string[] {
  return buildGraph(read(...requests).inputs).nodes.map((node) => node.address);
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return `${error.code} ${error.exitCode}`;
    throw error;
  }
  return "no error";
}

const bucket = (name: string, body: unknown = {}) => ({ resource: { aws_s3_bucket: { [name]: body } } });
const plan = { format_version: "1.2", planned_values: {}, resource_changes: [], configuration: {} };
const rawState = {
  version: 4,
  serial: 3,
  lineage: "x",
  resources: [
    {
      mode: "managed",
      type: "aws_s3_bucket",
      name: "a",
      instances: [
        {
          index_key: "k",
          attributes: { bucket: "b", secret: "s" },
          sensitive_attributes: [[{ type: "get_attr", value: "secret" }]],
        },
        { deposed: "0", attributes: {} },
      ],
    },
    { module: 'module.m["x"]', mode: "data", type: "aws_vpc", name: "v", instances: [{ attributes: { id: "vpc-1" } }] },
  ],
};

describe("kinds are told by content", () => {
  test.each([
    ["a plan", plan, "plan"],
    ["a shown state", { format_version: "1.0", values: { root_module: {} } }, "state"],
    ["an empty shown state", { format_version: "1.0", terraform_version: "1.11.4" }, "state"],
    ["a raw state", rawState, "state"],
    ["Terraform JSON", bucket("a"), "terraform-json"],
    ["HCL", 'resource "aws_s3_bucket" "b" {\n}\n', "hcl"],
    ["a manifest in JSON", { apiVersion: "v1", kind: "Pod" }, "manifest"],
    ["a manifest in YAML", "apiVersion: v1\nkind: Pod\n", "manifest"],
  ])("%s", (_name, content, kind) => {
    write("some.json", content);
    expect(read("some.json").inputs.map((input) => input.kind)).toEqual([kind]);
  });

  test.each([
    ["a binary plan", new Uint8Array([0x50, 0x4b, 3, 4, 0]), "binary-plan 2"],
    ["HCL that cannot be read", 'resource "aws_s3_bucket" "b" {\n', "invalid-hcl 2"],
    ["a template", "apiVersion: v1\nkind: Pod\nmetadata: {{ .x }}\n", "unrendered-template 2"],
    ["an environment file", "apiVersion: digit-platform/v1\nname: demo\n", "unsupported-input-kind 2"],
    ["other JSON", { a: 1 }, "unknown-input-kind 2"],
    ["a JSON list", [1], "unknown-input-kind 2"],
    ["nothing", "", "unknown-input-kind 2"],
    ["broken JSON", '{"resource": {,}}', "invalid-json 2"],
    ["an old state", { version: 3, serial: 1, lineage: "x" }, "unsupported-state-version 2"],
    ["Latin-1", new Uint8Array([0x7b, 0xe4, 0x7d]), "invalid-encoding 2"],
  ])("%s is refused", (_name, content, code) => {
    write("some.file", content);
    expect(codeOf(() => read("some.file"))).toBe(code);
  });

  test("a binary plan is told how to become readable", () => {
    write("plan.tfplan", new Uint8Array([0x50, 0x4b, 3, 4]));
    expect(() => read("plan.tfplan")).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("terraform show -json") as string }) as Error,
    );
  });

  test("missing files, standard input and empty folders end with exit 2", () => {
    expect(codeOf(() => read("missing.json"))).toBe("input-not-found 2");
    expect(codeOf(() => read({ path: "-", content: "" }))).toBe("unknown-input-kind 2");
    expect(codeOf(() => read("."))).toBe("nothing-to-check 2");
    expect(codeOf(() => read())).toBe("nothing-to-check 2");
  });
});

test("UTF-8 with a mark and UTF-16, as PowerShell writes it, are read", () => {
  const text = JSON.stringify(bucket("grüße"));
  write("bom.tf.json", `\uFEFF${text}`);
  write("utf16.tf.json", Buffer.from(`\uFEFF${text}`, "utf16le"));
  for (const file of ["bom.tf.json", "utf16.tf.json"]) expect(addressesOf(file)).toEqual(["aws_s3_bucket.grüße"]);
});

test("a raw state has its instances, without deposed ones", () => {
  write("terraform.tfstate", rawState);
  const { nodes } = buildGraph(read("terraform.tfstate").inputs);
  expect(nodes.map((node) => node.address)).toEqual(['aws_s3_bucket.a["k"]', 'module.m["x"].data.aws_vpc.v']);
  expect(nodes[0]?.sensitive("secret")).toBe(true);
});

describe("files and folders", () => {
  test("a named file is read alone, named files of one folder are one module", () => {
    write("a.tf.json", { resource: { aws_s3_bucket: { a: { bucket: "${local.name}" } } } });
    write("b.tf.json", { locals: { name: "from-b" } });
    expect(buildGraph(read("a.tf.json").inputs).nodes[0]?.get("bucket").kind).toBe("unknown");
    const both = read("a.tf.json", "b.tf.json").inputs;
    expect(both).toHaveLength(1);
    expect(buildGraph(both).nodes[0]?.get("bucket")).toEqual({ kind: "known", value: "from-b" });
  });

  test("overrides replace arguments and blocks, and keep the rest", () => {
    write("main.tf.json", bucket("a", { bucket: "a", force_destroy: true, tags: { x: "1" } }));
    write("main_override.tf.json", bucket("a", { force_destroy: false }));
    const [node] = buildGraph(read(".").inputs).nodes;
    expect([node?.get("force_destroy"), node?.get("bucket")]).toEqual([
      { kind: "known", value: false },
      { kind: "known", value: "a" },
    ]);
  });

  test("called folders are judged with their callers' arguments, others on their own", () => {
    write("main.tf.json", {
      module: {
        m: { source: "./child", name: "given", for_each: '${toset(["x"])}' },
        far: { source: "../outside" },
        registry: { source: "a/b/c" },
      },
    });
    write("child/main.tf.json", {
      variable: { name: {} },
      ...bucket("b", { bucket: "${var.name}" }),
      module: { self: { source: "./" } },
    });
    write("other/main.tf.json", bucket("c"));
    write("../outside/main.tf.json", bucket("outside"));
    write(".terraform/modules/x.tf.json", bucket("hidden"));
    write("node_modules/x/x.tf.json", bucket("hidden"));
    const { inputs, skipped } = read(".");
    const { nodes } = buildGraph(inputs);
    expect(nodes.filter((node) => node.type === "aws_s3_bucket").map((node) => node.address)).toEqual([
      'module.m["x"].aws_s3_bucket.b',
      "aws_s3_bucket.c",
    ]);
    expect(nodes.find((node) => node.address.endsWith(".b"))?.get("bucket")).toEqual({ kind: "known", value: "given" });
    expect(skipped.map((one) => one.path).sort()).toEqual([".terraform", "node_modules"]);
  });

  test("plans in a folder are read, other JSON is listed as passed over", () => {
    write("deep/plan.json", { ...plan, resource_changes: [] });
    write("deep/package.json", { name: "x" });
    const { inputs, skipped } = read(".");
    expect(inputs.map((input) => [input.path, input.kind])).toEqual([["deep/plan.json", "plan"]]);
    expect(skipped).toEqual([{ path: "deep/package.json", reason: "JSON that is no plan, state or manifest" }]);
  });

  test("links never lead out of the folder", () => {
    write("../secret.tf.json", bucket("outside"));
    write("project/main.tf.json", bucket("inside"));
    symlinkSync(join(folder, "..", "secret.tf.json"), join(folder, "project", "link.tf.json"));
    symlinkSync(folder, join(folder, "project", "loop"));
    symlinkSync(join(folder, "nowhere"), join(folder, "project", "broken.tf.json"));
    const { inputs, skipped } = read("project");
    expect(buildGraph(inputs).nodes.map((node) => node.address)).toEqual(["aws_s3_bucket.inside"]);
    expect(skipped.map((one) => one.reason)).toEqual([
      "a link that leads nowhere",
      "a link that leaves the folder",
      "a link to a folder",
    ]);
  });

  test("HCL and Terraform JSON of one folder are one module", () => {
    write("main.tf.json", bucket("a", { bucket: "${local.name}" }));
    write("other.tf", 'locals { name = "x" }');
    const [node] = buildGraph(read(".").inputs).nodes;
    expect(node?.get("bucket")).toEqual({ kind: "known", value: "x" });
    expect(read(".").inputs.map((input) => input.kind)).toEqual(["hcl"]);
  });
});

describe("hostile input", () => {
  test("a key that stands twice in Terraform JSON is an error with its line", () => {
    write("x.tf.json", '{"resource": {"aws_s3_bucket": {\n"a": {},\n"a": {}}}}');
    expect(() => read("x.tf.json")).toThrow("x.tf.json:3");
  });

  test("keys of the prototype are only keys", () => {
    write(
      "x.tf.json",
      '{"__proto__": {"x": 1}, "resource": {"constructor": {"__proto__": {"toString": "x"}}, "aws_s3_bucket": {"hasOwnProperty": {"bucket": "b", "__proto__": {"acl": "public-read"}}}}}',
    );
    const { nodes } = buildGraph(read("x.tf.json").inputs);
    const node = nodes.find((one) => one.address === "aws_s3_bucket.hasOwnProperty");
    expect([node?.get("bucket"), node?.get("acl")]).toEqual([{ kind: "known", value: "b" }, { kind: "absent" }]);
  });

  test("nesting without end stops nothing", () => {
    const deep = (open: string, close: string, inner: string) =>
      `${open.repeat(20_000)}${inner}${close.repeat(20_000)}`;
    write(
      "x.tf.json",
      `{"resource": {"aws_s3_bucket": {"a": {"tags": ${deep('{"a":', "}", "1")}, "grant": ${deep("[", "]", "")}}}}}`,
    );
    const [node] = buildGraph(read("x.tf.json").inputs).nodes;
    expect(node?.get("tags").kind).toBe("known");
    expect(node?.references("grant")).toMatchObject({ nodes: [] });
    expect(node?.sensitive("tags")).toBe(false);
  });

  test.each([
    [
      "a plan",
      {
        ...plan,
        resource_changes: [
          null,
          1,
          { change: 5 },
          {
            type: "aws_s3_bucket",
            address: 7,
            name: null,
            change: { actions: ["create"], after: [], after_unknown: "x" },
          },
        ],
        configuration: {
          root_module: { resources: [null, {}], module_calls: { m: null, n: { module: [] } }, outputs: { o: null } },
        },
      },
    ],
    [
      "a state",
      {
        format_version: "1.0",
        values: {
          outputs: { a: null },
          root_module: { resources: [{}, null, { type: "t", address: "t.x", values: 3 }], child_modules: [null, 4] },
        },
      },
    ],
    [
      "Terraform JSON",
      {
        resource: { a: [1, { b: [null, { c: 1 }] }], d: "x" },
        locals: [],
        module: { m: 5, n: { source: 3 } },
        provider: null,
        terraform: [{ backend: "s3" }],
        output: { o: {} },
        variable: { v: null },
      },
    ],
  ])("odd shapes in %s are read as far as they make sense", (_name, content) => {
    write("some.tf.json", content);
    const graph = buildGraph(read("some.tf.json").inputs);
    for (const node of graph.nodes) {
      for (const path of ["bucket", "a[0].b", ""])
        expect([node.get(path).kind, node.blocks(path).items.length]).toBeDefined();
      expect([node.region().kind, node.policy("policy").kind, node.source]).toBeDefined();
    }
  });
});

test("findings lead back to the construct and the line", () => {
  write(
    "cdk.tf.json",
    '{"//": {"digitPlatform": {"stack": "data"}},\n"resource": {\n"aws_s3_bucket": {\n"files": {"//": {"metadata": {"path": "data/files"}}}}}}',
  );
  const graph = buildGraph(read("cdk.tf.json").inputs);
  expect(graph.inputs).toMatchObject([{ path: "cdk.tf.json", stack: "data", resources: 1 }]);
  expect(graph.nodes[0]?.source).toEqual({ file: "cdk.tf.json", line: 4, construct: "data/files" });
});
