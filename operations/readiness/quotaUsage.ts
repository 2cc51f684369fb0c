import type { Question } from "../../engine/aws/services";
import { listAt, numberAt, type Tree, textAt } from "../../engine/aws/tree";
import { isStandard } from "./quotaNeeds";

/** How to find out how much of a quota is used in a region. */
export interface Usage {
  readonly question: (region: string) => Question;
  /** A second question without whose answer the first says too little. */
  readonly also?: (region: string) => Question;
  readonly read: (pages: readonly Tree[], also: readonly Tree[]) => number;
}

type Parts = Omit<Question, "service" | "operation" | "region">;
const usage = (
  service: Question["service"],
  operation: string,
  read: (pages: readonly Tree[]) => number,
  parts: Parts = {},
): Usage => ({ question: (region) => ({ service, operation, region, ...parts }), read });

const counted =
  (path: string, fits: (item: Tree) => boolean = () => true) =>
  (pages: readonly Tree[]): number =>
    pages.flatMap((page) => listAt(page, path)).filter(fits).length;

const summed =
  (path: string, amount: (item: Tree) => number) =>
  (pages: readonly Tree[]): number =>
    pages.flatMap((page) => listAt(page, path)).reduce<number>((total, item) => total + amount(item), 0);

/** RDS counts its own use, by the name of the quota. */
const databaseUse = (quota: string): Usage =>
  usage("rds", "DescribeAccountAttributes", (pages) => {
    const quotas = pages.flatMap((page) => listAt(page, "AccountQuotas.AccountQuota"));
    return (
      numberAt(
        quotas.find((item) => textAt(item, "AccountQuotaName") === quota),
        "Used",
      ) ?? 0
    );
  });

const running = {
  "Filter.1.Name": "instance-state-name",
  "Filter.1.Value.1": "pending",
  "Filter.1.Value.2": "running",
};

/** By the id of the quota in `catalogue/quotas.json`. `search-instances` is a quota of one domain: nothing is used yet. */
export const usages: Readonly<Record<string, Usage>> = {
  vpcs: usage("ec2", "DescribeVpcs", counted("vpcSet.item")),
  "internet-gateways": usage("ec2", "DescribeInternetGateways", counted("internetGatewaySet.item")),
  "nat-gateways": {
    ...usage("ec2", "DescribeNatGateways", () => 0, {
      parameters: { "Filter.1.Name": "state", "Filter.1.Value.1": "pending", "Filter.1.Value.2": "available" },
    }),
    also: (region) => ({ service: "ec2", operation: "DescribeSubnets", region }),
    read: mostInAZone,
  },
  "gateway-endpoints": usage("ec2", "DescribeVpcEndpoints", counted("vpcEndpointSet.item"), {
    parameters: { "Filter.1.Name": "vpc-endpoint-type", "Filter.1.Value.1": "Gateway" },
  }),
  "security-groups": usage("ec2", "DescribeSecurityGroups", counted("securityGroupInfo.item")),
  "elastic-addresses": usage("ec2", "DescribeAddresses", counted("addressesSet.item")),
  "standard-vcpus": usage(
    "ec2",
    "DescribeInstances",
    (pages) =>
      pages
        .flatMap((page) => listAt(page, "reservationSet.item"))
        .flatMap((reservation) => listAt(reservation, "instancesSet.item"))
        .filter((item) => isStandard(textAt(item, "instanceType") ?? "") && !textAt(item, "instanceLifecycle"))
        .reduce<number>(
          (total, item) =>
            total + (numberAt(item, "cpuOptions.coreCount") ?? 0) * (numberAt(item, "cpuOptions.threadsPerCore") ?? 1),
          0,
        ),
    { parameters: running },
  ),
  "gp3-storage": usage(
    "ec2",
    "DescribeVolumes",
    (pages) => summed("volumeSet.item", (item) => numberAt(item, "size") ?? 0)(pages) / 1024,
    { parameters: { "Filter.1.Name": "volume-type", "Filter.1.Value.1": "gp3" } },
  ),
  "eks-clusters": usage("eks", "ListClusters", counted("clusters")),
  "db-instances": databaseUse("DBInstances"),
  "db-storage": databaseUse("AllocatedStorage"),
  "kafka-brokers": usage(
    "kafka",
    "ListClustersV2",
    summed("clusterInfoList", (item) => numberAt(item, "provisioned.numberOfBrokerNodes") ?? 0),
  ),
  "cache-nodes": usage(
    "elasticache",
    "DescribeCacheClusters",
    summed("CacheClusters.CacheCluster", (item) => numberAt(item, "NumCacheNodes") ?? 0),
  ),
  "search-domains": usage("opensearch", "ListDomainNames", counted("DomainNames")),
  "load-balancers": usage(
    "elbv2",
    "DescribeLoadBalancers",
    counted("LoadBalancers.member", (item) => textAt(item, "Type") === "application"),
  ),
  "web-acls": usage("wafv2", "ListWebACLs", counted("WebACLs"), { body: { Scope: "REGIONAL" } }),
  "kms-keys": usage("kms", "ListKeys", counted("Keys")),
  "backup-vaults": usage("backup", "ListBackupVaults", counted("BackupVaultList")),
  buckets: usage("s3", "ListBuckets", counted("Buckets.Bucket")),
  trails: usage("cloudtrail", "DescribeTrails", counted("trailList")),
  "log-policies": usage("logs", "DescribeResourcePolicies", counted("resourcePolicies")),
};

/** Gateways of the zone that has most of them; the zone is that of their subnet. */
function mostInAZone(pages: readonly Tree[], subnets: readonly Tree[]): number {
  const zoneOf = new Map(
    subnets
      .flatMap((page) => listAt(page, "subnetSet.item"))
      .map((item) => [textAt(item, "subnetId"), textAt(item, "availabilityZone")]),
  );
  const zones = pages
    .flatMap((page) => listAt(page, "natGatewaySet.item"))
    .map((item) => zoneOf.get(textAt(item, "subnetId")));
  return Math.max(0, ...zones.map((zone) => zones.filter((other) => other === zone).length));
}

/** Quotas of the whole account whose service tells limit and use in one answer. */
export const told: Readonly<
  Record<
    string,
    {
      readonly question: (region: string) => Question;
      readonly read: (pages: readonly Tree[]) => { readonly limit: number | undefined; readonly used: number };
    }
  >
> = {
  roles: {
    question: (region) => ({ service: "iam", operation: "GetAccountSummary", region }),
    read: (pages) => {
      const entries = pages.flatMap((page) => listAt(page, "SummaryMap.entry"));
      const figure = (name: string) =>
        numberAt(
          entries.find((entry) => textAt(entry, "key") === name),
          "value",
        );
      return { limit: figure("RolesQuota"), used: figure("Roles") ?? 0 };
    },
  },
  "hosted-zones": {
    question: (region) => ({
      service: "route53",
      operation: "GetAccountLimit",
      region,
      path: { Type: "MAX_HOSTED_ZONES_BY_OWNER" },
    }),
    read: ([page]) => ({ limit: numberAt(page, "Limit.Value"), used: numberAt(page, "Count") ?? 0 }),
  },
};
