import { DataAwsDbSnapshot } from "@cdktf/provider-aws/lib/data-aws-db-snapshot";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Construct } from "constructs";
import { type Classification, classificationTags } from "./classification";
import { EncryptionKey, forLogGroups } from "./encryptionKey";
import { LogGroup } from "./logGroup";
import type { Place } from "./place";
import { serviceTrust } from "./policy";
import { postgresParameters } from "./postgresParameters";
import { Role } from "./role";
import { SecurityGroup } from "./securityGroup";

export interface PostgresDatabaseProps {
  /** Identifier of the instance; begins the names of all that belongs to it. A change replaces the database. */
  readonly name: string;
  readonly place: Place;
  readonly network: {
    readonly vpcId: string;
    /** Subnets without a way to the internet, in at least two zones. */
    readonly subnetIds: string[];
    /** The one security group whose members may connect. */
    readonly clientGroupId: string;
  };
  /** PostgreSQL major version, for instance `17`. A change is a major upgrade, which RDS does only when told so. */
  readonly majorVersion: string;
  /**
   * Allows a major upgrade to `majorVersion`, for which the snapshot of this name is looked up: the plan shows it, and
   * the gate judges it. The upgrade begins at once, because it was asked for.
   * @default none: RDS refuses a major upgrade
   */
  readonly majorUpgrade?: { readonly snapshot: string };
  /** RDS class; a change restarts with a failover of a minute or two. */
  readonly instanceClass: string;
  /** GiB at the start and the limit up to which it grows by itself; storage never shrinks. */
  readonly storageGib: { readonly initial: number; readonly limit: number };
  /** Days over which any second can be restored; RDS offers at most 35. */
  readonly pointInTimeDays: number;
  readonly classification: Classification;
  /** Days for which the database's logs are kept. */
  readonly logRetentionDays: number;
}

const port = 5432;

/** Logs that RDS hands out for PostgreSQL. */
const exportedLogs = ["postgresql", "upgrade"] as const;

/** The range that RDS takes for point-in-time recovery, and the least that is worth having. */
const pointInTimeDays = { least: 7, most: 35 } as const;

/**
 * PostgreSQL on RDS over two zones with everything that makes it safe: own keys for data, master secret and logs,
 * TLS only, a master password that nobody sees and RDS rotates, point-in-time recovery, logs without bind values,
 * protection from deletion, and one group of clients.
 */
export class PostgresDatabase extends Construct {
  readonly arn: string;
  readonly address: string;
  readonly port: number;
  /** Reference to the secret with the master password; the password itself is in no state. */
  readonly masterSecretArn: string;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const { name, place, network } = props;
    const key = new EncryptionKey(this, "key", { name, purpose: `Storage, backups and statistics of ${name}`, place });
    const secretKey = new EncryptionKey(this, "secret_key", {
      name: `${name}-secret`,
      purpose: `Master password of ${name}`,
      place,
    });
    const group = new SecurityGroup(this, "group", {
      name,
      purpose: `Database ${name}`,
      vpcId: network.vpcId,
      from: { clients: { peer: { group: network.clientGroupId }, port, why: "PostgreSQL from the application tier" } },
    });
    const subnets = new DbSubnetGroup(this, "subnets", {
      name,
      description: `Data tier of ${name}`,
      subnetIds: network.subnetIds,
    });
    const family = `postgres${props.majorVersion}`;
    const parameters = new DbParameterGroup(this, "parameters", {
      // With the family in its name a new group can stand beside the old one during a major upgrade.
      name: `${name}-${family}`,
      description: `Settings of ${name}`,
      family,
      parameter: postgresParameters.map((parameter) => ({ ...parameter })),
      lifecycle: { createBeforeDestroy: true },
    });
    const monitoring = new Role(this, "monitoring", {
      name: `${name}-monitoring`,
      purpose: `Enhanced monitoring of ${name}`,
      trust: serviceTrust("monitoring.rds.amazonaws.com", place.accountId),
      managedPolicies: { metrics: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
    });
    if (props.majorUpgrade !== undefined) {
      new DataAwsDbSnapshot(this, "before_upgrade", {
        dbInstanceIdentifier: name,
        dbSnapshotIdentifier: props.majorUpgrade.snapshot,
      });
    }
    const database = new DbInstance(this, "Default", {
      identifier: name,
      engine: "postgres",
      engineVersion: props.majorVersion,
      instanceClass: props.instanceClass,
      dbName: "digit",
      port,
      multiAz: true,
      publiclyAccessible: false,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [group.id],
      parameterGroupName: parameters.name,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      storageType: "gp3",
      allocatedStorage: props.storageGib.initial,
      maxAllocatedStorage: props.storageGib.limit,
      storageEncrypted: true,
      kmsKeyId: key.arn,
      username: "digit_admin",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: secretKey.arn,
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: Math.min(pointInTimeDays.most, Math.max(pointInTimeDays.least, props.pointInTimeDays)),
      // UTC; midnight and two o'clock on Monday in India.
      backupWindow: "18:30-19:30",
      maintenanceWindow: "sun:20:30-sun:21:30",
      copyTagsToSnapshot: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      // The group's id is new with each database, so that a name which was used before does not stop a deletion.
      finalSnapshotIdentifier: `${name}-final-${group.id}`,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: props.majorUpgrade !== undefined,
      applyImmediately: props.majorUpgrade !== undefined,
      enabledCloudwatchLogsExports: [...exportedLogs],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: key.arn,
      performanceInsightsRetentionPeriod: 7,
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.arn,
      tags: classificationTags(props.classification),
      dependsOn: [...this.logGroups(props), ...monitoring.ready],
      lifecycle: { preventDestroy: true },
    });
    this.arn = database.arn;
    this.address = database.address;
    this.port = port;
    this.masterSecretArn = database.masterUserSecret.get(0).secretArn;
  }

  /** Made before RDS makes them itself, without key and for ever. */
  private logGroups({ name, place, logRetentionDays }: PostgresDatabaseProps) {
    const prefix = `/aws/rds/instance/${name}/`;
    const key = new EncryptionKey(this, "log_key", {
      name: `${name}-logs`,
      purpose: `Logs of ${name}`,
      place,
      uses: [forLogGroups(place, prefix)],
    });
    return exportedLogs.map(
      (log) =>
        new LogGroup(this, `${log}_log`, {
          name: `${prefix}${log}`,
          kmsKeyArn: key.arn,
          classification: { dataClass: "telemetry", personalData: true, retentionDays: logRetentionDays },
          place,
        }).resource,
    );
  }
}
