import { addresses, graphOf, nodeAt } from "../testing/graph";

describe("a source", () => {
  const graph = graphOf({
    json: {
      provider: { aws: [{ region: "ap-south-1" }, { alias: "recovery", region: "${var.recovery}" }] },
      variable: { recovery: { default: "ap-south-2" }, key: {}, secret: { sensitive: true, default: "s3cr3t-value" } },
      locals: { name: "files", chain: "${local.name}-x", loop: "${local.loop}" },
      resource: {
        aws_kms_key: { data: { enable_key_rotation: "true" } },
        aws_alb: { edge: { internal: "false" } },
        aws_s3_bucket: {
          named: { bucket: "${local.chain}" },
          many: { count: 2 },
          keyed: { for_each: '${toset(["a", "b"])}', bucket: "b-${each.key}" },
          open: { count: "${var.key}" },
          looping: { bucket: "${local.loop}", provider: "aws.recovery" },
        },
        aws_s3_bucket_versioning: {
          byReference: { bucket: "${aws_s3_bucket.many[1].id}" },
          byName: { bucket: "files-x", versioning_configuration: { status: "Enabled" } },
          eachOne: { for_each: '${toset(["a", "b"])}', bucket: "${aws_s3_bucket.keyed[each.key].id}" },
        },
        aws_ebs_volume: {
          own: { kms_key_id: "${aws_kms_key.data.arn}", tags: { "data-class": "personal", "__proto__.x": "1" } },
          given: { kms_key_id: "${var.key}" },
        },
        aws_db_instance: { main: { username: "${var.secret}" } },
        aws_launch_template: {
          dynamic: {
            dynamic: {
              block_device_mappings: {
                for_each: ["/dev/a", "/dev/b"],
                content: { device_name: "${block_device_mappings.value}" },
              },
            },
          },
        },
      },
    },
  });

  test("values have the types of the provider's schema", () => {
    expect(nodeAt(graph, "aws_kms_key.data").get("enable_key_rotation")).toEqual({ kind: "known", value: true });
    expect(nodeAt(graph, "aws_alb.edge")).toMatchObject({ type: "aws_lb", writtenType: "aws_alb" });
    expect(graph.ofType("aws_lb")).toHaveLength(1);
  });

  test("what is not stated is the documented default, or absent", () => {
    expect(nodeAt(graph, "aws_kms_key.data").get("is_enabled")).toEqual({ kind: "default", value: true });
    expect(nodeAt(graph, "aws_kms_key.data").get("policy")).toEqual({ kind: "absent" });
    expect(nodeAt(graph, "aws_kms_key.data").get("constructor")).toEqual({ kind: "absent" });
  });

  test("a hole fed by an arn is set, one fed by an open variable is not", () => {
    expect(nodeAt(graph, "aws_ebs_volume.own").get("kms_key_id")).toMatchObject({ kind: "unknown", set: true });
    expect(addresses(nodeAt(graph, "aws_ebs_volume.own").references("kms_key_id"))).toEqual(["aws_kms_key.data"]);
    const given = nodeAt(graph, "aws_ebs_volume.given");
    expect(given.get("kms_key_id")).toMatchObject({ kind: "unknown", set: false });
    expect(given.references("kms_key_id")).toMatchObject({
      nodes: [],
      unresolved: "the variable key has no value here",
    });
  });

  test("count and for_each are expanded where they are known", () => {
    expect(
      graph.nodes.map((node) => node.address).filter((address) => /bucket\.(many|keyed|open)/.test(address)),
    ).toEqual([
      'aws_s3_bucket.keyed["a"]',
      'aws_s3_bucket.keyed["b"]',
      "aws_s3_bucket.many[0]",
      "aws_s3_bucket.many[1]",
      "aws_s3_bucket.open",
    ]);
    expect(nodeAt(graph, 'aws_s3_bucket.keyed["b"]').get("bucket")).toEqual({ kind: "known", value: "b-b" });
    expect(addresses(nodeAt(graph, 'aws_s3_bucket_versioning.eachOne["b"]').references("bucket"))).toEqual([
      'aws_s3_bucket.keyed["b"]',
    ]);
  });

  test("split resources join by reference first, by name second", () => {
    const versioning = (address: string) =>
      addresses(graph.referrers(nodeAt(graph, address), "aws_s3_bucket_versioning", "bucket"));
    expect(versioning("aws_s3_bucket.many[1]")).toEqual(["aws_s3_bucket_versioning.byReference"]);
    expect(versioning("aws_s3_bucket.many[0]")).toEqual([]);
    expect(versioning("aws_s3_bucket.named")).toEqual(["aws_s3_bucket_versioning.byName"]);
  });

  test("of two resources with one name, the one that is referred to is meant", () => {
    const twins = graphOf({
      json: {
        resource: {
          aws_s3_bucket: { one: { bucket: "same" }, other: { bucket: "same" } },
          aws_s3_bucket_acl: { one: { bucket: "${aws_s3_bucket.one.bucket}" } },
        },
      },
    });
    expect(addresses(nodeAt(twins, "aws_s3_bucket_acl.one").references("bucket"))).toEqual(["aws_s3_bucket.one"]);
    expect(addresses(twins.referrers(nodeAt(twins, "aws_s3_bucket.other"), "aws_s3_bucket_acl", "bucket"))).toEqual([]);
  });

  test("a value that refers to itself is a hole", () => {
    expect(nodeAt(graph, "aws_s3_bucket.looping").get("bucket")).toMatchObject({ kind: "unknown", set: false });
  });

  test("regions follow the provider configuration", () => {
    expect(nodeAt(graph, "aws_s3_bucket.looping").region()).toEqual({ kind: "known", value: "ap-south-2" });
    expect(nodeAt(graph, "aws_s3_bucket.named").region()).toEqual({ kind: "known", value: "ap-south-1" });
  });

  test("dynamic blocks are blocks", () => {
    const { items, unknown } = nodeAt(graph, "aws_launch_template.dynamic").blocks("block_device_mappings");
    expect(unknown).toBeUndefined();
    expect(items.map((item) => item.get("device_name"))).toEqual([
      { kind: "known", value: "/dev/a" },
      { kind: "known", value: "/dev/b" },
    ]);
  });

  test("sensitivity comes from the schema and from variables", () => {
    expect(nodeAt(graph, "aws_db_instance.main").sensitive("username")).toBe(true);
    expect(nodeAt(graph, "aws_db_instance.main").sensitive("password")).toBe(true);
    expect(nodeAt(graph, "aws_db_instance.main").sensitive("engine")).toBe(false);
  });

  test("keys with dots are reached in brackets", () => {
    expect(nodeAt(graph, "aws_ebs_volume.own").get('tags["__proto__.x"]')).toEqual({ kind: "known", value: "1" });
    expect(nodeAt(graph, "aws_ebs_volume.own").get("tags.data-class")).toEqual({ kind: "known", value: "personal" });
  });
});

