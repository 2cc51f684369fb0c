/** Two environments in one account: the second reads what the account has once, and nothing of both has the same name. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../config/environment.generated";
import { fixtureEnvironment } from "../fixture";
import { synthesize } from "../synthesize";

interface Source {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: { readonly [key: string]: unknown } } };
  readonly data?: { readonly [type: string]: object };
}

const second: Environment = {
  ...fixtureEnvironment,
  name: "second",
  domain: { name: "second.example.org", dns: "managed", certificate: "managed" },
  existing: { account: { owner: "Environment sample" } },
};

const folder = mkdtempSync(join(tmpdir(), "shared-account-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sourcesOf(environment: Environment): ReadonlyMap<string, Source> {
  const out = join(folder, environment.name);
  const { stacks } = synthesize(environment, out);
  const read = (directory: string): Source =>
    JSON.parse(readFileSync(join(out, "stacks", directory, "cdk.tf.json"), "utf8"));
  return new Map(stacks.map(({ name, directory }) => [name, read(directory)]));
}

const sources = sourcesOf(second);

test("the account's services are read, judged and never made", () => {
  const account = sources.get("account");
  expect(account?.resource).toBeUndefined();
  expect(Object.keys(account?.data ?? {}).sort()).toEqual([
    "aws_ebs_encryption_by_default",
    "aws_guardduty_detector",
    "aws_iam_role",
    "aws_s3_account_public_access_block",
  ]);
});

/** What an account and region have once, or under a name that the environment cannot choose. */
const singletons =
  /^aws_(ebs_(encryption_by_default|default_kms_key)|s3_account_public_access_block|guardduty_(detector|detector_feature)|securityhub_|config_|inspector2?_|macie2_|iam_(account|service_linked)|ecr_(registry|replication)|accessanalyzer_|backup_(region|global)_settings|default_(vpc|subnet)|ec2_(serial|image|instance_metadata_defaults)|xray_encryption|api_gateway_account)/;

test("no stack makes what an account has once", () => {
  const found = [...sources].flatMap(([stack, { resource }]) =>
    Object.keys(resource ?? {}).flatMap((type) => (singletons.test(type) ? [`${stack} ${type}`] : [])),
  );
  expect(found).toEqual([]);
});

const naming = ["name", "bucket", "identifier", "cluster_name", "domain_name", "replication_group_id", "user_id"];

/** Named within something that is the environment's own: a role, a vault, a network, a bucket, a group of rules. */
const named: Readonly<Record<string, string>> = {
  aws_backup_restore_testing_selection: "within its plan",
  aws_eks_addon: "within its cluster",
  aws_eks_node_group: "within its cluster",
  aws_iam_role_policy: "within its role",
  aws_route53_record: "within its zone",
  aws_s3_bucket_metric: "within its bucket",
  aws_sns_topic_subscription: "within its topic",
};

test("whatever has a name carries the environment's, so that two of them never meet", () => {
  const strange = [...sources].flatMap(([stack, { resource }]) =>
    Object.entries(resource ?? {}).flatMap(([type, resources]) =>
      Object.entries(resources).flatMap(([name, attributes]) =>
        naming.flatMap((attribute) => {
          const value = attributes[attribute];
          const refers = typeof value !== "string" || value.includes("${");
          return refers || value.includes("second") || Object.hasOwn(named, type)
            ? []
            : [`${stack} ${type}.${name} ${attribute} = ${value}`];
        }),
      ),
    ),
  );
  expect(strange).toEqual([]);
});
