import { exitCodes } from "../../../common/exitCodes";
import type { ServiceName } from "../../../engine/aws/services";
import type { Check } from "../model";
import { account, bucket, caller, exchange, home, offer, quota, recovery, regionList } from "./account";
import type { Exchange } from "./wire";

const domain = "digit.navapradesh.example.org";

export interface Case {
  /** What AWS answers otherwise than in an account that is ready. */
  readonly exchanges: readonly Exchange[];
  readonly check: string;
  readonly where?: string;
  readonly status: Check["status"];
  readonly says: RegExp;
  readonly exit: number;
}
const denied = (service: ServiceName, operation: string, code: string, parts: Partial<Exchange> = {}): Exchange =>
  exchange(service, operation, { error: { code, message: "is not authorized", status: 403 }, ...parts });

/** `archive`: the name of a bucket that the stacks would make. */
export const casesIn = (archive: string): Readonly<Record<string, Case>> => ({
  "another account": {
    exchanges: [caller("444455556666", "arn:aws:sts::444455556666:assumed-role/x/y")],
    check: "credentials.account",
    where: "444455556666",
    status: "problem",
    says: /belong to account 444455556666, aws\.accountId is 111122223333/,
    exit: exitCodes.toolOrPermissionMissing,
  },
  "the root user": {
    exchanges: [caller(account, `arn:aws:iam::${account}:root`)],
    check: "credentials.caller",
    where: account,
    status: "problem",
    says: /root user/,
    exit: exitCodes.gateRefused,
  },
  "a session that has ended": {
    exchanges: [denied("sts", "GetCallerIdentity", "ExpiredToken")],
    check: "credentials.caller",
    status: "unknown",
    says: /ExpiredToken/,
    exit: exitCodes.toolOrPermissionMissing,
  },
  "a closed recovery region": {
    exchanges: [regionList("not-opted-in")],
    check: "regions.enabled",
    where: recovery,
    status: "problem",
    says: /not enabled \(not-opted-in\)/,
    exit: exitCodes.gateRefused,
  },
  "too few processors": {
    exchanges: [quota("ec2", "L-1216C47A", 32)],
    check: "quota.standard-vcpus",
    status: "problem",
    says: /2 of 32 used; this environment adds 74, 194 at its largest/,
    exit: exitCodes.gateRefused,
  },
  "processors for the start alone": {
    exchanges: [quota("ec2", "L-1216C47A", 128)],
    check: "quota.standard-vcpus",
    status: "warning",
    says: /2 of 128 used/,
    exit: exitCodes.ok,
  },
  "addresses used up": {
    exchanges: [
      exchange("ec2", "DescribeAddresses", {
        output: { Addresses: [{ PublicIp: "1.1.1.1" }, { PublicIp: "1.1.1.2" }, { PublicIp: "1.1.1.3" }] },
      }),
    ],
    check: "quota.elastic-addresses",
    status: "problem",
    says: /3 of 5 used; this environment adds 3/,
    exit: exitCodes.gateRefused,
  },
  "a quota that has only its default": {
    exchanges: [
      exchange("service-quotas", "GetServiceQuota", {
        input: { ServiceCode: "wafv2", QuotaCode: "L-2EC3DE7B" },
        error: { code: "NoSuchResourceException", message: "none" },
      }),
      exchange("service-quotas", "GetAWSDefaultServiceQuota", {
        input: { ServiceCode: "wafv2", QuotaCode: "L-2EC3DE7B" },
        output: { Quota: { Value: 0 } },
      }),
    ],
    check: "quota.web-acls",
    status: "problem",
    says: /0 of 0 used; this environment adds 1/,
    exit: exitCodes.gateRefused,
  },
  "a quota that AWS does not know": {
    exchanges: ["GetServiceQuota", "GetAWSDefaultServiceQuota"].map((operation) =>
      exchange("service-quotas", operation, {
        input: { ServiceCode: "wafv2", QuotaCode: "L-2EC3DE7B" },
        error: { code: "NoSuchResourceException", message: "none" },
      }),
    ),
    check: "quota.web-acls",
    status: "unknown",
    says: /this environment adds 1; Service Quotas knows no wafv2 L-2EC3DE7B/,
    exit: exitCodes.ok,
  },
  "all policies of CloudWatch Logs used": {
    exchanges: [
      exchange("logs", "DescribeResourcePolicies", {
        output: { resourcePolicies: Array.from({ length: 8 }, (_, index) => ({ policyName: `p${index}` })) },
      }),
    ],
    check: "quota.log-policies",
    status: "problem",
    says: /8 of 10 used; this environment adds 3/,
    exit: exitCodes.gateRefused,
  },
  "roles used up": {
    exchanges: [exchange("iam", "GetAccountSummary", { output: { SummaryMap: { Roles: 990, RolesQuota: 1000 } } })],
    check: "quota.roles",
    status: "problem",
    says: /IAM roles of the account: 990 of 1000 used; this environment adds 2\d/,
    exit: exitCodes.gateRefused,
  },
  "no room for a zone": {
    exchanges: [
      exchange("route53", "GetAccountLimit", {
        input: { Type: "MAX_HOSTED_ZONES_BY_OWNER" },
        output: { Limit: { Type: "MAX_HOSTED_ZONES_BY_OWNER", Value: 4 }, Count: 3 },
      }),
    ],
    check: "quota.hosted-zones",
    status: "problem",
    says: /3 of 4 used; this environment adds 2/,
    exit: exitCodes.gateRefused,
  },
  "Kubernetes in extended support": {
    exchanges: [
      exchange("eks", "DescribeClusterVersions", {
        input: { clusterVersions: ["1.36"] },
        output: { clusterVersions: [{ clusterVersion: "1.36", versionStatus: "EXTENDED_SUPPORT" }] },
      }),
    ],
    check: "available.eks-version",
    status: "problem",
    says: /EKS 1\.36 in standard support is not offered/,
    exit: exitCodes.gateRefused,
  },
  "no add-on for the version": {
    exchanges: [
      exchange("eks", "DescribeAddonVersions", {
        input: { kubernetesVersion: "1.36", addonName: "coredns" },
        output: { addons: [] },
      }),
    ],
    check: "available.eks-addon.coredns",
    status: "problem",
    says: /coredns for 1\.36 is not offered/,
    exit: exitCodes.gateRefused,
  },
  "another major version of PostgreSQL": {
    exchanges: [offer("170.1")],
    check: "available.db-instance",
    status: "problem",
    says: /RDS postgres 17 on db\.r6g\.2xlarge, encrypted, in several zones is not offered/,
    exit: exitCodes.gateRefused,
  },
  "a class of database without a second zone": {
    exchanges: [offer("17.10", { MultiAZCapable: false })],
    check: "available.db-instance",
    status: "problem",
    says: /not offered/,
    exit: exitCodes.gateRefused,
  },
  "a version of Kafka that is no longer made": {
    exchanges: [
      exchange("kafka", "ListKafkaVersions", {
        output: { KafkaVersions: [{ Version: "3.9.x.kraft", Status: "DEPRECATED" }] },
      }),
    ],
    check: "available.kafka-version",
    status: "problem",
    says: /MSK 3\.9\.x\.kraft is not offered/,
    exit: exitCodes.gateRefused,
  },
  "an older cache": {
    exchanges: [
      exchange("elasticache", "DescribeCacheEngineVersions", {
        input: { Engine: "valkey" },
        output: { CacheEngineVersions: [{ Engine: "valkey", EngineVersion: "8.0" }] },
      }),
    ],
    check: "available.cache-version",
    status: "problem",
    says: /ElastiCache valkey 8\.1 is not offered/,
    exit: exitCodes.gateRefused,
  },
  "no such machine for search": {
    exchanges: [
      exchange("opensearch", "ListInstanceTypeDetails", {
        input: { EngineVersion: "OpenSearch_2.19" },
        output: { InstanceTypeDetails: [{ InstanceType: "m6g.large.search" }] },
      }),
    ],
    check: "available.search-instances",
    status: "problem",
    says: /r6g\.xlarge\.search and m6g\.large\.search/,
    exit: exitCodes.gateRefused,
  },
  "a zone less": {
    exchanges: [
      exchange("ec2", "DescribeAvailabilityZones", {
        output: {
          AvailabilityZones: ["a", "b", "c"].map((letter) => ({
            ZoneName: `${home}${letter}`,
            State: letter === "c" ? "impaired" : "available",
          })),
        },
      }),
    ],
    check: "available.zones",
    status: "problem",
    says: /ap-south-1c not available to this account; it has ap-south-1a, ap-south-1b/,
    exit: exitCodes.gateRefused,
  },
  "a recorder of somebody else": {
    exchanges: [
      exchange("config", "DescribeConfigurationRecorders", {
        output: { ConfigurationRecorders: [{ name: "default" }] },
      }),
    ],
    check: "account.aws_config_configuration_recorder.configuration",
    status: "problem",
    says: /recorder of AWS Config is there already: default/,
    exit: exitCodes.gateRefused,
  },
  "a detector of GuardDuty": {
    exchanges: [exchange("guardduty", "ListDetectors", { output: { DetectorIds: ["d1"] } })],
    check: "account.aws_guardduty_detector.detection_detector",
    status: "problem",
    says: /GuardDuty is there already: d1/,
    exit: exitCodes.gateRefused,
  },
  "Security Hub on": {
    exchanges: [
      exchange("securityhub", "DescribeHub", {
        output: { HubArn: `arn:aws:securityhub:${home}:${account}:hub/default` },
      }),
    ],
    check: "account.aws_securityhub_account.detection_hub",
    status: "problem",
    says: /Security Hub is there already/,
    exit: exitCodes.gateRefused,
  },
  "Macie that may not be asked": {
    exchanges: [denied("macie2", "GetMacieSession", "AccessDeniedException")],
    check: "account.aws_macie2_account.discovery_account",
    status: "unknown",
    says: /not authorized/,
    exit: exitCodes.toolOrPermissionMissing,
  },
  "the role of OpenSearch": {
    exchanges: [
      exchange("iam", "GetRole", {
        input: { RoleName: "AWSServiceRoleForAmazonOpenSearchService" },
        output: {
          Role: {
            Path: "/",
            RoleName: "AWSServiceRoleForAmazonOpenSearchService",
            RoleId: "AROAEXAMPLEEXAMPLE12",
            Arn: `arn:aws:iam::${account}:role/AWSServiceRoleForAmazonOpenSearchService`,
            CreateDate: { $time: "2026-01-01T00:00:00+00:00" },
          },
        },
      }),
    ],
    check: "account.aws_iam_service_linked_role.search_service",
    status: "problem",
    says: /is there already: AWSServiceRoleForAmazonOpenSearchService/,
    exit: exitCodes.gateRefused,
  },
  "a bucket of somebody else": {
    exchanges: [bucket(archive, { error: { status: 403 } })],
    check: `name.bucket.${archive}`,
    status: "problem",
    says: /may not look into it/,
    exit: exitCodes.gateRefused,
  },
  "a bucket that remained": {
    exchanges: [bucket(archive, { output: {} })],
    check: `name.bucket.${archive}`,
    status: "warning",
    says: /no state of this environment knows it/,
    exit: exitCodes.ok,
  },
  "a zone of the same name": {
    exchanges: [
      exchange("route53", "ListHostedZonesByName", {
        input: { DNSName: domain },
        output: {
          HostedZones: [{ Id: "/hostedzone/Z1", Name: `${domain}.`, CallerReference: "1" }],
          IsTruncated: false,
          MaxItems: "100",
        },
      }),
    ],
    check: "dns.zone",
    where: domain,
    status: "warning",
    says: /hostedzone\/Z1/,
    exit: exitCodes.ok,
  },
  "a question that is not allowed": {
    exchanges: [denied("eks", "ListClusters", "AccessDeniedException")],
    check: "quota.eks-clusters",
    status: "unknown",
    says: /this environment adds 1; eks ListClusters was not answered: AccessDeniedException/,
    exit: exitCodes.toolOrPermissionMissing,
  },
  "the same in EC2's words": {
    exchanges: [denied("ec2", "DescribeVpcs", "UnauthorizedOperation")],
    check: "quota.vpcs",
    status: "unknown",
    says: /UnauthorizedOperation/,
    exit: exitCodes.toolOrPermissionMissing,
  },
  "a service that fails": {
    exchanges: [
      exchange("kms", "ListKeys", { error: { code: "KMSInternalException", message: "later", status: 500 } }),
    ],
    check: "quota.kms-keys",
    status: "unknown",
    says: /KMSInternalException/,
    exit: exitCodes.engineFailed,
  },
});
