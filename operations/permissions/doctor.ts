import type { PolicyStatement } from "../../constructs/aws/policy";

/** What `doctor <env>` asks; a test of it compares them with its questions. */
export const doctorActions: readonly string[] = [
  "access-analyzer:ListAnalyzers",
  "acm:DescribeCertificate",
  "backup:ListBackupVaults",
  "cloudtrail:DescribeTrails",
  "config:DescribeConfigurationRecorders",
  "config:DescribeDeliveryChannels",
  "ec2:DescribeAddresses",
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeInstanceTypeOfferings",
  "ec2:DescribeInstanceTypes",
  "ec2:DescribeInstances",
  "ec2:DescribeInternetGateways",
  "ec2:DescribeNatGateways",
  "ec2:DescribeRegions",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVolumes",
  "ec2:DescribeVpcEndpointServices",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
  "eks:DescribeAddonVersions",
  "eks:DescribeClusterVersions",
  "eks:ListClusters",
  "elasticache:DescribeCacheClusters",
  "elasticache:DescribeCacheEngineVersions",
  "elasticache:DescribeReservedCacheNodesOfferings",
  "elasticloadbalancing:DescribeLoadBalancers",
  "es:ListDomainNames",
  "es:ListInstanceTypeDetails",
  "es:ListVersions",
  "guardduty:ListDetectors",
  "iam:GetAccountSummary",
  "iam:GetRole",
  "kafka:ListClustersV2",
  "kafka:ListKafkaVersions",
  "kms:ListKeys",
  "logs:DescribeResourcePolicies",
  "macie2:GetMacieSession",
  "rds:DescribeAccountAttributes",
  "rds:DescribeOrderableDBInstanceOptions",
  "route53:GetAccountLimit",
  "route53:ListHostedZonesByName",
  "s3:ListAllMyBuckets",
  "securityhub:DescribeHub",
  "servicequotas:GetAWSDefaultServiceQuota",
  "servicequotas:GetServiceQuota",
  "ssm:DescribeInstanceInformation",
  "wafv2:ListWebACLs",
];

/** Those that IAM ties to resources, with the resources. */
const named: Readonly<Record<string, string>> = {
  "acm:DescribeCertificate": "arn:aws:acm:*:{account}:certificate/*",
  "config:DescribeConfigurationRecorders": "arn:aws:config:*:{account}:configuration-recorder/*",
  "elasticache:DescribeCacheClusters": "arn:aws:elasticache:*:{account}:cluster:*",
  "iam:GetRole": "arn:aws:iam::{account}:role/aws-service-role/opensearchservice.amazonaws.com/*",
  "securityhub:DescribeHub": "arn:aws:securityhub:*:{account}:hub/default",
};

/** What `doctor` needs beside the reading of states. Whether a bucket's name is free is asked of our own names alone. */
export const doctorStatements: readonly PolicyStatement[] = [
  {
    Sid: "LookForDoctor",
    Effect: "Allow",
    Action: doctorActions.filter((action) => named[action] === undefined),
    Resource: "*",
  },
  { Sid: "NamedForDoctor", Effect: "Allow", Action: Object.keys(named), Resource: Object.values(named) },
  { Sid: "NamesOfBuckets", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::digit-{name}-*" },
];
