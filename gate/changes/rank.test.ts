import exposureCatalogue from "../../catalogue/exposure.json";
import storedCatalogue from "../../catalogue/stored-data.json";
import stableAddresses from "../../stacks/aws/stableAddresses.json";
import type { ResourceChange } from "../planDocument";
import { compareChanges, constructsOf, rankChanges } from "./rank";
import { changeOf, planOf } from "./testing";

const ranked = (...changes: readonly ResourceChange[]): readonly string[] =>
  rankChanges("data", planOf(...changes)).map(({ risk, address, exposure, anybody, loses }) =>
    [risk, address, exposure, anybody ? "anybody" : null, loses === null ? null : "loses"].filter(Boolean).join(" "),
  );
const allow = (extra: object = {}): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::1:root" }, ...extra }] });
const rule = (cidr: string) => ({ cidr_ipv4: cidr, from_port: 443, to_port: 443, ip_protocol: "tcp" });

describe("the order of changes", () => {
  it("is by risk: data that is lost, replacements, exposure, the rest", () => {
    expect(
      ranked(
        changeOf("aws_cloudwatch_metric_alarm.a", { after: { name: "x" } }),
        changeOf("aws_vpc_security_group_ingress_rule.new", { after: rule("10.0.0.0/8") }),
        changeOf("aws_lb.a", { before: { name: "a" }, after: { name: "b" }, replaces: [["name"]] }),
        changeOf("aws_db_instance.a", {
          before: { identifier: "a" },
          after: { identifier: "b" },
          replaces: [["identifier"]],
        }),
        changeOf("aws_s3_bucket.old", { before: { bucket: "old" } }),
        changeOf("aws_vpc_security_group_ingress_rule.open", { after: rule("0.0.0.0/0") }),
        changeOf("aws_db_parameter_group.old", { before: { name: "x" } }),
      ),
    ).toEqual([
      "data-loss aws_s3_bucket.old loses",
      "data-loss aws_db_instance.a loses",
      "replacement aws_lb.a",
      "exposure aws_vpc_security_group_ingress_rule.open wider anybody",
      "exposure aws_vpc_security_group_ingress_rule.new wider",
      "rest aws_db_parameter_group.old",
      "rest aws_cloudwatch_metric_alarm.a",
    ]);
  });

  it("joins the stacks of an environment by the same order", () => {
    const one = rankChanges("a", planOf(changeOf("aws_sns_topic.a", { before: { x: 1 }, after: { x: 2 } })));
    const other = rankChanges("b", planOf(changeOf("aws_kms_key.b", { before: { description: "x" } })));
    expect([...one, ...other].sort(compareChanges).map(({ stack }) => stack)).toEqual(["b", "a"]);
  });

  it("leaves out what is only read or stays", () => {
    const read = { ...changeOf("data.aws_ami.a", { after: {} }), mode: "data" as const };
    const same = changeOf("aws_x.a", { before: {}, after: {} });
    expect(ranked(read, { ...same, change: { ...same.change, actions: ["no-op"] } })).toEqual([]);
  });

  it("says why something is replaced that no attribute forces", () => {
    const [change] = rankChanges(
      "data",
      planOf(changeOf("aws_lb.a", { before: {}, after: {}, reason: "replace_because_tainted" })),
    );
    expect(change).toMatchObject({ risk: "replacement", because: expect.stringContaining("damaged") });
  });
});

