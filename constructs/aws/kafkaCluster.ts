import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { MskCluster } from "@cdktf/provider-aws/lib/msk-cluster";
import { MskConfiguration } from "@cdktf/provider-aws/lib/msk-configuration";
import { Construct } from "constructs";
import { type Classification, classificationTags } from "./classification";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { kafkaSettings } from "./kafkaSettings";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { SecurityGroup } from "./securityGroup";

export interface KafkaClusterProps {
  /** Name of the cluster; begins the names of all that belongs to it. A change replaces the cluster and its topics. */
  readonly name: string;
  readonly place: Place;
  readonly network: {
    readonly vpcId: string;
    /** Subnets without a way to the internet, one per zone. */
    readonly subnetIds: string[];
    /** The one security group whose members may connect. */
    readonly clientGroupId: string;
  };
  /** Version as MSK names it, for instance `3.9.x.kraft`. MSK moves up broker by broker and never down. */
  readonly version: string;
  /** MSK broker type; a change restarts broker by broker. */
  readonly brokerType: string;
  /** A multiple of the number of zones; brokers can be added, partitions must then be moved by hand. */
  readonly brokers: number;
  /** GiB per broker at the start and the limit up to which it grows by itself; storage never shrinks. */
  readonly storageGib: { readonly initial: number; readonly limit: number };
  /** Partitions of a topic that is made without stating a number. */
  readonly partitions: number;
  /** Its `retentionDays` is how long topics keep messages. */
  readonly classification: Classification;
  /** Days for which the brokers' logs are kept. */
  readonly logRetentionDays: number;
}

/** Port on which MSK's brokers speak TLS to clients that sign on with IAM ("Port information", MSK Developer Guide). */
export const kafkaPort = 9098;

/** Storage grows when it is this full, in percent, so that a broker never stands still on a full disk. */
const growthAtPercent = 70;

/**
 * Kafka on MSK over three zones: TLS only, between brokers too; clients sign on with their pod's identity, so there is
 * no password to keep or rotate; own keys for topics and logs; settings under which no confirmed message is lost with
 * a zone; one group of clients.
 */
export class KafkaCluster extends Construct {
  readonly arn: string;
  readonly name: string;
  /** Host names and ports for clients that sign on with IAM, separated by commas. */
  readonly bootstrapBrokers: string;

  constructor(scope: Construct, id: string, props: KafkaClusterProps) {
    super(scope, id);
    const { name, place, network } = props;
    const key = new EncryptionKey(this, "key", { name, purpose: `Topics of ${name}`, place });
    const group = new SecurityGroup(this, "group", {
      name,
      purpose: `Brokers of ${name}`,
      vpcId: network.vpcId,
      from: {
        clients: { peer: { group: network.clientGroupId }, port: kafkaPort, why: "Kafka from the application tier" },
      },
    });
    const configuration = new MskConfiguration(this, "settings", {
      name,
      description: `Settings of ${name}`,
      kafkaVersions: [props.version],
      serverProperties: kafkaSettings({
        partitions: props.partitions,
        retentionHours: 24 * props.classification.retentionDays,
      }),
    });
    const log = this.brokerLog(props);
    const cluster = new MskCluster(this, "Default", {
      clusterName: name,
      kafkaVersion: props.version,
      numberOfBrokerNodes: props.brokers,
      brokerNodeGroupInfo: {
        instanceType: props.brokerType,
        clientSubnets: network.subnetIds,
        securityGroups: [group.id],
        storageInfo: { ebsStorageInfo: { volumeSize: props.storageGib.initial } },
        connectivityInfo: { publicAccess: { type: "DISABLED" } },
      },
      configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: key.arn,
        encryptionInTransit: { clientBroker: "TLS", inCluster: true },
      },
      clientAuthentication: { unauthenticated: false, sasl: { iam: true, scram: false } },
      enhancedMonitoring: "PER_BROKER",
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: log.name } } },
      tags: classificationTags(props.classification),
      dependsOn: [log.resource],
      lifecycle: {
        preventDestroy: true,
        // Storage grows by itself; a deployment must not try to shrink it.
        ignoreChanges: ["broker_node_group_info[0].storage_info[0].ebs_storage_info[0].volume_size"],
      },
    });
    this.growStorage(cluster, props);
    this.arn = cluster.arn;
    this.name = name;
    this.bootstrapBrokers = cluster.bootstrapBrokersSaslIam;
  }

  private brokerLog({ name, place, logRetentionDays }: KafkaClusterProps): LogGroup {
    // The prefix of logs that services deliver: it needs no statement of its own in the account's log policy.
    const logGroupName = `/aws/vendedlogs/msk/${name}`;
    const key = new EncryptionKey(this, "log_key", {
      name: `${name}-logs`,
      purpose: `Logs of ${name}`,
      place,
      uses: [forLogGroups(place, logGroupName)],
    });
    return new LogGroup(this, "log", {
      name: logGroupName,
      kmsKeyArn: key.arn,
      classification: { dataClass: "telemetry", personalData: true, retentionDays: logRetentionDays },
      place,
    });
  }

  private growStorage(cluster: MskCluster, { name, storageGib }: KafkaClusterProps): void {
    const target = new AppautoscalingTarget(this, "storage", {
      serviceNamespace: "kafka",
      scalableDimension: "kafka:broker-storage:VolumeSize",
      resourceId: cluster.arn,
      minCapacity: 1,
      maxCapacity: storageGib.limit,
    });
    new AppautoscalingPolicy(this, "storage_growth", {
      name: `${name}-storage`,
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        // Volumes cannot shrink.
        disableScaleIn: true,
        targetValue: growthAtPercent,
        predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
      },
    });
  }
}