test.each([
  ["an object", { encryption_config: { provider: { key_arn: "arn:x" } } }],
  ["a list of one", { encryption_config: [{ provider: [{ key_arn: "arn:x" }] }] }],
])("a block written as %s reads the same", (_form, body) => {
  const graph = graphOf({ json: { resource: { aws_eks_cluster: { main: body } } } });
  const node = nodeAt(graph, "aws_eks_cluster.main");
  expect(node.get("encryption_config[0].provider[0].key_arn")).toEqual({ kind: "known", value: "arn:x" });
  expect(node.get("encryption_config.provider.key_arn")).toEqual({ kind: "known", value: "arn:x" });
  expect(node.blocks("encryption_config").items).toHaveLength(1);
});

test("long chains and wide counts end", () => {
  const locals = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`l${index}`, `\${local.l${index + 1}}`]),
  );
  const graph = graphOf({
    json: { locals, resource: { aws_s3_bucket: { a: { bucket: "${local.l0}" }, b: { count: 1e12 } } } },
  });
  expect(nodeAt(graph, "aws_s3_bucket.a").get("bucket").kind).toBe("unknown");
  expect(nodeAt(graph, "aws_s3_bucket.b")).toBeDefined();
});

test("words that Terraform refuses and everybody understands are read as they are meant", () => {
  const bucket = (word: string) => ({ force_destroy: `\${${word}}` });
  const graph = graphOf({
    json: { resource: { aws_s3_bucket: { on: bucket("True"), off: bucket("FALSE"), other: bucket("Truth") } } },
  });
  const read = (name: string) => nodeAt(graph, `aws_s3_bucket.${name}`).get("force_destroy");
  expect(read("on")).toEqual({ kind: "known", value: true });
  expect(read("off")).toEqual({ kind: "known", value: false });
  expect(read("other").kind).toBe("unknown");
});
