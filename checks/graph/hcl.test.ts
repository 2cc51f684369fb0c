/** What only HCL says, or says in its own way, seen through the graph. */

import { readInputs } from "../inputs/readInputs";
import { buildGraph } from "./buildGraph";
import type { ResourceGraph, ResourceNode } from "./graph";

function graphOf(text: string): ResourceGraph {
  return buildGraph(readInputs([{ path: "main.tf", content: text }]).inputs);
}

function nodeIn(text: string, address: string): ResourceNode {
  const found = graphOf(text).nodes.find((one) => one.address === address);
  if (!found) throw new Error(`${address} is missing`);
  return found;
}

const known = (value: unknown) => ({ kind: "known", value });

test("dynamic blocks expand over maps, sets and lists, in each other, with iterators", () => {
  const node = nodeIn(
    `
locals { ports = { https = 443, http = 80 } }
resource "aws_security_group" "s" {
  ingress { from_port = 22 }
  dynamic "ingress" {
    for_each = local.ports
    iterator = port
    labels   = []
    content {
      from_port   = port.value
      description = port.key
    }
  }
  dynamic "egress" {
    for_each = toset(["b", "a"])
    content { description = "\${egress.key}\${egress.value}" }
  }
}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  dynamic "rule" {
    for_each = [{ id = "x", days = [1, 2] }, { id = "y", days = [] }]
    content {
      id = rule.value.id
      dynamic "transition" {
        for_each = rule.value.days
        content { days = transition.value + rule.key }
      }
    }
  }
}`,
    "aws_security_group.s",
  );
  expect(node.blocks("ingress").items.map((one) => [one.get("from_port"), one.get("description")])).toEqual([
    [known(22), { kind: "absent" }],
    [known(80), known("http")],
    [known(443), known("https")],
  ]);
  expect(node.blocks("egress").items.map((one) => one.get("description"))).toEqual([known("aa"), known("bb")]);
});

test("nested dynamic blocks see the iterators around them", () => {
  const node = nodeIn(
    `resource "aws_s3_bucket_lifecycle_configuration" "l" {
  dynamic "rule" {
    for_each = [{ days = [1, 2] }, { days = [] }]
    content {
      dynamic "transition" {
        for_each = rule.value.days
        content { days = transition.value + rule.key * 10 }
      }
    }
  }
}`,
    "aws_s3_bucket_lifecycle_configuration.l",
  );
  const [first, second] = node.blocks("rule").items;
  expect(first?.blocks("transition").items.map((one) => one.get("days"))).toEqual([known(1), known(2)]);
  expect(second?.blocks("transition").items).toEqual([]);
});

test("a dynamic block over what is not known is an open list, beside the blocks that are known", () => {
  const node = nodeIn(
    `variable "more" {}
resource "aws_security_group" "s" {
  ingress { from_port = 22 }
  dynamic "ingress" {
    for_each = concat([80], var.more)
    content { from_port = ingress.value }
  }
}`,
    "aws_security_group.s",
  );
  const { items, unknown } = node.blocks("ingress");
  expect(items.map((one) => one.get("from_port"))).toEqual([known(22), known(80)]);
  expect(unknown).toBe("the variable more has no value here");
});

test("what is known of a list stays known beside what is not", () => {
  const node = nodeIn(
    `variable "more" {}
resource "aws_security_group_rule" "r" { cidr_blocks = concat(["0.0.0.0/0"], var.more) }`,
    "aws_security_group_rule.r",
  );
  expect(node.get("cidr_blocks")).toMatchObject({ kind: "known", value: ["0.0.0.0/0", { hole: true, spread: true }] });
});

test.each([
  ["aws_subnet.a[0].cidr_block", "10.0.0.0/24"],
  ["aws_subnet.a[*].cidr_block", ["10.0.0.0/24", "10.0.1.0/24"]],
  ["aws_subnet.a.*.cidr_block[1]", "10.0.1.0/24"],
  ["[for s in aws_subnet.a : s.cidr_block]", ["10.0.0.0/24", "10.0.1.0/24"]],
  ["values(aws_subnet.b)[*].cidr_block", ["x", "y"]],
  ["{ for k, s in aws_subnet.b : k => s.cidr_block }", { x: "x", y: "y" }],
  ["length(aws_subnet.a)", 2],
  ["length(aws_subnet.none)", 0],
  ["one(aws_subnet.none[*].id)", undefined],
  ['try(aws_subnet.none[0].id, "none")', "none"],
  ['join("", aws_subnet.none.*.id)', undefined],
  ['aws_subnet.b["x"].cidr_block', "x"],
  ["aws_vpc.v.cidr_block", "10.0.0.0/16"],
  ["local.vpc.cidr_block", "10.0.0.0/16"],
])("%s", (expression, expected) => {
  const node = nodeIn(
    `
locals { vpc = aws_vpc.v }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  count      = 2
  cidr_block = cidrsubnet(aws_vpc.v.cidr_block, 8, count.index)
}
resource "aws_subnet" "b" {
  for_each   = toset(["y", "x"])
  cidr_block = each.value
}
resource "aws_subnet" "none" { count = 0 }
resource "test_thing" "t" { value = ${expression} }`,
    "test_thing.t",
  );
  expect(node.get("value")).toEqual(expected === undefined ? { kind: "absent" } : known(expected));
});

