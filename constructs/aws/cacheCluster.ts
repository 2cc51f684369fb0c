import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import { boundedName } from "./boundedName";
import { type Classification, classificationTags } from "./classification";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { SecurityGroup } from "./securityGroup";

export interface CacheClusterProps {
  /** Identifier of the cache, at most 40 characters; begins the names of all that belongs to it. A change replaces it. */
  readonly name: string;
  readonly place: Place;
  readonly network: {
    readonly vpcId: string;
    /** Subnets without a way to the internet, one per zone. */
    readonly subnetIds: string[];
    /** The one security group whose members may connect. */
    readonly clientGroupId: string;
  };
  /** Valkey version, for instance `8.1`. */
  readonly version: string;
  /** ElastiCache node type; a change fails over node by node. */
  readonly nodeType: string;
  /** One that is written to and the others its copies, each in a zone of its own; at least 2. */
  readonly nodes: number;
  /** Its `retentionDays` is how long daily snapshots are kept; ElastiCache keeps them 35 days at most. */
  readonly classification: Classification;
  /** Days for which the cache's logs are kept. */
  readonly logRetentionDays: number;
}

/** Port of Valkey; with TLS only, nothing is spoken on it in the clear. */
export const cachePort = 6379;

const mostSnapshotDays = 35;

/** The longest identifier that ElastiCache takes for users and their groups. */
const longestId = 40;

/** Logs that Valkey hands out: who was slow, and why a node was lost. */
const logs = { slow: "slow-log", engine: "engine-log" } as const;

/**
 * Everything that services do with a cache, rate limits by script included. Not: settings of the node, users, and
 * emptying it as a whole.
 */
const servicesMay = "on ~* &* +@all -@admin -flushall -flushdb";

/**
 * Valkey on ElastiCache over three zones: TLS only, services sign on with their pod's identity as the one user that
 * there is, own keys for data and logs, a copy that takes over by itself, daily snapshots, one group of clients.
 */
export class CacheCluster extends Construct {
  readonly arn: string;
  /** Host name to write to; it follows the node that is the primary one. */
  readonly primaryAddress: string;
  /** Name with which services sign on; what may take it is decided by `elasticache:Connect` on `userArn` and `arn`. */
  readonly userName: string;
  readonly userArn: string;

  constructor(scope: Construct, id: string, props: CacheClusterProps) {
    super(scope, id);
    const { name, place, network } = props;
    const key = new EncryptionKey(this, "key", { name, purpose: `Data and snapshots of ${name}`, place });
    const group = new SecurityGroup(this, "group", {
      name,
      purpose: `Cache ${name}`,
      vpcId: network.vpcId,
      from: {
        clients: { peer: { group: network.clientGroupId }, port: cachePort, why: "Valkey from the application tier" },
      },
    });
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name,
      description: `Data tier of ${name}`,
      subnetIds: network.subnetIds,
    });
    const family = `valkey${props.version.split(".")[0]}`;
    const parameters = new ElasticacheParameterGroup(this, "parameters", {
      // With the family in its name a new group can stand beside the old one during a major upgrade.
      name: `${name}-${family}`,
      description: `Settings of ${name}`,
      family,
      // A full cache gives up what expires anyway and was used longest ago, never what has no end.
      parameter: [{ name: "maxmemory-policy", value: "volatile-lru" }],
      lifecycle: { createBeforeDestroy: true },
    });
    const { user, userGroupId } = this.users(props);
    const cache = new ElasticacheReplicationGroup(this, "Default", {
      replicationGroupId: name,
      description: "Sessions, rate limits and cached texts of the services",
      engine: "valkey",
      engineVersion: props.version,
      nodeType: props.nodeType,
      numCacheClusters: props.nodes,
      port: cachePort,
      parameterGroupName: parameters.name,
      subnetGroupName: subnets.name,
      securityGroupIds: [group.id],
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: "true",
      kmsKeyId: key.arn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      userGroupIds: [userGroupId],
      snapshotRetentionLimit: Math.min(mostSnapshotDays, props.classification.retentionDays),
      // UTC; midnight and two o'clock on Monday in India.
      snapshotWindow: "18:30-19:30",
      maintenanceWindow: "sun:20:30-sun:21:30",
      // The group's id is new with each cache, so that a name which was used before does not stop a deletion.
      finalSnapshotIdentifier: `${name}-final-${group.id}`,
      autoMinorVersionUpgrade: "true",
      applyImmediately: false,
      logDeliveryConfiguration: this.logGroups(props).map(({ logType, logGroup }) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: logGroup.resource.name,
      })),
      tags: classificationTags(props.classification),
      lifecycle: { preventDestroy: true },
    });
    this.arn = cache.arn;
    this.primaryAddress = cache.primaryEndpointAddress;
    this.userName = user.userName;
    this.userArn = user.arn;
  }

  /** A group of the one user; a group for Valkey holds no user that signs on without proof. */
  private users({ name }: CacheClusterProps) {
    const userId = boundedName(`${name}-services`, longestId);
    const user = new ElasticacheUser(this, "services", {
      // ElastiCache asks that id and name are the same where a user signs on with IAM.
      userId,
      userName: userId,
      engine: "valkey",
      accessString: servicesMay,
      authenticationMode: { type: "iam" },
    });
    const group = new ElasticacheUserGroup(this, "users", {
      userGroupId: boundedName(`${name}-users`, longestId),
      engine: "valkey",
      userIds: [user.userId],
    });
    return { user, userGroupId: group.userGroupId };
  }

  private logGroups({ name, place, logRetentionDays }: CacheClusterProps) {
    // The prefix of logs that services deliver: it needs no statement of its own in the account's log policy.
    const prefix = `/aws/vendedlogs/elasticache/${name}/`;
    const key = new EncryptionKey(this, "log_key", {
      name: `${name}-logs`,
      purpose: `Logs of ${name}`,
      place,
      uses: [forLogGroups(place, prefix)],
    });
    return Object.entries(logs).map(([log, logType]) => ({
      logType,
      logGroup: new LogGroup(this, `${log}_log`, {
        name: `${prefix}${log}`,
        kmsKeyArn: key.arn,
        classification: { dataClass: "telemetry", personalData: true, retentionDays: logRetentionDays },
        place,
      }),
    }));
  }
}
