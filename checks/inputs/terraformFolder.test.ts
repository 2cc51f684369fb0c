import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildGraph } from "../graph/buildGraph";
import type { ResourceNode } from "../graph/graph";
import { readInputs } from "./readInputs";

let outer: string;
let folder: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "digit-folder-"));
  folder = join(outer, "work");
  mkdirSync(folder);
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const graphOf = (...paths: readonly string[]) => buildGraph(readInputs(paths, { cwd: folder }).inputs);

function node(address: string, ...paths: readonly string[]): ResourceNode {
  const found = graphOf(...(paths.length > 0 ? paths : ["."])).nodes.find((one) => one.address === address);
  if (!found) throw new Error(`${address} is missing`);
  return found;
}

const value = (address: string, path: string, ...paths: readonly string[]) => {
  const reading = node(address, ...paths).get(path);
  return reading.kind === "known" ? reading.value : reading;
};

const bucket = 'variable "acl" { default = "a" }\nresource "aws_s3_bucket" "b" { acl = var.acl }\n';

describe("variables", () => {
  test("come from the default, from files that are read by themselves in order, and from named ones", () => {
    write({ "main.tf": bucket });
    expect(value("aws_s3_bucket.b", "acl")).toBe("a");
    write({ "terraform.tfvars": 'acl = "b"' });
    expect(value("aws_s3_bucket.b", "acl")).toBe("b");
    write({ "terraform.tfvars.json": '{"acl": "c"}' });
    expect(value("aws_s3_bucket.b", "acl")).toBe("c");
    write({ "b.auto.tfvars": 'acl = "d"', "a.auto.tfvars.json": '{"acl": "e"}' });
    expect(value("aws_s3_bucket.b", "acl")).toBe("d");
    write({ "env/prod.tfvars": 'acl = "f"', "env/last.tfvars": 'acl = "g"' });
    expect(value("aws_s3_bucket.b", "acl")).toBe("d");
    expect(value("aws_s3_bucket.b", "acl", ".", "env/prod.tfvars")).toBe("f");
    expect(value("aws_s3_bucket.b", "acl", "env/prod.tfvars", ".", "env/last.tfvars")).toBe("g");
  });

  test("of named files are those that are named, siblings are not read", () => {
    write({ "main.tf": bucket, "terraform.tfvars": 'acl = "b"', "x.tfvars": 'acl = "x"' });
    expect(value("aws_s3_bucket.b", "acl", "main.tf")).toBe("a");
    expect(value("aws_s3_bucket.b", "acl", "main.tf", "x.tfvars")).toBe("x");
    expect(() => graphOf("x.tfvars")).toThrow("holds values of variables");
  });

  test("a file of values that cannot be read is an error with its line", () => {
    write({ "main.tf": bucket, "x.tfvars": 'a = 1\nb = "' });
    expect(() => graphOf("main.tf", "x.tfvars")).toThrow("x.tfvars:2");
  });

  test("are converted to their type, with defaults of optional attributes", () => {
    write({
      "main.tf": `
variable "on" { type = bool }
variable "all" {
  type = list(object({ size = number, encrypted = optional(bool, true), note = optional(string) }))
}
variable "none" {
  type     = string
  default  = "fallback"
  nullable = false
}
resource "aws_ebs_volume" "v" {
  count     = length(var.all)
  size      = var.all[count.index].size
  encrypted = var.all[count.index].encrypted && var.on == true
  tags      = { n = var.none }
}`,
      "terraform.tfvars":
        'on = "true"\nnone = null\nall = [{ size = "5" }, { size = 6, encrypted = "false", extra = 1 }]\n',
    });
    expect(value("aws_ebs_volume.v[0]", "size")).toBe(5);
    expect(value("aws_ebs_volume.v[0]", "encrypted")).toBe(true);
    expect(value("aws_ebs_volume.v[1]", "encrypted")).toBe(false);
    expect(value("aws_ebs_volume.v[1]", "tags.n")).toBe("fallback");
  });
});

