import type { Exchange } from "./wire";

/** An account in which nothing stands in the way of the production example: every answer by the service models. */
export const account = "111122223333";
export const home = "ap-south-1";
export const recovery = "ap-south-2";
const zones = [`${home}a`, `${home}b`, `${home}c`];
const machines = ["m6a.2xlarge", "m6i.2xlarge", "t3.small"];

type Parts = Pick<Exchange, "input" | "output" | "error">;
export const exchange = (
  service: Exchange["service"],
  operation: string,
  parts: Parts,
  region: string = home,
): Exchange => ({ service, operation, region, ...parts });

/** The applied value of a quota. */
export const quota = (service: string, code: string, value: number, region: string = home): Exchange =>
  exchange(
    "service-quotas",
    "GetServiceQuota",
    {
      input: { ServiceCode: service, QuotaCode: code },
      output: { Quota: { ServiceCode: service, QuotaCode: code, Value: value } },
    },
    region,
  );

const limits: readonly (readonly [string, string, number])[] = [
  ["vpc", "L-F678F1CE", 5],
  ["vpc", "L-A4707A72", 5],
  ["vpc", "L-FE5A380F", 5],
  ["vpc", "L-1B52E74A", 20],
  ["vpc", "L-E79EC296", 2500],
  ["ec2", "L-0263D0A3", 5],
  ["ec2", "L-1216C47A", 512],
  ["ebs", "L-7A658B76", 50],
  ["eks", "L-1194D53C", 100],
  ["rds", "L-7B6409FD", 40],
  ["rds", "L-7ADDB58A", 100000],
  ["kafka", "L-EDD31C36", 90],
  ["elasticache", "L-DFE45DF3", 300],
  ["es", "L-076D529E", 100],
  ["es", "L-6408ABDE", 80],
  ["elasticloadbalancing", "L-53DA6B97", 50],
  ["wafv2", "L-2EC3DE7B", 100],
  ["kms", "L-C2F1777E", 100000],
  ["backup", "L-7705D2CB", 100],
];

/** What is used of the quotas: nothing but the default network of a new account. */
const usage = (region: string): readonly Exchange[] => {
  const ask = (service: Exchange["service"], operation: string, parts: Parts) =>
    exchange(service, operation, parts, region);
  return [
    ask("ec2", "DescribeVpcs", { output: { Vpcs: [{ VpcId: "vpc-1", IsDefault: true }] } }),
    ask("ec2", "DescribeInternetGateways", { output: { InternetGateways: [{ InternetGatewayId: "igw-1" }] } }),
    ask("ec2", "DescribeSubnets", {
      output: { Subnets: zones.map((zone, index) => ({ SubnetId: `subnet-${index}`, AvailabilityZone: zone })) },
    }),
    ask("ec2", "DescribeNatGateways", {
      input: { Filter: [{ Name: "state", Values: ["pending", "available"] }] },
      output: {
        NatGateways: [0, 1, 2].map((index) => ({ NatGatewayId: `nat-${index}`, SubnetId: `subnet-${index}` })),
      },
    }),
    ask("ec2", "DescribeVpcEndpoints", {
      input: { Filters: [{ Name: "vpc-endpoint-type", Values: ["Gateway"] }] },
      output: { VpcEndpoints: [] },
    }),
    ask("ec2", "DescribeSecurityGroups", { output: { SecurityGroups: [{ GroupId: "sg-1" }] } }),
    ask("ec2", "DescribeAddresses", { output: { Addresses: [] } }),
    ask("ec2", "DescribeInstances", {
      input: { Filters: [{ Name: "instance-state-name", Values: ["pending", "running"] }] },
      output: {
        Reservations: [
          {
            Instances: [
              { InstanceType: "m5.large", CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 } },
              { InstanceType: "m5.large", InstanceLifecycle: "spot", CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 } },
              { InstanceType: "g5.xlarge", CpuOptions: { CoreCount: 2, ThreadsPerCore: 2 } },
            ],
          },
        ],
      },
    }),
    ask("ec2", "DescribeVolumes", {
      input: { Filters: [{ Name: "volume-type", Values: ["gp3"] }] },
      output: { Volumes: [{ VolumeId: "vol-1", Size: 512 }] },
    }),
    ask("eks", "ListClusters", { output: { clusters: [] } }),
    ask("rds", "DescribeAccountAttributes", {
      output: {
        AccountQuotas: [
          { AccountQuotaName: "DBInstances", Used: 1, Max: 40 },
          { AccountQuotaName: "AllocatedStorage", Used: 100, Max: 100000 },
        ],
      },
    }),
    ask("kafka", "ListClustersV2", { output: { ClusterInfoList: [] } }),
    ask("elasticache", "DescribeCacheClusters", { output: { CacheClusters: [] } }),
    ask("opensearch", "ListDomainNames", { output: { DomainNames: [] } }),
    ask("elbv2", "DescribeLoadBalancers", { output: { LoadBalancers: [{ Type: "network" }] } }),
    ask("wafv2", "ListWebACLs", { input: { Scope: "REGIONAL" }, output: { WebACLs: [] } }),
    ask("kms", "ListKeys", { output: { Keys: [{ KeyId: "k" }] } }),
    ask("backup", "ListBackupVaults", { output: { BackupVaultList: [{ BackupVaultName: "Default" }] } }),
    ask("s3", "ListBuckets", { output: { Buckets: [{ Name: "something" }] } }),
    ask("cloudtrail", "DescribeTrails", { output: { trailList: [] } }),
    ask("logs", "DescribeResourcePolicies", { output: { resourcePolicies: [] } }),
  ];
};