test("an IAM document of blocks is read through its data source, with those that it builds on", () => {
  const node = nodeIn(
    `
variable "actions" { default = ["s3:Get*", "s3:List*"] }
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "a"
    actions   = ["s3:*"]
    resources = ["*"]
  }
  statement {
    sid     = "keep"
    effect  = "Deny"
    actions = ["*"]
    not_principals {
      type        = "AWS"
      identifiers = ["x"]
    }
  }
}
data "aws_iam_policy_document" "top" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "c", Effect = "Deny", Action = "kms:*" }] })]
  dynamic "statement" {
    for_each = { a = var.actions, c = ["sqs:*"] }
    content {
      sid       = statement.key
      actions   = statement.value
      resources = ["arn:aws:s3:::\${aws_s3_bucket.b.id}/*"]
      principals {
        type        = "*"
        identifiers = ["*"]
      }
      condition {
        test     = "Bool"
        variable = "aws:SecureTransport"
        values   = ["true"]
      }
    }
  }
}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.top.json
}`,
    "aws_s3_bucket_policy.p",
  );
  const policy = node.policy("policy");
  if (policy.kind !== "policy") throw new Error(JSON.stringify(policy));
  const bySid = new Map(policy.statements.map((one) => [one.sid, one]));
  expect([...bySid.keys()]).toEqual(["keep", "a", "c"]);
  expect(bySid.get("a")).toMatchObject({
    effect: "Allow",
    actions: ["s3:Get*", "s3:List*"],
    resources: [{ template: true }],
    principals: [{ type: "*", values: ["*"] }],
    conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["true"] }],
  });
  expect(bySid.get("c")).toMatchObject({ effect: "Deny", actions: ["kms:*"] });
  expect(bySid.get("keep")?.notPrincipals).toEqual([{ type: "AWS", values: ["x"] }]);
});

test("a slip in a document's commas does not hide what it says", () => {
  const node = nodeIn(
    'resource "aws_iam_policy" "p" {\n  policy = <<EOT\n{"Statement": [{"Effect": "Allow", "Action": ["a,]",], },],}\nEOT\n}\n',
    "aws_iam_policy.p",
  );
  expect(node.policy("policy")).toMatchObject({ kind: "policy", statements: [{ actions: ["a,]"] }] });
});

test("what a sensitive variable reaches is sensitive", () => {
  const graph = graphOf(`
variable "password" { sensitive = true }
variable "open" { default = "x" }
locals { url = "postgres://u:\${var.password}@h" }
resource "aws_db_instance" "d" {
  username = var.open
  option { value = local.url }
}
output "o" {
  value     = var.open
  sensitive = "true"
}`);
  const at = (address: string) => graph.nodes.find((one) => one.address === address);
  expect(at("aws_db_instance.d")?.sensitive("option[0].value")).toBe(true);
  expect(at("aws_db_instance.d")?.sensitive("username")).toBe(false);
  expect(at("output.o")?.sensitive("value")).toBe(true);
  expect(at("var.password")?.sensitive("default")).toBe(true);
  expect(at("output.o")?.source).toEqual({ file: "main.tf", line: 9 });
  expect(at("var.password")?.source).toEqual({ file: "main.tf", line: 2 });
});

test("the region comes from the provider that a resource or a module's caller names", () => {
  const graph = graphOf(`
variable "region" { default = "eu-west-1" }
provider "aws" { region = var.region }
provider "aws" {
  alias  = "other"
  region = "us-east-1"
}
resource "aws_vpc" "a" {}
resource "aws_vpc" "b" { provider = aws.other }`);
  expect(graph.nodes.filter((one) => one.type === "aws_vpc").map((one) => one.region())).toEqual([
    known("eu-west-1"),
    known("us-east-1"),
  ]);
});

test("blocks of blocks without end cost bounded time", () => {
  const loops = (depth: number): string =>
    depth === 0 ? "" : `dynamic "a" {\nfor_each = range(1000)\ncontent {\n${loops(depth - 1)}x = a.value\n}\n}\n`;
  const started = Date.now();
  expect(nodeIn(`resource "t" "t" {\n${loops(5)}}`, "t.t").blocks("a").unknown).toBeDefined();
  const doubling = Array.from({ length: 60 }, (_, index) => `l${index + 1} = [local.l${index}, local.l${index}]`);
  const text = `locals {\nl0 = [1]\n${doubling.join("\n")}\n}\nresource "t" "t" { x = jsonencode(local.l60) }\n`;
  expect(nodeIn(text, "t.t").get("x").kind).toBe("unknown");
  const strings = Array.from({ length: 60 }, (_, index) => `s${index + 1} = "\${local.s${index}}\${local.s${index}}"`);
  expect(
    nodeIn(`locals {\ns0 = "x"\n${strings.join("\n")}\n}\nresource "t" "t" { x = local.s60 }\n`, "t.t").get("x").kind,
  ).toBe("unknown");
  const nested = `resource "t" "t" { x = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]] }`;
  expect(nodeIn(nested, "t.t").get("x").kind).toBe("unknown");
  expect(Date.now() - started).toBeLessThan(20_000);
}, 60_000);

