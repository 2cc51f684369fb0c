/** Resources of a made-up platform in the manner of anybody's Terraform. */
import type { SampleResource } from "./graph";

const zones = ["a", "b", "c"] as const;
const tiers = ["edge", "application", "data"] as const;
const id = (address: string) => `\${${address}.id}`;
const arn = (address: string) => `\${${address}.arn}`;
const name = (address: string) => `\${${address}.name}`;

const subnets: SampleResource[] = tiers.flatMap((tier, row) =>
  zones.map((zone, column) => ({
    type: "aws_subnet",
    name: `${tier}_${zone}`,
    values: {
      vpc_id: id("aws_vpc.main"),
      availability_zone: `ap-south-1${zone}`,
      cidr_block: `10.20.${row * 16 + column}.0/24`,
      tags: { Name: `demo-${tier}-${zone}`, tier },
    },
  })),
);

const routes: SampleResource[] = [
  ...tiers.map((tier) => ({ type: "aws_route_table", name: tier, values: { vpc_id: id("aws_vpc.main") } })),
  {
    type: "aws_route",
    name: "edge",
    values: { route_table_id: id("aws_route_table.edge"), gateway_id: id("aws_internet_gateway.main") },
  },
  {
    type: "aws_route",
    name: "application",
    values: { route_table_id: id("aws_route_table.application"), nat_gateway_id: id("aws_nat_gateway.a") },
  },
  ...tiers.flatMap((tier) =>
    zones.map((zone) => ({
      type: "aws_route_table_association",
      name: `${tier}_${zone}`,
      values: { subnet_id: id(`aws_subnet.${tier}_${zone}`), route_table_id: id(`aws_route_table.${tier}`) },
    })),
  ),
  ...zones.map((zone) => ({
    type: "aws_nat_gateway",
    name: zone,
    values: { subnet_id: id(`aws_subnet.edge_${zone}`) },
  })),
];

const bucket = (name: string, values: SampleResource["values"], key: string, region?: string): SampleResource[] => [
  {
    type: "aws_s3_bucket",
    name,
    values: { bucket: `demo-${name}`, ...values },
    ...(region === undefined ? {} : { region }),
  },
  {
    type: "aws_s3_bucket_server_side_encryption_configuration",
    name,
    values: {
      bucket: id(`aws_s3_bucket.${name}`),
      rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: arn(`aws_kms_key.${key}`) } }],
    },
  },
  {
    type: "aws_s3_bucket_versioning",
    name,
    values: { bucket: id(`aws_s3_bucket.${name}`), versioning_configuration: { status: "Enabled" } },
  },
];

const keys: SampleResource[] = ["data", "files", "logs", "recovery"].flatMap((name) => [
  {
    type: "aws_kms_key",
    name,
    values: { enable_key_rotation: true },
    ...(name === "recovery" ? { region: "ap-south-2" } : {}),
  },
  { type: "aws_kms_alias", name, values: { name: `alias/demo-${name}`, target_key_id: id(`aws_kms_key.${name}`) } },
]);

export const platformResources: readonly SampleResource[] = [
  { type: "aws_vpc", name: "main", values: { cidr_block: "10.20.0.0/16", tags: { Name: "demo" } } },
  { type: "aws_internet_gateway", name: "main", values: { vpc_id: id("aws_vpc.main") } },
  { type: "aws_flow_log", name: "main", values: { vpc_id: id("aws_vpc.main") } },
  ...subnets,
  ...routes,
  ...["s3", "ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "sts", "ssm"].map((service) => ({
    type: "aws_vpc_endpoint",
    name: service.replace(".", "_"),
    values: { vpc_id: id("aws_vpc.main"), service_name: `com.amazonaws.ap-south-1.${service}` },
  })),
  ...keys,
  {
    type: "aws_eks_cluster",
    name: "main",
    values: {
      name: "demo",
      version: "1.33",
      vpc_config: {
        subnet_ids: zones.map((zone) => id(`aws_subnet.application_${zone}`)),
        endpoint_public_access: false,
      },
      encryption_config: [{ provider: [{ key_arn: arn("aws_kms_key.data") }] }],
    },
  },
  {
    type: "aws_eks_node_group",
    name: "general",
    values: { node_group_name: "general", instance_types: ["m6i.large"], subnet_ids: [id("aws_subnet.application_a")] },
  },
  {
    type: "aws_instance",
    name: "way_in",
    values: { instance_type: "t3.micro", subnet_id: id("aws_subnet.application_a"), tags: { Name: "way-in" } },
  },
  {
    type: "aws_db_subnet_group",
    name: "main",
    values: { subnet_ids: zones.map((zone) => id(`aws_subnet.data_${zone}`)) },
  },
  {
    type: "aws_db_instance",
    name: "main",
    values: {
      identifier: "demo-main",
      engine: "postgres",
      engine_version: "16.4",
      multi_az: true,
      db_subnet_group_name: name("aws_db_subnet_group.main"),
      kms_key_id: arn("aws_kms_key.data"),
    },
  },
  ...bucket("files", { tags: { "personal-data": "yes" } }, "files"),
  ...bucket("archive", { object_lock_enabled: true }, "logs"),
  ...bucket("files-replica", {}, "recovery", "ap-south-2"),
  {
    type: "aws_s3_bucket_replication_configuration",
    name: "files",
    values: {
      bucket: id("aws_s3_bucket.files"),
      rule: [{ destination: { bucket: arn("aws_s3_bucket.files-replica") } }],
    },
  },
  {
    type: "aws_cloudwatch_log_group",
    name: "flow",
    values: { name: "/demo/flow", retention_in_days: 365, kms_key_id: arn("aws_kms_key.logs") },
  },
  {
    type: "aws_cloudtrail",
    name: "main",
    values: {
      name: "demo",
      is_multi_region_trail: true,
      enable_log_file_validation: true,
      s3_bucket_name: id("aws_s3_bucket.archive"),
      kms_key_id: arn("aws_kms_key.logs"),
    },
  },
  { type: "aws_backup_vault", name: "home", values: { name: "demo-home", kms_key_arn: arn("aws_kms_key.data") } },
  {
    type: "aws_backup_vault",
    name: "away",
    values: { name: "demo-away", kms_key_arn: arn("aws_kms_key.recovery") },
    region: "ap-south-2",
  },
  {
    type: "aws_backup_vault_lock_configuration",
    name: "home",
    values: { backup_vault_name: name("aws_backup_vault.home") },
  },
  {
    type: "aws_backup_plan",
    name: "daily",
    values: {
      rule: [
        {
          target_vault_name: name("aws_backup_vault.home"),
          copy_action: [{ destination_vault_arn: arn("aws_backup_vault.away") }],
        },
      ],
    },
  },
  {
    type: "aws_backup_selection",
    name: "database",
    values: { plan_id: id("aws_backup_plan.daily"), resources: [arn("aws_db_instance.main")] },
  },
];
