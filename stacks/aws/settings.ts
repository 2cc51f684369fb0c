import sizes from "../../catalogue/sizes.json";
import timeSources from "../../catalogue/time-sources.json";
import versions from "../../catalogue/versions.json";
import type { Environment } from "../../config/environment.generated";
import type { ZoneLetter } from "../../constructs/aws/tierCidrs";

/** Figures of a size, from `catalogue/sizes.json`, where each has its reason. */
interface Size {
  readonly archiveLock: "governance" | "compliance";
  readonly nodes: {
    readonly instanceTypes: readonly string[];
    readonly minimum: number;
    readonly maximum: number;
    readonly diskGib: number;
  };
  readonly database: {
    readonly instanceClass: string;
    readonly storageGib: number;
    readonly maximumStorageGib: number;
  };
  readonly stream: {
    readonly brokerType: string;
    readonly brokers: number;
    readonly storageGib: number;
    readonly maximumStorageGib: number;
    readonly partitions: number;
    readonly retentionDays: number;
  };
  readonly cache: { readonly nodeType: string; readonly nodes: number };
  readonly search: {
    readonly dataType: string;
    readonly dataNodes: number;
    readonly storageGib: number;
    readonly masterType: string;
  };
  readonly wayIn: { readonly instanceType: string };
}

/** The public name of an environment that has one. */
export type Domain = NonNullable<Environment["domain"]>;

/** What all AWS stacks derive from an environment, computed once. */
export interface AwsSettings {
  readonly environment: Environment;
  readonly accountId: string;
  readonly region: string;
  readonly recoveryRegion: string;
  /** The three availability zones by their letter; letters become part of addresses. */
  readonly zones: { readonly [letter in ZoneLetter]: string };
  readonly size: Size;
  readonly versions: { readonly [product in "kubernetes" | "postgresql" | "kafka" | "valkey" | "opensearch"]: string };
  /** NTP servers that CERT-In names, for the nodes' clocks. */
  readonly timeServers: readonly string[];
  /** On every resource. */
  readonly tags: { readonly [tag: string]: string };
  readonly stateBackend: { readonly bucket: string; readonly region: string; readonly kmsKeyAlias: string };
  /** Days for which evidence and logs are kept. */
  readonly auditDays: number;
  /** Days for which citizens' records and documents are kept: the longest of the declared categories. */
  readonly personalDataDays: number;
  /** Days for which documents of a category are kept, by the prefix below which the file store puts them. */
  readonly documentDays: { readonly [prefix: string]: number };
  /** Role that makes and restores backups, also for stacks that are applied before it is made. */
  readonly backupRoleName: string;
  /** The cluster, also for stacks that are applied before or beside it. */
  readonly clusterArn: string;
  /** Name of a thing of this environment, unique in its account and region. */
  name(...parts: readonly string[]): string;
  /** Name that no other account has, for buckets. */
  globalName(...parts: readonly string[]): string;
  /** Name of a log group, as a path. */
  logGroupName(...parts: readonly string[]): string;
  /** Whether the exceptions file has an entry, expired or not, for a check at an address. */
  allows(check: string, address: string): boolean;
}

export function awsSettings(
  environment: Environment,
  allows: (check: string, address: string) => boolean = () => false,
): AwsSettings {
  const { region } = environment;
  const accountId = environment.aws.accountId;
  const prefix = `digit-${environment.name}`;
  const name = (...parts: readonly string[]) => [prefix, ...parts].join("-");
  const globalName = (...parts: readonly string[]) => name(...parts, accountId);
  return {
    environment,
    accountId,
    region,
    recoveryRegion: environment.recoveryRegion,
    zones: { a: `${region}a`, b: `${region}b`, c: `${region}c` },
    size: sizeOf(environment.size),
    versions: versionsOf(environment),
    timeServers: timeSources.certIn.servers,
    tags: { environment: environment.name, "managed-by": "digit-platform", owner: environment.tenants.state.code },
    stateBackend: { bucket: globalName("tfstate"), region, kmsKeyAlias: `alias/${name("state")}` },
    auditDays: environment.audit.retentionDays,
    personalDataDays: longestRetention(environment),
    documentDays: Object.fromEntries(
      Object.entries(environment.dataProtection.categories).map(([name, { retentionDays }]) => [
        `${name}/`,
        retentionDays,
      ]),
    ),
    backupRoleName: name("daily-backup"),
    clusterArn: `arn:aws:eks:${region}:${accountId}:cluster/${name()}`,
    name,
    globalName,
    logGroupName: (...parts) => `/${["digit", environment.name, ...parts].join("/")}`,
    allows,
  };
}

function versionsOf({ versions: stated = {} }: Environment): AwsSettings["versions"] {
  return {
    kubernetes: stated.kubernetes ?? versions.kubernetes.default,
    postgresql: stated.postgresql ?? versions.postgresql.default,
    kafka: stated.kafka === undefined ? versions.kafka.mskName : mskName(stated.kafka),
    valkey: stated.valkey ?? versions.valkey.default,
    opensearch: stated.opensearch ?? versions.opensearch.default,
  };
}

/** MSK's name of a version in the mode without ZooKeeper, in which the product makes every cluster. */
function mskName(version: string): string {
  if (version === versions.kafka.default) return versions.kafka.mskName;
  return `${version}.x.kraft`;
}

function sizeOf(name: Environment["size"]): Size {
  const size = sizes.sizes[name];
  const { archiveLock } = size;
  if (archiveLock !== "governance" && archiveLock !== "compliance") {
    throw new Error(`catalogue/sizes.json: ${name} has no such archive lock: ${archiveLock}`);
  }
  return { ...size, archiveLock };
}

/** One year, the least that the DPDP Rules 2025 (rule 8(3)) ask for, unless a category is kept longer. */
function longestRetention(environment: Environment): number {
  const declared = Object.values(environment.dataProtection.categories).map((category) => category.retentionDays);
  return Math.max(365, ...declared);
}