test("an object of the input never passes for a hole or a template", () => {
  const node = nodeIn(
    `resource "t" "t" {
  template { spec = "x" }
  a = { hole = true, set = true, cause = "none", sources = [] }
  b = { template = true, parts = ["x"] }
  c = jsondecode("{\\"hole\\": true, \\"set\\": true, \\"cause\\": \\"none\\", \\"sources\\": []}")
}`,
    "t.t",
  );
  expect(node.blocks("template").items[0]?.get("spec")).toEqual(known("x"));
  for (const path of ["a", "b", "c"]) expect(node.get(path).kind).toBe("known");
  expect(node.get("a.cause")).toEqual(known("none"));
});

test("tags that the provider adds count, and those of the resource win", () => {
  const text = (provider: string) => `
provider "aws" {
  region = "eu-west-1"
  ${provider}
}
resource "aws_s3_bucket" "b" { tags = { a = "own", b = "own" } }`;
  const node = nodeIn(text('default_tags {\n    tags = { b = "default", c = "default" }\n  }'), "aws_s3_bucket.b");
  expect(node.get("tags_all")).toEqual(known({ a: "own", b: "own", c: "default" }));
  expect(node.get('tags_all["c"]')).toEqual(known("default"));
  expect(nodeIn(text(""), "aws_s3_bucket.b").get('tags_all["a"]')).toEqual(known("own"));
});

test("a finding's place is the line of the attribute or block that it speaks of", () => {
  const node = nodeIn(
    `resource "aws_security_group" "s" {
  name = "x"

  ingress {
    from_port = 22
    cidr_blocks = [
      "0.0.0.0/0",
    ]
  }
}`,
    "aws_security_group.s",
  );
  const line = (path: string) => node.sourceAt?.(path).line;
  expect([
    line("name"),
    line("ingress[0].cidr_blocks[0]"),
    line("ingress[0].to_port"),
    line("egress"),
    line(""),
  ]).toEqual([2, 6, 4, 1, 1]);
});

test("an attribute that stands twice is no known value, unless both are lists or objects", () => {
  const graph = graphOf(`resource "t" "t" {
  a = true
  a = false
  ports = [1]
  ports = [2]
  rule = { x = 1 }
  rule = { x = 2 }
}`);
  const [node] = graph.nodes;
  expect(node?.get("a")).toMatchObject({ kind: "unknown", cause: "a is written twice, the second time on line 3" });
  expect(node?.get("ports")).toEqual(known([1, 2]));
  expect(node?.blocks("rule").items.map((one) => one.get("x"))).toEqual([known(1), known(2)]);
  expect(graph.inputs[0]?.notes?.map(({ source }) => source.line)).toEqual([3, 5, 7]);
});

test("a resource that nothing declares is none of those that are, and its ARN will be one", () => {
  const graph = graphOf(`
resource "aws_vpc" "main" {}
resource "aws_flow_log" "other" { vpc_id = aws_vpc.gone.id }
resource "aws_sqs_queue" "q" { kms_master_key_id = aws_kms_key.gone.arn }
resource "aws_sqs_queue" "joined" { kms_master_key_id = join("", [aws_kms_key.gone.arn]) }
resource "aws_sqs_queue" "looked" { kms_master_key_id = data.aws_kms_key.gone.arn }
resource "aws_sqs_queue" "all" { kms_master_key_id = aws_kms_key.gone[*].arn }
`);
  const at = (address: string) => graph.nodes.find((one) => one.address === address) as ResourceNode;
  expect(graph.referrers(at("aws_vpc.main"), "aws_flow_log", "vpc_id")).toEqual({ nodes: [], unresolved: undefined });
  expect(at("aws_flow_log.other").references("vpc_id")).toEqual({
    nodes: [],
    unresolved: "aws_vpc.gone is not part of the input",
    elsewhere: true,
  });
  const sets = ["q", "joined", "looked", "all"].map((name) => at(`aws_sqs_queue.${name}`).get("kms_master_key_id"));
  expect(sets).toMatchObject([{ set: true }, { set: true }, { set: false }, { set: false }]);
});

test("one that may be any resource keeps the question open", () => {
  const graph = graphOf(`
variable "vpc" {}
resource "aws_vpc" "main" {}
resource "aws_flow_log" "gone" { vpc_id = aws_vpc.gone.id }
resource "aws_flow_log" "given" { vpc_id = var.vpc == "" ? aws_vpc.gone.id : var.vpc }
`);
  const [vpc] = graph.ofType("aws_vpc");
  expect(vpc && graph.referrers(vpc, "aws_flow_log", "vpc_id").unresolved).toContain("the variable vpc has no value");
});
