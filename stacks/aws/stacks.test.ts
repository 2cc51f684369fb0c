import type { JsonObject } from "../../common/json";
import { fixtureEnvironment } from "../fixture";
import { synthesizedFixture } from "../generated";
import { accountContract } from "./accountStack";
import { clusterContract } from "./clusterStack";
import { dataContract } from "./dataStack";
import { domainContract } from "./domainStack";
import { edgeContract } from "./edgeStack";
import { foundationContract } from "./foundationStack";
import { networkContract } from "./networkStack";
import { recoveryContract } from "./recoveryStack";
import { stateContract } from "./stateStack";

type Resources = { readonly [type: string]: { readonly [name: string]: { readonly [attribute: string]: unknown } } };

const fixture = synthesizedFixture();
const resources = (stack: string): Resources => ((fixture.get(stack) ?? {}) as JsonObject).resource as Resources;
const everyResource = [...fixture.keys()].flatMap((stack) =>
  Object.entries(resources(stack)).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => ({ address: `${stack} ${type}.${name}`, type, attributes })),
  ),
);
const ofType = (type: string) => everyResource.filter((resource) => resource.type === type);

test.each([
  stateContract,
  accountContract,
  foundationContract,
  networkContract,
  domainContract,
  clusterContract,
  dataContract,
  edgeContract,
  recoveryContract,
])("stack $stack offers what its contract says, no more", ({ stack, outputs }) => {
  const offered = Object.keys((fixture.get(stack)?.output ?? {}) as JsonObject);
  expect(offered.sort()).toEqual(Object.keys(outputs).sort());
});

test("no two keys share a purpose, and each key encrypts something", () => {
  const purposes = ofType("aws_kms_key").map(({ attributes }) => attributes.description);
  expect(new Set(purposes).size).toBe(purposes.length);
  const text = JSON.stringify([...fixture.values()]);
  for (const { address } of ofType("aws_kms_key")) {
    const [, key = ""] = address.split(" ");
    expect([address, text.includes(`\${${key}.arn}`)]).toEqual([address, true]);
  }
});

