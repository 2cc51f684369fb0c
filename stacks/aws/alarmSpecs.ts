import type { AlarmSpec } from "../../constructs/aws/alarm";
import { type ZoneLetter, zoneLetters } from "../../constructs/aws/tierCidrs";

const gib = 1024 ** 3;

/** Most alarms look at five minutes three times: a quarter of an hour is no peak any more. */
const quarterHour = { periodSeconds: 300, periods: 3 } as const;

/** Alarms on the PostgreSQL database. */
export function databaseAlarms(identifier: string, size: { readonly storageGib: number }): readonly AlarmSpec[] {
  const common = { namespace: "AWS/RDS", dimensions: { DBInstanceIdentifier: identifier }, ...quarterHour };
  return [
    {
      ...common,
      key: "database-silent",
      runbook: "database-silent",
      meaning: "The database has reported nothing for a quarter of an hour",
      metric: "CPUUtilization",
      statistic: "Average",
      above: 100,
      silence: "breaching",
    },
    {
      ...common,
      key: "database-busy",
      runbook: "database-busy",
      meaning: "The database's processors have been above 85 % for a quarter of an hour",
      metric: "CPUUtilization",
      statistic: "Average",
      above: 85,
    },
    {
      ...common,
      key: "database-storage",
      runbook: "database-storage",
      meaning: "Less than a tenth of the database's first storage is free",
      metric: "FreeStorageSpace",
      statistic: "Minimum",
      below: Math.round((size.storageGib * gib) / 10),
    },
    {
      ...common,
      key: "database-memory",
      runbook: "database-busy",
      meaning: "The database has less than 256 MiB of memory left",
      metric: "FreeableMemory",
      statistic: "Minimum",
      below: 256 * 1024 ** 2,
    },
    {
      ...common,
      key: "database-slow",
      runbook: "database-busy",
      meaning: "Writes of the database have taken longer than 50 ms for a quarter of an hour",
      metric: "WriteLatency",
      statistic: "Average",
      above: 0.05,
    },
  ];
}

/** Alarms on the control plane of the cluster and on the way in. The metrics are those that EKS gives by itself. */
export function clusterAlarms(clusterName: string, wayInInstanceId: string): readonly AlarmSpec[] {
  const common = { namespace: "AWS/EKS", dimensions: { ClusterName: clusterName }, ...quarterHour };
  return [
    {
      ...common,
      key: "cluster-api-errors",
      runbook: "cluster-api-errors",
      meaning: "The Kubernetes API has answered more than 50 requests with errors of its own in each of three periods",
      metric: "apiserver_request_total_5XX",
      statistic: "Sum",
      above: 50,
    },
    {
      ...common,
      key: "cluster-full",
      runbook: "cluster-full",
      meaning: "Pods have found no place for a quarter of an hour",
      metric: "scheduler_pending_pods_UNSCHEDULABLE",
      statistic: "Minimum",
      above: 0,
    },
    {
      key: "way-in-broken",
      runbook: "way-in-broken",
      meaning: "The machine through which people reach the cluster fails its checks",
      namespace: "AWS/EC2",
      metric: "StatusCheckFailed",
      dimensions: { InstanceId: wayInInstanceId },
      statistic: "Maximum",
      ...quarterHour,
      above: 0,
    },
  ];
}

/** Alarms on the way out, one pair for each zone. */
export function outboundAlarms(gateways: { readonly [zone in ZoneLetter]: string }): readonly AlarmSpec[] {
  return zoneLetters.flatMap((zone): AlarmSpec[] => {
    const common = { namespace: "AWS/NATGateway", dimensions: { NatGatewayId: gateways[zone] }, ...quarterHour };
    return [
      {
        ...common,
        key: `outbound-${zone}-ports`,
        runbook: "outbound",
        meaning: `Connections to the outside are refused in zone ${zone}, because all ports are taken`,
        metric: "ErrorPortAllocation",
        statistic: "Sum",
        above: 0,
      },
      {
        ...common,
        key: `outbound-${zone}-drops`,
        runbook: "outbound",
        meaning: `The way out of zone ${zone} drops packets`,
        metric: "PacketsDropCount",
        statistic: "Sum",
        above: 100,
      },
    ];
  });
}

export interface EdgeNames {
  readonly region: string;
  readonly loadBalancer: string;
  readonly targetGroup: string;
  readonly firewall: string;
  readonly certificateArn: string;
}