describe("stored data that is lost", () => {
  it.each([
    ["a log group that keeps for a shorter time", "aws_cloudwatch_log_group.a", "retention_in_days", 365, 30, true],
    ["a log group that kept forever", "aws_cloudwatch_log_group.a", "retention_in_days", 0, 365, true],
    ["a log group that will keep forever", "aws_cloudwatch_log_group.a", "retention_in_days", 365, 0, false],
    ["a log group that keeps longer", "aws_cloudwatch_log_group.a", "retention_in_days", 30, 365, false],
    ["a database that keeps fewer backups", "aws_db_instance.a", "backup_retention_period", 35, 7, true],
    ["a database that keeps none any more", "aws_db_instance.a", "backup_retention_period", 7, 0, true],
  ])("%s", (_, address, attribute, before, after, loses) => {
    const change = changeOf(address, { before: { [attribute]: before }, after: { [attribute]: after } });
    expect(rankChanges("data", planOf(change))[0]?.loses != null).toBe(loses);
  });

  const expiry = (days: number, status = "Enabled"): object => ({ id: "old", status, expiration: [{ days }] });
  const lifecycle = (bucket: string, ...rules: object[]): Record<string, unknown> => ({ bucket, rule: rules });
  it("a bucket whose objects are deleted sooner; not where they stay longer, nor by its first lifecycle", () => {
    const address = "aws_s3_bucket_lifecycle_configuration.a";
    const change = (before: object[] | null, after: object[]) =>
      changeOf(address, { before: before && lifecycle("files", ...before), after: lifecycle("files", ...after) });
    expect(ranked(change([expiry(90)], [expiry(30)]))).toEqual([`data-loss ${address} loses`]);
    expect(ranked(change([], [expiry(30)]))).toEqual([`data-loss ${address} loses`]);
    expect(ranked(change([expiry(30)], [expiry(90)]))).toEqual([`rest ${address}`]);
    expect(ranked(change([], [expiry(30, "Disabled")]))).toEqual([`rest ${address}`]);
    // A run that was cut off between a bucket and its lifecycle must be able to go on.
    expect(ranked(change(null, [expiry(30)]))).toEqual([`rest ${address}`]);
  });

  const images = (countNumber: number): string =>
    JSON.stringify({
      rules: [{ rulePriority: 1, selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber } }],
    });
  it.each([
    ["an image repository that keeps fewer", "aws_ecr_lifecycle_policy.a", "policy", images(50), images(5), true],
    ["an image repository that keeps more", "aws_ecr_lifecycle_policy.a", "policy", images(5), images(50), false],
    [
      "topics that keep for a shorter time",
      "aws_msk_configuration.a",
      "server_properties",
      "log.retention.hours=168",
      "a=1\nlog.retention.hours = 24",
      true,
    ],
    [
      "topics that kept everything",
      "aws_msk_configuration.a",
      "server_properties",
      "log.retention.bytes=-1",
      "log.retention.bytes=1000",
      true,
    ],
    [
      "topics that keep longer",
      "aws_msk_configuration.a",
      "server_properties",
      "log.retention.ms=1000",
      "log.retention.ms=2000",
      false,
    ],
    [
      "a table without its continuous backups",
      "aws_dynamodb_table.a",
      "point_in_time_recovery",
      [{ enabled: true }],
      [{ enabled: false }],
      true,
    ],
    [
      "a table that gets them",
      "aws_dynamodb_table.a",
      "point_in_time_recovery",
      [{ enabled: false }],
      [{ enabled: true }],
      false,
    ],
  ])("%s", (_, address, attribute, before, after, loses) => {
    const change = changeOf(address, { before: { [attribute]: before }, after: { [attribute]: after } });
    expect(rankChanges("data", planOf(change))[0]?.loses != null).toBe(loses);
  });

  it("is that of what a replacement left behind, too", () => {
    const change = { ...changeOf("aws_kms_key.a", { before: { description: "x" } }), deposed: "b5cb2a1c" };
    expect(ranked(change)).toEqual(["data-loss aws_kms_key.a (deposed b5cb2a1c) loses"]);
  });
});

