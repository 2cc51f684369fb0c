/** The picture of a platform as data: what there is and what belongs where, without any geometry. Ids are unique in it. */

/** How a tier reaches the internet: both ways, outwards through a NAT gateway, or not at all. */
export const tierKinds = ["public", "private", "isolated"] as const;
export type TierKind = (typeof tierKinds)[number];

export interface DrawingModel {
  /** Region in which most of it lies; null where the input does not say. */
  readonly region: string | null;
  readonly recoveryRegions: readonly string[];
  readonly networks: readonly NetworkModel[];
  /** Things of a network whose subnets could not be told, and stores that have no network. */
  readonly stores: readonly PlacedModel[];
  readonly keys: readonly KeyModel[];
  readonly vaults: readonly VaultModel[];
  readonly trails: readonly TrailModel[];
}

export interface NetworkModel {
  readonly id: string;
  readonly label: string;
  readonly cidr: string;
  /** Zone names in order. */
  readonly zones: readonly string[];
  readonly internetGateway: boolean;
  readonly flowLog: boolean;
  /** From the outside to the inside. */
  readonly tiers: readonly TierModel[];
  /** Services reached without leaving the provider's network, for instance `s3`. */
  readonly endpoints: readonly string[];
}

export interface TierModel {
  readonly name: string;
  readonly kind: TierKind;
  readonly subnets: readonly SubnetModel[];
  /** Zones with a NAT gateway in this tier. */
  readonly natZones: readonly string[];
  readonly residents: readonly PlacedModel[];
}

export interface SubnetModel {
  readonly id: string;
  readonly label: string;
  readonly cidr: string;
  readonly zone: string;
}

const placedKinds = [
  "balancer",
  "cluster",
  "nodes",
  "instance",
  "database",
  "cache",
  "stream",
  "search",
  "files",
  "bucket",
  "table",
  "secret",
  "images",
  "logs",
] as const;
export type PlacedKind = (typeof placedKinds)[number];

export interface PlacedModel {
  readonly id: string;
  readonly kind: PlacedKind;
  readonly label: string;
  /** Facts in few words, for instance `postgres 16` or `several zones`. */
  readonly facts: readonly string[];
  /** Id of the key that encrypts it; null where it has none or it could not be told. */
  readonly key: string | null;
  /** True where it lies in a recovery region. */
  readonly recovery: boolean;
  /** Ids of what receives copies of it. */
  readonly copiesTo: readonly string[];
}

export interface KeyModel {
  readonly id: string;
  readonly label: string;
  readonly rotates: boolean;
  readonly recovery: boolean;
  /** Ids of what it encrypts. */
  readonly usedBy: readonly string[];
  /** What else it encrypts that has no place in the picture, in words, for instance `secret of demo-database`. */
  readonly alsoFor: readonly string[];
}

export interface VaultModel {
  readonly id: string;
  readonly label: string;
  readonly locked: boolean;
  readonly key: string | null;
  readonly recovery: boolean;
  readonly copiesTo: readonly string[];
  /** Labels of what its plans protect. */
  readonly protects: readonly string[];
}

export interface TrailModel {
  readonly id: string;
  readonly label: string;
  readonly facts: readonly string[];
  readonly key: string | null;
  /** Id of the bucket that it writes to. */
  readonly archive: string | null;
}