export const offer = (engineVersion: string, more: Readonly<Record<string, unknown>> = {}): Exchange =>
  exchange("rds", "DescribeOrderableDBInstanceOptions", {
    input: { Engine: "postgres", DBInstanceClass: "db.r6g.2xlarge", Vpc: true },
    output: {
      OrderableDBInstanceOptions: [
        {
          Engine: "postgres",
          EngineVersion: engineVersion,
          DBInstanceClass: "db.r6g.2xlarge",
          StorageType: "gp3",
          SupportsStorageEncryption: true,
          MultiAZCapable: true,
          ...more,
        },
      ],
    },
  });

const addons = ["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"];
const endpoints = "ec2 ec2messages ecr.api ecr.dkr eks eks-auth kms logs s3 secretsmanager ssm ssmmessages sts".split(
  " ",
);

const availability: readonly Exchange[] = [
  exchange("ec2", "DescribeAvailabilityZones", {
    output: { AvailabilityZones: zones.map((ZoneName) => ({ ZoneName, State: "available" })) },
  }),
  exchange("ec2", "DescribeInstanceTypeOfferings", {
    input: { LocationType: "availability-zone", Filters: [{ Name: "instance-type", Values: machines }] },
    output: {
      InstanceTypeOfferings: machines.flatMap((InstanceType) => zones.map((Location) => ({ InstanceType, Location }))),
    },
  }),
  exchange("ec2", "DescribeInstanceTypes", {
    input: { Filters: [{ Name: "instance-type", Values: machines }] },
    output: {
      InstanceTypes: machines.map((InstanceType) => ({
        InstanceType,
        VCpuInfo: { DefaultVCpus: InstanceType === "t3.small" ? 2 : 8 },
      })),
    },
  }),
  exchange("ec2", "DescribeVpcEndpointServices", {
    output: { ServiceNames: endpoints.map((name) => `com.amazonaws.${home}.${name}`) },
  }),
  exchange("eks", "DescribeClusterVersions", {
    input: { clusterVersions: ["1.36"] },
    output: { clusterVersions: [{ clusterVersion: "1.36", versionStatus: "STANDARD_SUPPORT" }] },
  }),
  ...addons.map((addonName) =>
    exchange("eks", "DescribeAddonVersions", {
      input: { kubernetesVersion: "1.36", addonName },
      output: { addons: [{ addonName }] },
    }),
  ),
  offer("17.10"),
  exchange("kafka", "ListKafkaVersions", { output: { KafkaVersions: [{ Version: "3.9.x.kraft", Status: "ACTIVE" }] } }),
  exchange("elasticache", "DescribeCacheEngineVersions", {
    input: { Engine: "valkey" },
    output: { CacheEngineVersions: [{ Engine: "valkey", EngineVersion: "8.1" }] },
  }),
  exchange("elasticache", "DescribeReservedCacheNodesOfferings", {
    input: { CacheNodeType: "cache.r6g.large" },
    output: { ReservedCacheNodesOfferings: [{ CacheNodeType: "cache.r6g.large" }] },
  }),
  exchange("opensearch", "ListVersions", { output: { Versions: ["OpenSearch_3.1", "OpenSearch_2.19"] } }),
  exchange("opensearch", "ListInstanceTypeDetails", {
    input: { EngineVersion: "OpenSearch_2.19" },
    output: { InstanceTypeDetails: [{ InstanceType: "r6g.xlarge.search" }, { InstanceType: "m6g.large.search" }] },
  }),
];

