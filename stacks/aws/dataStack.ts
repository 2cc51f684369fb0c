import type { Construct } from "constructs";
import { CacheCluster } from "../../constructs/aws/cacheCluster";
import type { Classification } from "../../constructs/aws/classification";
import { FileStore } from "../../constructs/aws/fileStore";
import { KafkaCluster } from "../../constructs/aws/kafkaCluster";
import { podTrust } from "../../constructs/aws/policy";
import { PostgresDatabase } from "../../constructs/aws/postgresDatabase";
import { SearchDomain } from "../../constructs/aws/searchDomain";
import { accountContract } from "./accountStack";
import { AwsStack } from "./awsStack";
import { contract } from "./contract";
import { networkContract } from "./networkStack";
import type { AwsSettings } from "./settings";
import { stateContract } from "./stateStack";

export const dataContract = contract("data", {
  database_arn: { kind: "string", description: "The PostgreSQL database" },
  database_address: { kind: "string", description: "Host name of the database inside the network" },
  database_secret_arn: { kind: "string", description: "Reference to the secret that holds the master password" },
  stream_arn: { kind: "string", description: "The Kafka cluster, for the rights of its clients" },
  stream_bootstrap_brokers: {
    kind: "string",
    description: "Host names and ports of brokers for clients with an identity",
  },
  cache_arn: { kind: "string", description: "The cache, for the rights of its clients" },
  cache_address: { kind: "string", description: "Host name of the cache inside the network" },
  cache_user_name: { kind: "string", description: "Name with which services sign on to the cache" },
  cache_user_arn: { kind: "string", description: "That user, for the rights of the cache's clients" },
  search_arn: { kind: "string", description: "The search domain, for the rights of its clients" },
  search_address: { kind: "string", description: "Host name of the search domain inside the network" },
  search_administrator_role_arn: {
    kind: "string",
    description: "Role, for pods of the cluster, that grants others their rights inside the search domain",
  },
  file_bucket: { kind: "string", description: "Bucket of citizens' documents" },
  file_bucket_arn: { kind: "string", description: "ARN of that bucket" },
  file_key_arn: { kind: "string", description: "Key of that bucket" },
  file_copy_bucket: { kind: "string", description: "Bucket with their copies in the recovery region" },
});

/** Identifier of the PostgreSQL database. */
export const databaseName = (settings: AwsSettings): string => settings.name("database");

/** Bucket of citizens' documents. */
export const fileBucket = (settings: AwsSettings): string => settings.globalName("files");

/** Where citizens' records and documents are stored. */
export class DataStack extends AwsStack {
  constructor(scope: Construct, settings: AwsSettings) {
    super(scope, "data", {
      settings,
      title: "PostgreSQL, Kafka, a cache, search and the store of citizens' documents",
    });
    const network = this.require(networkContract, "vpc_id", "data_subnet_ids", "application_security_group_id");
    const state = this.require(stateContract, "access_log_bucket", "copy_access_log_bucket");
    // Named nowhere, but until it exists the search domain is refused.
    this.require(accountContract, "search_service_role_arn");
    const tier = {
      vpcId: network.vpc_id,
      subnetIds: network.data_subnet_ids,
      clientGroupId: network.application_security_group_id,
    };
    const { database: size, stream: streamSize } = settings.size;
    const classification: Classification = {
      dataClass: "personal",
      personalData: true,
      retentionDays: settings.personalDataDays,
    };
    const database = new PostgresDatabase(this, "database", {
      name: databaseName(settings),
      place: this.home,
      network: tier,
      majorVersion: settings.versions.postgresql,
      ...majorUpgradeOf(settings),
      instanceClass: size.instanceClass,
      storageGib: { initial: size.storageGib, limit: size.maximumStorageGib },
      pointInTimeDays: settings.environment.recovery.retentionDays,
      classification: { ...classification, recoveryTier: "point-in-time" },
      logRetentionDays: settings.auditDays,
    });
    const stream = new KafkaCluster(this, "stream", {
      name: settings.name("stream"),
      place: this.home,
      network: tier,
      version: settings.versions.kafka,
      brokerType: streamSize.brokerType,
      brokers: streamSize.brokers,
      storageGib: { initial: streamSize.storageGib, limit: streamSize.maximumStorageGib },
      partitions: streamSize.partitions,
      // A message is a copy of a record and goes long before it: no category is kept for less than a year.
      classification: { ...classification, retentionDays: streamSize.retentionDays },
      logRetentionDays: settings.auditDays,
    });
    const cache = new CacheCluster(this, "cache", {
      name: settings.name("cache"),
      place: this.home,
      network: tier,
      version: settings.versions.valkey,
      nodeType: settings.size.cache.nodeType,
      nodes: settings.size.cache.nodes,
      classification: { ...classification, retentionDays: settings.environment.recovery.retentionDays },
      logRetentionDays: settings.auditDays,
    });
    const { search: searchSize } = settings.size;
    const search = new SearchDomain(this, "search", {
      name: settings.name("search"),
      place: this.home,
      network: tier,
      version: settings.versions.opensearch,
      dataNodes: { type: searchSize.dataType, count: searchSize.dataNodes, storageGib: searchSize.storageGib },
      masterType: searchSize.masterType,
      administratorTrust: podTrust(settings.clusterArn, settings.accountId),
      classification,
      logRetentionDays: settings.auditDays,
    });
    const files = new FileStore(this, "files", {
      name: settings.name("files"),
      bucketNames: { files: fileBucket(settings), copy: settings.globalName("files-copy") },
      place: this.home,
      copyPlace: this.recovery,
      classification: { ...classification, recoveryTier: "copied" },
      expiry: {
        currentDays: settings.personalDataDays,
        daysByPrefix: settings.documentDays,
        // What a citizen or a service deletes can be recovered as long as backups are, and is then gone.
        previousDays: settings.environment.recovery.retentionDays,
      },
      accessLogBuckets: { files: state.access_log_bucket, copy: state.copy_access_log_bucket },
      unscannedReaders: [`arn:aws:iam::${settings.accountId}:role/${settings.backupRoleName}`],
    });
    this.offer(dataContract, {
      database_arn: database.arn,
      database_address: database.address,
      database_secret_arn: database.masterSecretArn,
      stream_arn: stream.arn,
      stream_bootstrap_brokers: stream.bootstrapBrokers,
      cache_arn: cache.arn,
      cache_address: cache.primaryAddress,
      cache_user_name: cache.userName,
      cache_user_arn: cache.userArn,
      search_arn: search.arn,
      search_address: search.address,
      search_administrator_role_arn: search.administratorRoleArn,
      file_bucket: files.bucketName,
      file_bucket_arn: files.arn,
      file_key_arn: files.kmsKeyArn,
      file_copy_bucket: files.copyBucketName,
    });
  }
}

/** Allowed only while the environment asks for it by name. */
function majorUpgradeOf({ environment }: AwsSettings): { readonly majorUpgrade?: { readonly snapshot: string } } {
  const { postgresql } = environment.upgrade ?? {};
  return postgresql === undefined ? {} : { majorUpgrade: { snapshot: postgresql.snapshot } };
}