/** Alarms on the public entry. */
export function edgeAlarms(names: EdgeNames): readonly AlarmSpec[] {
  const balancer = {
    namespace: "AWS/ApplicationELB",
    dimensions: { LoadBalancer: names.loadBalancer },
    ...quarterHour,
  };
  const firewall = { WebACL: names.firewall, Region: names.region, Rule: "ALL" };
  return [
    {
      ...balancer,
      key: "entry-errors",
      runbook: "entry-errors",
      meaning: "The load balancer itself has answered more than 20 requests with errors in each of three periods",
      metric: "HTTPCode_ELB_5XX_Count",
      statistic: "Sum",
      above: 20,
    },
    {
      ...balancer,
      key: "service-errors",
      runbook: "service-errors",
      meaning: "Services have answered more than 50 requests with errors in each of three periods",
      metric: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      above: 50,
    },
    {
      ...balancer,
      key: "entry-slow",
      runbook: "service-errors",
      meaning: "One request in twenty has taken longer than 5 seconds for a quarter of an hour",
      metric: "TargetResponseTime",
      statistic: "p95",
      above: 5,
    },
    {
      ...balancer,
      key: "gateway-unhealthy",
      runbook: "gateway-unhealthy",
      meaning: "A gateway behind the load balancer fails its health check",
      metric: "UnHealthyHostCount",
      dimensions: { LoadBalancer: names.loadBalancer, TargetGroup: names.targetGroup },
      statistic: "Maximum",
      above: 0,
    },
    {
      key: "attack",
      runbook: "attack",
      meaning: "The web firewall has refused more than 1,000 requests in five minutes",
      namespace: "AWS/WAFV2",
      metric: "BlockedRequests",
      dimensions: firewall,
      statistic: "Sum",
      periodSeconds: 300,
      periods: 1,
      above: 1000,
    },
    {
      key: "certificate-ends",
      runbook: "certificate-ends",
      meaning: "The certificate of the public entry ends within 30 days",
      namespace: "AWS/CertificateManager",
      metric: "DaysToExpiry",
      dimensions: { CertificateArn: names.certificateArn },
      statistic: "Minimum",
      periodSeconds: 86_400,
      periods: 1,
      below: 30,
    },
  ];
}

/** Alarms on a bucket whose requests are counted under a filter. */
export function bucketAlarms(key: string, bucket: string, filter: string): readonly AlarmSpec[] {
  const common = { namespace: "AWS/S3", dimensions: { BucketName: bucket, FilterId: filter }, ...quarterHour };
  return [
    {
      ...common,
      key: `${key}-errors`,
      runbook: "bucket-errors",
      meaning: `S3 has failed to answer requests to the bucket of ${key} for a quarter of an hour`,
      metric: "5xxErrors",
      statistic: "Sum",
      above: 10,
    },
    {
      ...common,
      key: `${key}-refused`,
      runbook: "bucket-refused",
      meaning: `More than 100 requests to the bucket of ${key} were refused in each of three periods`,
      metric: "4xxErrors",
      statistic: "Sum",
      above: 100,
    },
  ];
}

/** Alarms on the nightly backups. */
export function backupAlarms(vault: string): readonly AlarmSpec[] {
  const daily = {
    namespace: "AWS/Backup",
    dimensions: { BackupVaultName: vault },
    statistic: "Sum",
    periodSeconds: 86_400,
    periods: 1,
  } as const;
  return [
    {
      ...daily,
      key: "backup-missing",
      runbook: "backup-missing",
      meaning: "No backup was completed in a day",
      metric: "NumberOfBackupJobsCompleted",
      below: 1,
      silence: "breaching",
    },
    {
      ...daily,
      key: "backup-failed",
      runbook: "backup-missing",
      meaning: "A backup failed",
      metric: "NumberOfBackupJobsFailed",
      above: 0,
    },
    {
      ...daily,
      key: "backup-copy-failed",
      runbook: "backup-missing",
      meaning: "The copy of a backup to the recovery region failed",
      metric: "NumberOfCopyJobsFailed",
      above: 0,
    },
    {
      ...daily,
      key: "restore-test-failed",
      runbook: "restore-test-failed",
      meaning: "A backup could not be restored in the monthly test",
      metric: "NumberOfRestoreJobsFailed",
      above: 0,
    },
  ];
}

/** Alarm on events that could not be told. */
export function messageAlarms(queue: string): readonly AlarmSpec[] {
  return [
    {
      key: "messages-undelivered",
      runbook: "messages-undelivered",
      meaning: "An event of security or health reached nobody",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue },
      statistic: "Maximum",
      periodSeconds: 300,
      periods: 1,
      above: 0,
    },
  ];
}