describe("modules", () => {
  const child = 'variable "acl" {}\nresource "aws_s3_bucket" "b" { acl = var.acl }\n';
  const call = (more = "") => `module "m" {\n  source = "./m"\n  acl = "x"\n${more}}\n`;

  test("a folder that is called is judged through its callers only", () => {
    write({ "main.tf": `${call()}module "n" {\n  source = "../work/m"\n  acl = "y"\n}\n`, "m/main.tf": child });
    const { nodes, inputs } = graphOf(".");
    expect(inputs).toHaveLength(1);
    expect(nodes.filter((one) => one.type === "aws_s3_bucket").map((one) => one.address)).toEqual([
      "module.m.aws_s3_bucket.b",
      "module.n.aws_s3_bucket.b",
    ]);
    expect(value("module.n.aws_s3_bucket.b", "acl")).toBe("y");
  });

  test("count and for_each of a call make an instance each", () => {
    write({
      "main.tf": call('  for_each = toset([each.key, "a", "b"])\n').replace("each.key, ", ""),
      "m/main.tf": child,
    });
    expect(value('module.m["b"].aws_s3_bucket.b', "acl")).toBe("x");
  });

  test("what is not part of the input is said, with its source and line, and not when it has no instances", () => {
    write({ "main.tf": 'module "v" { source = "x/vpc/aws" }\nmodule "w" {\n  source = "git::y"\n  count = 0\n}\n' });
    const [input] = graphOf(".").inputs;
    expect(input?.notes).toEqual([
      {
        kind: "unseen-module",
        message: "module.v is not judged: its source x/vpc/aws is not part of the input",
        source: { file: "main.tf", line: 1 },
      },
    ]);
  });

  test("downloaded modules are read where the manifest names them inside the folder, and nowhere else", () => {
    mkdirSync(join(outer, "other"));
    writeFileSync(join(outer, "other", "main.tf"), child);
    symlinkSync(join(outer, "other"), join(folder, "link"));
    const manifest = {
      Modules: [
        { Key: "", Dir: "." },
        { Key: "a", Dir: ".terraform/modules/a" },
        { Key: "a.deep", Dir: ".terraform/modules/a/deep" },
        { Key: "b", Dir: "../other" },
        { Key: "c", Dir: "link" },
      ],
    };
    write({
      "main.tf": ["a", "b", "c"].map((name) => `module "${name}" { source = "r/${name}/aws" }\n`).join(""),
      ".terraform/modules/modules.json": JSON.stringify(manifest),
      ".terraform/modules/a/main.tf": 'resource "aws_vpc" "v" {}\nmodule "deep" { source = "./deep" }\n',
      ".terraform/modules/a/deep/main.tf": 'resource "aws_vpc" "w" { tags = { p = path.module } }\n',
    });
    const { nodes, inputs } = graphOf(".");
    expect(nodes.map((one) => one.address)).toEqual(["module.a.aws_vpc.v", "module.a.module.deep.aws_vpc.w"]);
    expect(nodes[1]?.get("tags.p")).toEqual({ kind: "known", value: ".terraform/modules/a/deep" });
    expect(inputs[0]?.notes?.map((note) => note.message.split(" ")[0])).toEqual(["module.b", "module.c"]);
  });

  test("modules that call each other end", () => {
    write({ "a/main.tf": 'module "b" { source = "../b" }\n', "b/main.tf": 'module "a" { source = "../a" }\n' });
    expect(graphOf(".").nodes).toEqual([]);
  });
});