describe("the exposure", () => {
  it.each([
    [
      "a policy with one more statement that allows",
      allow(),
      JSON.stringify({ Statement: [...JSON.parse(allow()).Statement, { Effect: "Allow", Action: "s3:*" }] }),
      "wider",
    ],
    [
      "a policy whose Deny goes",
      JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*" }] }),
      JSON.stringify({ Statement: [] }),
      "wider",
    ],
    [
      "a policy with a new Deny",
      allow(),
      JSON.stringify({ Statement: [...JSON.parse(allow()).Statement, { Effect: "Deny", Principal: "*" }] }),
      "narrower",
    ],
    ["a policy with another action", allow({ Action: "s3:GetObject" }), allow({ Action: "s3:*" }), "changed"],
    ["a policy whose statement is only renamed", allow({ Sid: "a" }), allow({ Sid: "b" }), undefined],
  ])("of %s", (_, before, after, exposure) => {
    const [change] = rankChanges(
      "data",
      planOf(changeOf("aws_s3_bucket_policy.a", { before: { policy: before }, after: { policy: after } })),
    );
    expect(change?.exposure ?? undefined).toBe(exposure);
    expect(change?.risk).toBe(exposure ? "exposure" : "rest");
  });

  it.each([
    ["aws_db_instance.a", { publicly_accessible: false }, { publicly_accessible: true }, "wider anybody"],
    ["aws_db_instance.a", { publicly_accessible: true }, { publicly_accessible: false }, "narrower"],
    ["aws_s3_bucket_public_access_block.a", { block_public_acls: true }, { block_public_acls: false }, "wider"],
    ["aws_s3_bucket_public_access_block.a", { block_public_acls: true }, null, "wider"],
    ["aws_vpc_security_group_ingress_rule.a", rule("10.0.0.0/8"), null, "narrower"],
    ["aws_vpc_security_group_egress_rule.a", null, rule("0.0.0.0/0"), "wider"],
    ["aws_security_group.a", { ingress: [] }, { ingress: [{ cidr_blocks: ["0.0.0.0/0"] }] }, "wider anybody"],
    ["aws_iam_role.a", { permissions_boundary: "arn:x" }, { permissions_boundary: null }, "wider"],
    [
      "aws_eks_cluster.a",
      { vpc_config: [{ endpoint_public_access: false }] },
      { vpc_config: [{ endpoint_public_access: true }] },
      "wider anybody",
    ],
    ["aws_sqs_queue.a", { policy: allow() }, { policy: allow({ Principal: "*" }) }, "changed anybody"],
  ])("of %s from %j to %j is %s", (address, before, after, words) => {
    expect(ranked(changeOf(address, { before, after }))).toEqual([`exposure ${address} ${words}`]);
  });

  it("of a policy that only the apply will know is for a person to judge", () => {
    expect(ranked(changeOf("aws_kms_key.a", { after: {}, unknown: { policy: true } }))).toEqual([
      "exposure aws_kms_key.a changed",
    ]);
  });

  it("is none where a provider fills in a policy that nobody wrote", () => {
    const plan = {
      ...planOf(changeOf("aws_s3_bucket.a", { after: { bucket: "a" }, unknown: { policy: true, acl: true } })),
      configuration: { root_module: { resources: [{ address: "aws_s3_bucket.a", expressions: { bucket: {} } }] } },
    };
    expect(rankChanges("data", plan)).toMatchObject([{ risk: "rest", exposure: null, attributes: [] }]);
  });

  it("of a tag is none", () => {
    expect(
      ranked(changeOf("aws_db_instance.a", { before: { tags: { a: "1" } }, after: { tags: { a: "2" } } })),
    ).toEqual(["rest aws_db_instance.a"]);
  });
});

it("finds the construct of each address, with or without an index", () => {
  const source = { resource: { aws_kms_key: { logs: { "//": { metadata: { path: "foundation/logs/Key" } } } } } };
  const change = changeOf('aws_kms_key.logs["a"]', { after: {} });
  expect(rankChanges("x", planOf(change), constructsOf(source))[0]?.construct).toBe("foundation/logs/Key");
  expect(constructsOf({}).size).toBe(0);
});

it("has a catalogue of types of one provider, each once and in order", () => {
  for (const types of [Object.keys(exposureCatalogue.types), Object.keys(storedCatalogue.destroyed)]) {
    expect(types).toEqual([...new Set(types)].sort());
    expect(types.filter((type) => !/^aws_[a-z0-9_]+$/.test(type))).toEqual([]);
  }
});

it("asks for the name of everything whose address is published as stable", () => {
  const types = Object.values(stableAddresses)
    .flat()
    .map((address) => address.split(".")[0] ?? "");
  expect(types.length).toBeGreaterThan(20);
  expect([...new Set(types)].filter((type) => !Object.hasOwn(storedCatalogue.destroyed, type))).toEqual([]);
});
