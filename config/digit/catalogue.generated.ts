/**
 * Types of the catalogue of DIGIT's services. Generated from catalogue/digit/digit.schema.json by `npm run generate`;
 * do not edit.
 */

export type Text = string;
export type Name = string;
/**
 * Repository of an image, without tag and digest.
 */
export type Repository = string;
export type Port = number;
export type Path = string;
/**
 * A store or a party outside that a service cannot work without.
 */
export type Need =
  | "database"
  | "stream"
  | "cache"
  | "search"
  | "file-store"
  | "configuration"
  | "master-data"
  | "mail"
  | "sms"
  | "payment-gateway"
  | "maps"
  | "whatsapp";
/**
 * Where the value of a variable of the environment comes from.
 */
export type Setting = LiteralSetting | PlatformSetting | ServiceSetting | AbsentSetting | SecretSetting;
/**
 * A value that the environment gives.
 */
export type PlatformValue =
  | "cache.host"
  | "cache.port"
  | "database.host"
  | "database.name"
  | "database.url"
  | "fileStore.bucket"
  | "publicUrl"
  | "search.host"
  | "search.port"
  | "search.url"
  | "stateTenant"
  | "stream.brokers"
  | "timeZone";
/**
 * How callers from outside reach it.
 */
export type Route = PublicRoute | InternalRoute;
/**
 * Key of conventions.sources, a colon, and a path in that repository or words that say where.
 */
export type Source = string;
/**
 * SHA-256 of the image; null: missing, for no registry was reachable. A real deployment refuses a missing one.
 */
export type Digest = string | null;
/**
 * What takes the place of a part that is no longer installed.
 */
export type Replacement = ServiceReplacement | PartReplacement;

/**
 * The services of DIGIT as data: what each is, needs, calls and handles. Files of catalogue/digit/ put together.
 */
export interface DigitCatalogue {
  groups: ServiceGroup[];
  components: ComponentGroup[];
  releases: Release[];
  conventions: Conventions;
  replacements: Replacement[];
  /**
   * Clients of search, and whether they work with OpenSearch.
   */
  searchClients: {
    [k: string]: Missing;
  };
}
export interface ServiceGroup {
  group: "core" | "business" | "frontend";
  note: Text;
  services: Service[];
}
export interface Service {
  name: Name;
  purpose: Text;
  /**
   * When it starts: a name of conventions.waves.
   */
  wave: string;
  image: Repository;
  runtime: "java" | "node" | "nginx";
  port: Port;
  contextPath: Path | Missing;
  health: Path | Missing;
  memory: Memory | Missing;
  needs: Need[];
  /**
   * Settings that differ from the charts', and why.
   */
  hardened?: string;
  /**
   * Variables that connect it, by name. Whatever is not here keeps the image's own default.
   */
  environment: {
    [k: string]: Setting;
  };
  personalData: PersonalData | Missing;
  migration?: Migration;
  route: Route;
  /**
   * @minItems 1
   */
  sources: Source[];
}
/**
 * A fact that nobody has stated, and why. It is never guessed.
 */
export interface Missing {
  missing: string;
}
/**
 * Limit of the container and, of a Java service, the largest heap: at most 70 % of the limit.
 */
export interface Memory {
  limitMib: number;
  heapMib?: number;
  /**
   * What the charts state, where the limit was raised for the heap to fit.
   */
  raisedFrom?: string;
}
export interface LiteralSetting {
  value: string;
}
export interface PlatformSetting {
  platform: PlatformValue;
}
/**
 * The address of another service: an edge of who calls whom.
 */
export interface ServiceSetting {
  service: Name;
  path?: Path;
  /**
   * Called when a request asks for it, long after the start: it may start later than its caller.
   */
  onDemand?: true;
}
/**
 * The address of a service that is no part of this catalogue: the variable stays unset.
 */
export interface AbsentSetting {
  absent: Name;
}
/**
 * A value of the secret store.
 */
export interface SecretSetting {
  secret: Name;
  key: Name;
}
/**
 * Kinds of personal data that it handles; none: it handles none.
 */
export interface PersonalData {
  categories: string[];
  reason: Text;
}
/**
 * Its part of the database is brought up to date by an image of its own, with the tag of the service.
 */
export interface Migration {
  image: Repository;
  /**
   * Table that records what was migrated.
   */
  table: string;
}
export interface PublicRoute {
  through: "gateway" | "edge";
  /**
   * What the charts do, where this differs.
   */
  instead?: string;
}
/**
 * No route from outside, and why.
 */
export interface InternalRoute {
  internal: Text;
}
export interface ComponentGroup {
  group: "backbone" | "monitoring";
  note: Text;
  components: Component[];
}
/**
 * A store or a tool as DIGIT's charts bring it.
 */
export interface Component {
  name: Name;
  purpose: Text;
  image: ComponentImage | Missing;
  chart?: {
    name?: string;
    repository?: string;
    version: string;
  };
  port: Port | Missing;
  memory: Memory | Missing;
  needs: Need[];
  personalData: PersonalData | Missing;
  /**
   * @minItems 1
   */
  sources: Source[];
}
export interface ComponentImage {
  repository: Repository;
  tag: string | Missing;
}
export interface Release {
  /**
   * Name in an environment file.
   */
  release: string;
  title: Text;
  note: Text;
  source: Source;
  /**
   * Release whose tags hold where this one names none.
   */
  basis?: string;
  basisReason?: Text;
  /**
   * By name of the service.
   */
  images: {
    [k: string]: ReleaseImage;
  };
}
export interface ReleaseImage {
  tag: string;
  digest: Digest;
  migrationDigest?: Digest;
}
export interface Conventions {
  note: Text;
  sources: {
    [k: string]: CommitSource;
  };
  waves: Wave[];
  personalData: {
    [k: string]: Text;
  };
  planned: {
    note: Text;
    heapShare: 0.7;
    heapShareReason: Text;
    databasePool: number;
    databasePoolReason: Text;
    runtimes: {
      java: PlannedRuntime;
      node: PlannedRuntime;
      nginx: PlannedRuntime;
    };
  };
}
export interface CommitSource {
  repository: string;
  commit: string;
  date: string;
}
export interface Wave {
  name: Name;
  reason: Text;
}
export interface PlannedRuntime {
  cpuRequestMillis: number;
  cpuLimitMillis: number;
  memoryMib: number;
  heapMib?: number;
  startSeconds: number;
  reason: Text;
}
export interface ServiceReplacement {
  retired: Name;
  service: Name;
  reason: Text;
}
export interface PartReplacement {
  retired: Name;
  notInCharts?: true;
  aws: Text;
  datacentre: Text;
  reason: Text;
}