describe("files beside the module", () => {
  test("are read by functions, relative to the root, and only inside the folder", () => {
    writeFileSync(join(outer, "outside.json"), "{}");
    write({
      "main.tf": `
module "m" { source = "./m" }
resource "aws_s3_bucket" "b" {
  bucket = trimspace(file("name.txt"))
  acl    = file("../outside.json")
  policy = templatefile("\${path.root}/p.tpl", { who = ["a", "b"] })
  tags   = { for f in fileset(path.module, "m/*.t{f,xt}") : f => filesha256(f) }
}`,
      "name.txt": "hello\n",
      "p.tpl": '{"Statement": [%{ for w in who ~}"${w}",%{ endfor ~}"z"]}',
      "m/main.tf": 'resource "aws_s3_bucket" "c" { bucket = file("${path.module}/n.txt") }\n',
      "m/n.txt": "inner",
    });
    expect(value("aws_s3_bucket.b", "bucket")).toBe("hello");
    expect(value("module.m.aws_s3_bucket.c", "bucket")).toBe("inner");
    expect(value("aws_s3_bucket.b", "policy")).toBe('{"Statement": ["a","b","z"]}');
    expect(Object.keys(value("aws_s3_bucket.b", "tags") as object)).toEqual(["m/main.tf", "m/n.txt"]);
    expect(value("aws_s3_bucket.b", "acl")).toMatchObject({
      kind: "unknown",
      cause: expect.stringContaining("inside") as string,
    });
  });

  test("are part of the input's sum, those of modules and listings too, whatever is asked of the graph", () => {
    const sum = () => graphOf(".").inputs[0]?.sha256;
    write({
      "main.tf": `
module "m" { source = "./m" }
locals { names = toset(["a", "b"]) }
resource "aws_iam_policy" "p" {
  for_each = local.names
  policy   = templatefile("\${path.module}/\${each.key}.json", {})
  tags     = { for f in fileset(path.module, "list/*") : f => "x" }
}`,
      "m/main.tf": 'resource "aws_s3_bucket" "c" { bucket = file("${path.module}/n.txt") }\n',
      "m/n.txt": "inner",
      "a.json": "{}",
      "b.json": "{}",
      "notes.txt": "nobody reads this",
      "list/one": "",
    });
    const before = sum();
    expect(sum()).toBe(before);
    write({ "notes.txt": "nobody reads this either" });
    expect(sum()).toBe(before);
    const changed = [{ "m/n.txt": "other" }, { "b.json": "[]" }, { "list/two": "" }].map((change) => {
      write(change);
      return sum();
    });
    expect(new Set([before, ...changed]).size).toBe(4);
  });

  test("large files, links that leave the folder and named modules give a hole with the cause", () => {
    writeFileSync(join(outer, "secret"), "x");
    symlinkSync(join(outer, "secret"), join(folder, "link"));
    write({
      "main.tf":
        'resource "aws_s3_bucket" "b" {\n bucket = file("big")\n acl = file("link")\n policy = file("main.tf")\n}\n',
      big: "x".repeat(1_100_000),
    });
    expect(value("aws_s3_bucket.b", "bucket")).toMatchObject({ kind: "unknown", cause: "big is larger than 1 MiB" });
    expect(value("aws_s3_bucket.b", "acl")).toMatchObject({ kind: "unknown" });
    expect(value("aws_s3_bucket.b", "policy", "main.tf")).toMatchObject({ kind: "unknown" });
  });
});

