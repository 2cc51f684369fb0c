import type { Context } from "./context";
import { bodiesOf, bodyOf, figure, literal, type PlannedResource } from "./needs";

/** What is needed at the start, and at the largest size to which it may grow by itself. */
export interface Need {
  readonly atStart: number;
  readonly atMost: number;
}
type Measure = (resources: readonly PlannedResource[], context: Context, vcpus: ReadonlyMap<string, number>) => Need;

const flat = (amount: number): Need => ({ atStart: amount, atMost: amount });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ofType = (resources: readonly PlannedResource[], type: string): readonly PlannedResource[] =>
  resources.filter((resource) => resource.type === type);

const countOf =
  (type: string, fits: (resource: PlannedResource) => boolean = () => true): Measure =>
  (resources) =>
    flat(ofType(resources, type).filter(fits).length);

const sumOf =
  (type: string, amount: (body: PlannedResource["body"]) => number): Measure =>
  (resources) =>
    flat(sum(ofType(resources, type).map(({ body }) => amount(body))));

/** How much of a quota, by its id in `catalogue/quotas.json`, the resources of one region use up. */
export const measures: Readonly<Record<string, Measure>> = {
  vpcs: countOf("aws_vpc"),
  "internet-gateways": countOf("aws_internet_gateway"),
  "nat-gateways": (resources, context) => {
    const zones = ofType(resources, "aws_nat_gateway").map((gateway) => zoneOf(gateway, context));
    return flat(Math.max(0, ...zones.map((zone) => zones.filter((other) => other === zone).length)));
  },
  "gateway-endpoints": countOf("aws_vpc_endpoint", ({ body }) => body.vpc_endpoint_type === "Gateway"),
  "security-groups": countOf("aws_security_group"),
  "elastic-addresses": countOf("aws_eip"),
  "standard-vcpus": (resources, _, vcpus) => {
    const of = (type: unknown): number => (isStandard(String(type)) ? (vcpus.get(String(type)) ?? 0) : 0);
    const single = sum(ofType(resources, "aws_instance").map(({ body }) => of(body.instance_type)));
    const groups = ofType(resources, "aws_eks_node_group").map(({ body }) => {
      const [scaling = {}] = bodiesOf(body.scaling_config);
      const each = Math.max(0, ...(Array.isArray(body.instance_types) ? body.instance_types : []).map(of));
      return { atStart: each * figure(scaling.desired_size), atMost: each * figure(scaling.max_size) };
    });
    return {
      atStart: single + sum(groups.map(({ atStart }) => atStart)),
      atMost: single + sum(groups.map(({ atMost }) => atMost)),
    };
  },
  "gp3-storage": (resources, context) => {
    const single = sum(
      ofType(resources, "aws_instance").map(({ body }) =>
        figure(bodyOf(bodiesOf(body.root_block_device)[0]).volume_size),
      ),
    );
    const nodes = ofType(resources, "aws_eks_node_group").map(({ body }) => {
      const [scaling = {}] = bodiesOf(body.scaling_config);
      const disk = nodeDiskGib(body, context);
      return { atStart: disk * figure(scaling.desired_size), atMost: disk * figure(scaling.max_size) };
    });
    const tib = (gib: number): number => Math.ceil((gib / 1024) * 100) / 100;
    return {
      atStart: tib(single + sum(nodes.map(({ atStart }) => atStart))),
      atMost: tib(single + sum(nodes.map(({ atMost }) => atMost))),
    };
  },
  "eks-clusters": countOf("aws_eks_cluster"),
  "db-instances": countOf("aws_db_instance"),
  "db-storage": (resources) => {
    const databases = ofType(resources, "aws_db_instance");
    return {
      atStart: sum(databases.map(({ body }) => figure(body.allocated_storage))),
      atMost: sum(databases.map(({ body }) => figure(body.max_allocated_storage ?? body.allocated_storage))),
    };
  },
  "kafka-brokers": sumOf("aws_msk_cluster", (body) => figure(body.number_of_broker_nodes)),
  "cache-nodes": sumOf("aws_elasticache_replication_group", (body) => figure(body.num_cache_clusters)),
  "search-domains": countOf("aws_opensearch_domain"),
  "search-instances": (resources) =>
    flat(
      Math.max(
        0,
        ...ofType(resources, "aws_opensearch_domain").map(({ body }) => {
          const [cluster = {}] = bodiesOf(body.cluster_config);
          return figure(cluster.instance_count) + figure(cluster.dedicated_master_count);
        }),
      ),
    ),
  "load-balancers": countOf("aws_lb"),
  "web-acls": countOf("aws_wafv2_web_acl"),
  "kms-keys": countOf("aws_kms_key"),
  "backup-vaults": countOf("aws_backup_vault"),
  buckets: countOf("aws_s3_bucket"),
  roles: countOf("aws_iam_role"),
  "hosted-zones": countOf("aws_route53_zone"),
  trails: countOf("aws_cloudtrail"),
  "log-policies": countOf("aws_cloudwatch_log_resource_policy"),
};

/** Families that share the quota of Standard instances (Amazon EC2 User Guide, On-Demand Instances quotas). */
export const isStandard = (type: string): boolean => /^[acdhimrtz]\d|^(im|is)\d/.test(type);

/** Types of machines that the stacks name; their processors are asked of AWS. */
export function machineTypes(resources: readonly PlannedResource[]): readonly string[] {
  const named = resources.flatMap(({ type, body }) => {
    if (type === "aws_instance") return [literal(body.instance_type)];
    return type === "aws_eks_node_group" && Array.isArray(body.instance_types) ? body.instance_types.map(literal) : [];
  });
  return [...new Set(named.filter((type) => type !== undefined))].sort();
}

/** The zone of a NAT gateway: that of the subnet to which it refers. */
function zoneOf(gateway: PlannedResource, context: Context): string {
  const subnet = /aws_subnet\.(\w+)/.exec(String(gateway.body.subnet_id))?.[1];
  const found = context.resources.find(({ type, name }) => type === "aws_subnet" && name === subnet);
  return literal(found?.body.availability_zone) ?? gateway.region;
}

/** Disk of one node, from the launch template to which its group refers. */
function nodeDiskGib(group: PlannedResource["body"], context: Context): number {
  const id = bodiesOf(group.launch_template)[0]?.id;
  const name = /aws_launch_template\.(\w+)/.exec(String(id))?.[1];
  const template = context.resources.find((one) => one.type === "aws_launch_template" && one.name === name);
  return sum(bodiesOf(template?.body.block_device_mappings).map(({ ebs }) => figure(bodiesOf(ebs)[0]?.volume_size)));
}
