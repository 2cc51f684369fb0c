/**
 * Types of the charts' values. Generated from charts/<chart>/values.schema.json by `npm run generate`; do not edit.
 */

export interface ChartValues {
  service: ServiceValues;
  platform: PlatformValues;
}
/**
 * Values of the chart digit-service: one service in one environment. Made by stacks/services/serviceValues.ts; none is written by hand.
 */
export interface ServiceValues {
  /**
   * Group of the catalogue.
   */
  group: "core" | "business" | "frontend";
  /**
   * When it starts.
   */
  wave: string;
  /**
   * What runs it.
   */
  runtime: "java" | "node" | "nginx";
  image: Image;
  /**
   * TCP port that it listens on.
   */
  port: number;
  /**
   * Path that answers when it is well; empty: the port is asked instead.
   */
  health: string;
  /**
   * Longest start, in seconds.
   */
  startSeconds: number;
  replicas: Replicas;
  resources: Resources;
  /**
   * Whether it handles personal data, or nobody has said that it does not.
   */
  personalData: boolean;
  /**
   * Which pods give way when nodes are full.
   */
  priorityClass: "digit-essential" | "digit-standard";
  /**
   * Hash of the platform's settings: pods restart when one changes.
   */
  platformChecksum: string;
  /**
   * Variables with their values.
   */
  environment: {
    [k: string]: string;
  };
  /**
   * Variables with the key of the platform's settings that each takes.
   */
  platform: {
    [k: string]: string;
  };
  secretStore: SecretStore;
  /**
   * Variables that the secret store gives; they reach the process as a file.
   */
  secrets: SecretValue[];
  /**
   * Whether it calls a store whose certificate is not of a public authority.
   */
  trust: boolean;
  configuration?: ConfigurationImage;
  migration?: Migration;
  /**
   * Of the gateway: where it leads to.
   */
  routes?: GatewayRoute[];
  site?: Site;
  network: Network;
  /**
   * Empty: nothing is global.
   */
  global?: {};
  "digit-library"?: LibraryValues;
}
/**
 * An image; by digest where it is known.
 */
export interface Image {
  /**
   * Registry and repository.
   */
  repository: string;
  /**
   * Tag, never latest.
   */
  tag: string;
  /**
   * SHA-256; absent while it is missing.
   */
  digest?: string;
}
/**
 * Pods: as many at least, and as many at most when busy.
 */
export interface Replicas {
  /**
   * At least.
   */
  minimum: number;
  /**
   * At most; equal to minimum: not scaled.
   */
  maximum: number;
  /**
   * Processor time of a pod above which another is started.
   */
  cpuTarget: string;
}
/**
 * What a pod asks for and may take.
 */
export interface Resources {
  /**
   * Processor time asked for.
   */
  cpuRequest: string;
  /**
   * Processor time at most.
   */
  cpuLimit: string;
  /**
   * Memory, asked for in full.
   */
  memory: string;
}
/**
 * Where secrets come from.
 */
export interface SecretStore {
  /**
   * ClusterSecretStore.
   */
  name: string;
  /**
   * Path of the environment's secrets.
   */
  prefix: string;
}
/**
 * One of them.
 */
export interface SecretValue {
  /**
   * Name.
   */
  variable: string;
  /**
   * Secret in the store.
   */
  secret: string;
  /**
   * Key in the secret.
   */
  key: string;
}
/**
 * An image; by digest where it is known.
 */
export interface ConfigurationImage {
  /**
   * Registry and repository.
   */
  repository: string;
  /**
   * Tag, never latest.
   */
  tag: string;
  /**
   * SHA-256; absent while it is missing.
   */
  digest?: string;
}
/**
 * Job that brings its part of the database up to date.
 */
export interface Migration {
  image: MigrationImage;
  /**
   * Table that records what was migrated.
   */
  table: string;
}
/**
 * An image; by digest where it is known.
 */
export interface MigrationImage {
  /**
   * Registry and repository.
   */
  repository: string;
  /**
   * Tag, never latest.
   */
  tag: string;
  /**
   * SHA-256; absent while it is missing.
   */
  digest?: string;
}
/**
 * One route.
 */
export interface GatewayRoute {
  /**
   * Context path.
   */
  path: string;
  /**
   * Service.
   */
  service: string;
  /**
   * Its port.
   */
  port: number;
}
/**
 * Of a user interface: the files that are served.
 */
export interface Site {
  /**
   * Context path.
   */
  path: string;
  /**
   * Folder of the image that holds them, below the path's own name.
   */
  root: string;
}
/**
 * Who may call it, and whom it may call; all else is closed.
 */
export interface Network {
  /**
   * Services that call it.
   */
  callers: string[];
  /**
   * Namespace of the edge, where callers from outside come through it.
   */
  edge?: string;
  /**
   * Services that it calls.
   */
  calls: CalledService[];
  /**
   * Stores and parties outside the cluster that it calls.
   */
  ranges: Range[];
}
/**
 * One of them.
 */
export interface CalledService {
  /**
   * Service.
   */
  service: string;
  /**
   * Its port.
   */
  port: number;
}
/**
 * Addresses outside the cluster, and the one port that is called there.
 */
export interface Range {
  /**
   * Ranges of addresses.
   *
   * @minItems 1
   *
   * Items: A range.
   */
  ranges: string[];
  /**
   * TCP port.
   */
  port: number;
}
/**
 * What helm itself adds for the library; it has no values.
 */
export interface LibraryValues {
  /**
   * Empty: nothing is global.
   */
  global?: {};
}
/**
 * Values of the chart digit-platform: what stands before the services in one environment. Made by stacks/services/platformValues.ts.
 */
export interface PlatformValues {
  /**
   * Settings that services share, by key.
   */
  settings: {
    [k: string]: string;
  };
  /**
   * Priority classes.
   */
  priorities: {
    [k: string]: Priority;
  };
  secretStore: SecretStore1;
  database: Range1;
  /**
   * Empty: nothing is global.
   */
  global?: {};
  "digit-library"?: LibraryValues1;
}
/**
 * One of them.
 */
export interface Priority {
  /**
   * Higher stays longer.
   */
  value: number;
  /**
   * What it is for.
   */
  description: string;
}
/**
 * Where secrets come from.
 */
export interface SecretStore1 {
  /**
   * ClusterSecretStore.
   */
  name: string;
  /**
   * Path of the environment's secrets.
   */
  prefix: string;
}
/**
 * Addresses outside the cluster, and the one port that is called there.
 */
export interface Range1 {
  /**
   * Ranges of addresses.
   *
   * @minItems 1
   *
   * Items: A range.
   */
  ranges: string[];
  /**
   * TCP port.
   */
  port: number;
}
/**
 * What helm itself adds for the library; it has no values.
 */
export interface LibraryValues1 {
  /**
   * Empty: nothing is global.
   */
  global?: {};
}