describe("which files count", () => {
  test("overrides of both syntaxes replace what is there, block by block", () => {
    write({
      "main.tf": `
resource "aws_security_group" "s" {
  name = "a"
  ingress { from_port = 1 }
  dynamic "egress" {
    for_each = [1]
    content { from_port = egress.value }
  }
}
locals {
  x = 1
  y = 2
}
`,
      "x_override.tf": 'resource "aws_security_group" "s" {\n  egress { from_port = 3 }\n}\nlocals { x = 3 }\n',
      "override.tf.json":
        '{"resource": {"aws_security_group": {"s": {"ingress": [{"from_port": "${local.x + local.y}"}]}}}}',
    });
    const group = node("aws_security_group.s");
    expect(group.get("name")).toEqual({ kind: "known", value: "a" });
    expect(group.blocks("ingress").items.map((one) => one.get("from_port"))).toEqual([{ kind: "known", value: 5 }]);
    expect(group.blocks("egress").items.map((one) => one.get("from_port"))).toEqual([{ kind: "known", value: 3 }]);
    expect(graphOf(".").inputs[0]?.notes).toBeUndefined();
  });

  test("OpenTofu's files take the place of Terraform's", () => {
    write({
      "a.tf": 'resource "aws_vpc" "a" {}',
      "a.tofu": 'resource "aws_vpc" "b" {}',
      "c.tf": 'resource "aws_vpc" "c" {}',
    });
    expect(graphOf(".").nodes.map((one) => one.address)).toEqual(["aws_vpc.b", "aws_vpc.c"]);
    expect(readInputs(["."], { cwd: folder }).skipped).toEqual([{ path: "a.tf", reason: "a.tofu takes its place" }]);
  });

  test("what is declared twice is judged twice, and said", () => {
    write({
      "a.tf": 'resource "aws_s3_bucket" "b" { acl = "x" }',
      "b.tf": 'resource "aws_s3_bucket" "b" { acl = "y" }',
    });
    const { nodes, inputs } = graphOf(".");
    expect(nodes.map((one) => [one.address, one.get("acl")])).toEqual([
      ["aws_s3_bucket.b", { kind: "known", value: "x" }],
      ["aws_s3_bucket.b", { kind: "known", value: "y" }],
    ]);
    expect(inputs[0]?.notes?.map((note) => note.kind)).toEqual(["declared-twice"]);
  });

  test("a file that cannot be read leaves the others, and is said", () => {
    write({ "a.tf": 'resource "aws_vpc" "a" {}', "b.tf.json": "{", "c.tf": 'resource "aws_vpc" "c" {\n  x ="\n' });
    writeFileSync(join(folder, "d.tf"), new Uint8Array([0x61, 0xe4]));
    const { nodes, inputs } = graphOf(".");
    expect(nodes.map((one) => one.address)).toEqual(["aws_vpc.a", "aws_vpc.c"]);
    expect(nodes[1]?.get("cidr_block")).toMatchObject({
      kind: "unknown",
      cause: expect.stringContaining("c.tf:2") as string,
    });
    expect(inputs[0]?.notes?.map((note) => [note.kind, note.message])).toEqual([
      ["unreadable-file", "b.tf.json is not judged: b.tf.json:1 is not valid JSON."],
      ["unreadable-file", "d.tf is not judged: d.tf is not text in UTF-8 or UTF-16."],
      ["unreadable-block", 'c.tf:2: resource "aws_vpc" "c" cannot be read: a string without its closing quote'],
    ]);
  });

  test("a value that cannot be read leaves the rest of its block, and is said", () => {
    write({ "c.tf": 'resource "aws_vpc" "c" {\n  cidr_block = "10.0.0.0/16\n  tags = { a = "b" }\n}\n' });
    const [input] = graphOf(".").inputs;
    expect(value("aws_vpc.c", "tags.a")).toBe("b");
    expect(value("aws_vpc.c", "cidr_block")).toMatchObject({
      kind: "unknown",
      cause: "c.tf:2: cidr_block cannot be read: a string without its closing quote",
    });
    expect(input?.notes).toEqual([
      {
        kind: "unreadable-block",
        message: 'c.tf:2: cidr_block in resource "aws_vpc" "c" cannot be read: a string without its closing quote',
        source: { file: "c.tf", line: 2 },
      },
    ]);
  });

  test("a merge with an argument that is not known keeps what stands behind it", () => {
    write({
      "a.tf": `
variable "common" {}
locals { tags = merge(var.common, { Owner = "team" }) }
resource "aws_vpc" "v" { tags = merge(local.tags, { Name = "v" }) }`,
    });
    expect([value("aws_vpc.v", "tags.Owner"), value("aws_vpc.v", "tags.Name")]).toEqual(["team", "v"]);
    expect(value("aws_vpc.v", "tags.Other")).toMatchObject({ kind: "unknown" });
    expect(value("aws_vpc.v", "tags")).toMatchObject({ kind: "unknown" });
  });

  test("a folder with nothing readable ends with the reasons", () => {
    write({ "a.tf.json": "{" });
    expect(() => graphOf(".")).toThrow("There is nothing to check.");
  });
});
