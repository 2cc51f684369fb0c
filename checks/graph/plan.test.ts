/** What a plan leaves open is read from its configuration. */
import { addresses, graphOf, nodeAt } from "../testing/graph";

function plan(
  resource: {
    after: unknown;
    after_unknown: unknown;
    expressions?: unknown;
    actions?: readonly string[];
    after_sensitive?: unknown;
  },
  root: Record<string, unknown> = {},
) {
  const { expressions, actions, ...change } = resource;
  const own = { mode: "managed", type: "aws_s3_bucket_policy", name: "p" };
  return {
    format_version: "1.2",
    planned_values: {},
    resource_changes: [
      { address: "aws_s3_bucket_policy.p", ...own, change: { actions: actions ?? ["create"], ...change } },
      {
        address: "aws_s3_bucket.b",
        mode: "managed",
        type: "aws_s3_bucket",
        name: "b",
        change: { actions: ["create"], after: { bucket: "b" }, after_unknown: { id: true, arn: true } },
      },
    ],
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "ap-south-1" } } } },
      root_module: {
        resources: [
          { address: "aws_s3_bucket_policy.p", ...own, provider_config_key: "aws", expressions: expressions ?? {} },
          {
            address: "aws_s3_bucket.b",
            mode: "managed",
            type: "aws_s3_bucket",
            name: "b",
            provider_config_key: "aws",
            expressions: { bucket: { constant_value: "b" } },
          },
        ],
        ...root,
      },
    },
  };
}

test("a constant that holds a template is parsed, and shows what is known", () => {
  const text =
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"${aws_s3_bucket.b.arn}/*"}]}';
  const graph = graphOf({
    json: plan({
      after: {},
      after_unknown: { policy: true },
      expressions: { policy: { constant_value: text, references: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"] } },
    }),
  });
  const policy = nodeAt(graph, "aws_s3_bucket_policy.p").policy("policy");
  expect(policy).toMatchObject({
    kind: "policy",
    statements: [{ effect: "Allow", actions: ["s3:*"], principals: [{ type: "*", values: ["*"] }] }],
  });
});

test("HCL's bare references lead to nodes; the value stays a hole that is set", () => {
  const graph = graphOf({
    json: plan({
      after: {},
      after_unknown: { bucket: true },
      expressions: { bucket: { references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } },
    }),
  });
  const node = nodeAt(graph, "aws_s3_bucket_policy.p");
  expect(node.get("bucket")).toMatchObject({ kind: "unknown", set: true });
  expect(addresses(node.references("bucket"))).toEqual(["aws_s3_bucket.b"]);
});

test("nulls that a plan adds are absent, and so are computed attributes that nobody stated", () => {
  const graph = graphOf({
    json: plan({ after: { policy: null, bucket: "" }, after_unknown: { expected_bucket_owner: true } }),
  });
  const node = nodeAt(graph, "aws_s3_bucket_policy.p");
  for (const path of ["policy", "bucket", "expected_bucket_owner"]) expect(node.get(path)).toEqual({ kind: "absent" });
  expect(node.get("id")).toMatchObject({ kind: "unknown", set: true });
});

test("what is deleted or forgotten is not judged, what is replaced is", () => {
  const addressesFor = (actions: readonly string[]) =>
    graphOf({ json: plan({ after: {}, after_unknown: {}, actions }) }).ofType("aws_s3_bucket_policy");
  expect(addressesFor(["delete"])).toHaveLength(0);
  expect(addressesFor(["forget"])).toHaveLength(0);
  expect(addressesFor(["delete", "create"])).toHaveLength(1);
  expect(addressesFor(["no-op"])).toHaveLength(1);
});

test("references go through module calls and outputs", () => {
  const child = {
    resources: [
      { address: "aws_kms_key.k", mode: "managed", type: "aws_kms_key", name: "k", provider_config_key: "aws" },
    ],
    outputs: { key: { expression: { references: ["aws_kms_key.k.arn", "aws_kms_key.k"] } } },
  };
  const json = plan(
    {
      after: {},
      after_unknown: { bucket: true },
      expressions: { bucket: { references: ["module.m.key", "module.m"] } },
    },
    { module_calls: { m: { source: "./m", module: child } } },
  );
  json.resource_changes.push({
    address: "module.m.aws_kms_key.k",
    module_address: "module.m",
    mode: "managed",
    type: "aws_kms_key",
    name: "k",
    change: { actions: ["create"], after: {}, after_unknown: { arn: true, id: true } },
  } as (typeof json.resource_changes)[number]);
  const node = nodeAt(graphOf({ json }), "aws_s3_bucket_policy.p");
  expect(addresses(node.references("bucket"))).toEqual(["module.m.aws_kms_key.k"]);
  expect(node.get("bucket")).toMatchObject({ kind: "unknown", set: true });
});

test("sensitive marks count at the place, above it and inside it", () => {
  const graph = graphOf({
    json: plan({
      after: { policy: "x", a: [{ b: "y" }] },
      after_unknown: {},
      after_sensitive: { policy: true, a: [{ b: true }] },
    }),
  });
  const node = nodeAt(graph, "aws_s3_bucket_policy.p");
  expect([node.sensitive("policy"), node.sensitive("a"), node.sensitive("a[0].b"), node.sensitive("bucket")]).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

describe("what a bucket's older blocks show of the past", () => {
  /** Versioning is on today, and the plan suspends it by the resource of its own. */
  const suspending = (expressions: Record<string, unknown>) => ({
    format_version: "1.2",
    planned_values: {},
    resource_changes: [
      {
        address: "aws_s3_bucket.b",
        mode: "managed",
        type: "aws_s3_bucket",
        name: "b",
        change: {
          actions: ["no-op"],
          after: {
            bucket: "b",
            versioning: [{ enabled: true, mfa_delete: false }],
            lifecycle_rule: [{ enabled: true }],
          },
          after_unknown: {},
        },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address: "aws_s3_bucket.b",
            mode: "managed",
            type: "aws_s3_bucket",
            name: "b",
            provider_config_key: "aws",
            expressions: { bucket: { constant_value: "b" }, ...expressions },
          },
        ],
      },
    },
  });

  test("is not there where only the provider read it back", () => {
    const bucket = nodeAt(graphOf({ json: suspending({}) }), "aws_s3_bucket.b");
    expect(bucket.get("versioning[0].enabled")).toEqual({ kind: "absent" });
    expect(bucket.blocks("lifecycle_rule").items).toEqual([]);
    expect(bucket.get("bucket")).toMatchObject({ value: "b" });
  });

  test("counts where the configuration states it", () => {
    const stated = suspending({ versioning: [{ enabled: { constant_value: true } }] });
    expect(nodeAt(graphOf({ json: stated }), "aws_s3_bucket.b").get("versioning[0].enabled")).toMatchObject({
      value: true,
    });
  });
});