const singletons: readonly Exchange[] = [
  exchange("config", "DescribeConfigurationRecorders", { output: { ConfigurationRecorders: [] } }),
  exchange("config", "DescribeDeliveryChannels", { output: { DeliveryChannels: [] } }),
  exchange("guardduty", "ListDetectors", { output: { DetectorIds: [] } }),
  exchange("securityhub", "DescribeHub", {
    error: {
      code: "InvalidAccessException",
      message: `Account ${account} is not subscribed to AWS Security Hub`,
      status: 401,
    },
  }),
  exchange("accessanalyzer", "ListAnalyzers", { input: { type: "ACCOUNT" }, output: { analyzers: [] } }),
  exchange("accessanalyzer", "ListAnalyzers", { input: { type: "ACCOUNT_UNUSED_ACCESS" }, output: { analyzers: [] } }),
  exchange("macie2", "GetMacieSession", {
    error: { code: "AccessDeniedException", message: "Macie is not enabled", status: 403 },
  }),
  exchange("iam", "GetRole", {
    input: { RoleName: "AWSServiceRoleForAmazonOpenSearchService" },
    error: { code: "NoSuchEntity", message: "The role cannot be found.", status: 404 },
  }),
];

export const regionList = (second: string): Exchange =>
  exchange("ec2", "DescribeRegions", {
    input: { AllRegions: true },
    output: {
      Regions: [
        { RegionName: home, OptInStatus: "opt-in-not-required" },
        { RegionName: "us-east-1", OptInStatus: "opt-in-not-required" },
        { RegionName: recovery, OptInStatus: second },
      ],
    },
  });

export const bucket = (name: string, parts: Parts, region: string = home): Exchange =>
  exchange("s3", "HeadBucket", { input: { Bucket: name }, ...parts }, region);

export const caller = (Account: string, Arn: string): Exchange =>
  exchange("sts", "GetCallerIdentity", { output: { UserId: "AROAEXAMPLE:asha", Account, Arn } });

/** `buckets`: names that the stacks would make, with their region. */
export function readyAccount(buckets: readonly (readonly [name: string, region: string])[]): readonly Exchange[] {
  const regions = [home, recovery, "us-east-1"];
  return [
    caller(account, `arn:aws:sts::${account}:assumed-role/digit-deployer/asha`),
    regionList("opted-in"),
    ...regions.flatMap((region) => limits.map(([service, code, value]) => quota(service, code, value, region))),
    quota("s3", "L-DC2B2D3D", 10000, "us-east-1"),
    ...regions.flatMap(usage),
    ...availability,
    ...singletons,
    ...buckets.map(([name, region]) => bucket(name, { error: { status: 404 } }, region)),
    exchange("route53", "ListHostedZonesByName", {
      input: { DNSName: "digit.navapradesh.example.org" },
      output: { HostedZones: [], IsTruncated: false, MaxItems: "100" },
    }),
    exchange("iam", "GetAccountSummary", { output: { SummaryMap: { Users: 1, Roles: 12, RolesQuota: 1000 } } }),
    exchange("route53", "GetAccountLimit", {
      input: { Type: "MAX_HOSTED_ZONES_BY_OWNER" },
      output: { Limit: { Type: "MAX_HOSTED_ZONES_BY_OWNER", Value: 500 }, Count: 3 },
    }),
    exchange("ssm", "DescribeInstanceInformation", {
      input: { Filters: [{ Key: "tag:Name", Values: ["digit-navapradesh-production-way-in"] }] },
      output: { InstanceInformationList: [] },
    }),
  ];
}