test("names are unique in the account: aliases, roles, buckets, log groups", () => {
  for (const [type, attribute] of [
    ["aws_kms_alias", "name"],
    ["aws_iam_role", "name"],
    ["aws_s3_bucket", "bucket"],
    ["aws_cloudwatch_log_group", "name"],
  ] as const) {
    const names = ofType(type).map(({ attributes }) => attributes[attribute]);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test("no role's name is longer than IAM takes", () => {
  for (const { attributes } of ofType("aws_iam_role")) expect(String(attributes.name).length).toBeLessThanOrEqual(64);
});

test("every store says what it holds", () => {
  for (const type of [
    "aws_s3_bucket",
    "aws_db_instance",
    "aws_msk_cluster",
    "aws_elasticache_replication_group",
    "aws_opensearch_domain",
    "aws_backup_vault",
    "aws_cloudwatch_log_group",
  ]) {
    for (const { attributes } of ofType(type)) {
      expect(attributes.tags).toMatchObject({
        "data-class": expect.any(String),
        "personal-data": expect.stringMatching(/^(yes|no)$/),
        retention: expect.stringMatching(/^\d+d$/),
        "recovery-tier": expect.stringMatching(/^(point-in-time|copied|nightly|zones)$/),
      });
    }
  }
});

test("stores say what is left of them after the worst, and the stacks do what they say", () => {
  const tiers = ["aws_s3_bucket", "aws_db_instance", "aws_msk_cluster", "aws_opensearch_domain"]
    .flatMap(ofType)
    .map(({ address, attributes }) => [address, (attributes.tags as { [tag: string]: string })["recovery-tier"]]);
  expect(Object.fromEntries(tiers)).toMatchObject({
    "data aws_db_instance.database": "point-in-time",
    "data aws_s3_bucket.files": "copied",
    "data aws_msk_cluster.stream": "zones",
    "data aws_opensearch_domain.search": "zones",
    "foundation aws_s3_bucket.archive": "nightly",
    "state aws_s3_bucket.state": "copied",
  });
  const replicated = ofType("aws_s3_bucket_replication_configuration").map(({ attributes }) => attributes.bucket);
  expect(replicated).toEqual(["${aws_s3_bucket.state.id}", "${aws_s3_bucket.files.id}"]);
});

test("logs and evidence are kept as long as the environment says", () => {
  for (const { address, attributes } of ofType("aws_cloudwatch_log_group")) {
    // Carried home within minutes, and kept there.
    if (address === "domain aws_cloudwatch_log_group.public_queries_log") continue;
    expect(attributes.retention_in_days).toBeGreaterThanOrEqual(fixtureEnvironment.audit.retentionDays);
  }
  expect(resources("foundation").aws_s3_bucket_object_lock_configuration?.archive_object_lock?.rule).toEqual({
    default_retention: { mode: "GOVERNANCE", days: 730 },
  });
});

test("the archive's lifecycle never ends before its lock", () => {
  const rules = JSON.stringify(resources("foundation").aws_s3_bucket_lifecycle_configuration?.archive_expiry?.rule);
  expect(rules).toContain('"expiration":[{"days":730}]');
});

test("citizens' documents are erased at the end of the longest declared retention", () => {
  const rules = JSON.stringify(resources("data").aws_s3_bucket_lifecycle_configuration?.files_expiry?.rule);
  expect(rules).toContain('"expiration":[{"days":2555}]');
});

test("messages are kept for days, said alike to brokers and to whoever reads tags", () => {
  const { aws_msk_cluster, aws_msk_configuration } = resources("data");
  expect(aws_msk_cluster?.stream?.tags).toMatchObject({ retention: "5d" });
  expect(aws_msk_configuration?.stream_settings?.server_properties).toContain("log.retention.hours=120\n");
});

test("there is no IAM user, no access key, no SSH key, no public address but those of the ways out in both regions", () => {
  for (const type of ["aws_iam_user", "aws_iam_access_key", "aws_key_pair"]) expect(ofType(type)).toEqual([]);
  const regions = ofType("aws_eip").map(({ attributes }) => attributes.provider ?? "home");
  expect(regions.sort()).toEqual(["aws.recovery", "aws.recovery", "aws.recovery", "home", "home", "home"]);
});

test("no policy is built by Terraform's jsonencode, which hides it from checks", () => {
  expect(JSON.stringify([...fixture.values()])).not.toContain("jsonencode(");
});

test("no identity policy allows everything on everything, and a wildcard resource only where AWS knows none", () => {
  for (const { address, attributes } of ofType("aws_iam_role_policy")) {
    const { Statement } = JSON.parse(String(attributes.policy)) as {
      readonly Statement: readonly { readonly Action: string | string[]; readonly Resource: string | string[] }[];
    };
    for (const { Action, Resource } of Statement) {
      expect([address, [Action].flat().some((action) => action.includes("*"))]).toEqual([address, false]);
      if (![Resource].flat().includes("*")) continue;
      expect([Action].flat().every((action) => action.startsWith("ssmmessages:"))).toBe(true);
    }
  }
});

test("groups of people get roles, known in the cluster by their duty", () => {
  const entries = Object.entries(resources("cluster").aws_eks_access_entry ?? {});
  expect(Object.fromEntries(entries.map(([name, entry]) => [name, entry.kubernetes_groups]))).toEqual({
    access_operators_entry: ["digit:operator"],
    access_state_audit_entry: ["digit:auditor"],
    access_emergency_entry: ["digit:break-glass"],
  });
});

test("the nightly backup covers database, files and evidence, and copies them to the recovery region", () => {
  const { aws_backup_selection, aws_backup_vault } = resources("recovery");
  expect(aws_backup_selection?.daily_selection?.resources).toEqual([
    "arn:aws:rds:ap-south-1:111122223333:db:digit-sample-database",
    "arn:aws:s3:::digit-sample-files-111122223333",
    "arn:aws:s3:::${var.foundation_archive_bucket}",
    "arn:aws:s3:::digit-sample-edge-logs-111122223333",
    "arn:aws:s3:::digit-sample-queries-111122223333",
  ]);
  expect(aws_backup_vault?.copy_vault?.provider).toBe("aws.recovery");
});

test("the copy of the state lies in the recovery region under a key of that region", () => {
  const { aws_s3_bucket, aws_kms_key, aws_s3_bucket_replication_configuration } = resources("state");
  expect(aws_s3_bucket?.state_copy?.provider).toBe("aws.recovery");
  expect(aws_kms_key?.state_copy_key?.provider).toBe("aws.recovery");
  expect(JSON.stringify(aws_s3_bucket_replication_configuration)).toContain("${aws_kms_key.state_copy_key.arn}");
});

test("the way in reaches the time servers that its start-up data names", () => {
  const rules = Object.entries(resources("cluster").aws_vpc_security_group_egress_rule ?? {});
  const ofWayIn = rules.filter(([name]) => name.startsWith("way_in_")).map(([, attributes]) => attributes);
  expect(ofWayIn).toContainEqual(expect.objectContaining({ ip_protocol: "udp", from_port: 123, to_port: 123 }));
});

test("integrations can be told beforehand from which addresses both regions call", () => {
  const { egress_addresses, recovery_egress_addresses } = (fixture.get("network")?.output ?? {}) as {
    readonly [name: string]: { readonly value: readonly string[] };
  };
  expect([egress_addresses?.value.length, recovery_egress_addresses?.value.length]).toEqual([3, 3]);
});

test("images: tags never move, pushes are scanned, an own key, and an end for what no tag points to", () => {
  const { aws_ecr_repository, aws_ecr_lifecycle_policy, aws_ecr_repository_policy } = resources("registry");
  for (const repository of Object.values(aws_ecr_repository ?? {})) {
    expect(repository).toMatchObject({
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.images_key.arn}" }],
    });
  }
  const count = Object.keys(aws_ecr_repository ?? {}).length;
  expect(count).toBeGreaterThan(10);
  expect(Object.keys(aws_ecr_lifecycle_policy ?? {})).toHaveLength(count);
  expect(Object.keys(aws_ecr_repository_policy ?? {})).toHaveLength(count);
});

test("each month the latest backups of database and documents are restored as a test", () => {
  const { aws_backup_restore_testing_selection } = resources("recovery");
  const kinds = Object.values(aws_backup_restore_testing_selection ?? {}).map((one) => one.protected_resource_type);
  expect(kinds.sort()).toEqual(["RDS", "S3"]);
});

test("nodes stand in every zone, are paid for and are exchanged one at a time, and nothing moves pods to save machines", () => {
  const groups = ofType("aws_eks_node_group");
  expect(groups).toHaveLength(1);
  for (const { attributes } of groups) {
    expect(attributes).toMatchObject({
      subnet_ids: "${var.network_application_subnet_ids}",
      capacity_type: "ON_DEMAND",
      update_config: { max_unavailable: 1 },
    });
    expect((attributes.scaling_config as { readonly min_size: number }).min_size).toBeGreaterThanOrEqual(3);
  }
  expect(JSON.stringify([...fixture.values()])).not.toMatch(/karpenter/i);
});

describe("versions that the environment names", () => {
  const upgraded = synthesizedFixture({
    ...fixtureEnvironment,
    versions: { kubernetes: "1.35", nodeImage: "1.35.4-20261101", postgresql: "16", kafka: "3.8" },
    upgrade: { postgresql: { from: "15", snapshot: "before-16" } },
  });
  const of = (stack: string) => upgraded.get(stack)?.resource as Resources;

  test("reach cluster, nodes and stores", () => {
    expect(of("cluster").aws_eks_cluster?.cluster).toMatchObject({ version: "1.35" });
    expect(of("cluster").aws_eks_node_group?.nodes).toMatchObject({ release_version: "1.35.4-20261101" });
    expect(of("data").aws_msk_cluster?.stream).toMatchObject({ kafka_version: "3.8.x.kraft" });
    expect(of("data").aws_db_parameter_group?.database_parameters).toMatchObject({ family: "postgres16" });
  });

  test("a major upgrade is allowed while it is asked for by name, and its snapshot is looked up", () => {
    expect(of("data").aws_db_instance?.database).toMatchObject({
      allow_major_version_upgrade: true,
      apply_immediately: true,
    });
    expect((upgraded.get("data") as { data: Resources }).data.aws_db_snapshot?.database_before_upgrade).toMatchObject({
      db_snapshot_identifier: "before-16",
    });
    expect(resources("data").aws_db_instance?.database).toMatchObject({ allow_major_version_upgrade: false });
  });
});

test("every role of every stack is under the boundary that the environment names, and none without one", () => {
  const boundaries = (permissionsBoundary?: string) => {
    const environment = {
      ...fixtureEnvironment,
      aws: { ...fixtureEnvironment.aws, ...(permissionsBoundary ? { permissionsBoundary } : {}) },
    };
    const roles = [...synthesizedFixture(environment).values()].flatMap((json) =>
      Object.values((json.resource as Resources | undefined)?.aws_iam_role ?? {}),
    );
    return new Set(roles.map((role) => role.permissions_boundary));
  };
  expect(boundaries()).toEqual(new Set([undefined]));
  expect(boundaries("digit-boundary")).toEqual(new Set(["arn:aws:iam::111122223333:policy/digit-boundary"]));
});
