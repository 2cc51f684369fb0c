/** The picture of a platform as data: what there is and what belongs where, without any geometry. */

/** Tiers from the outside to the inside. `public` has a route to an internet gateway, `private` one to a NAT gateway, `isolated` neither. */
export type TierKind = "public" | "private" | "isolated";

export interface DrawingModel {
  readonly networks: readonly NetworkModel[];
  /** Stores outside any network: buckets, archives, tables. */
  readonly stores: readonly StoreModel[];
  readonly keys: readonly KeyModel[];
  readonly vaults: readonly VaultModel[];
  readonly trails: readonly TrailModel[];
}

export interface NetworkModel {
  readonly id: string;
  readonly label: string;
  readonly cidr: string;
  readonly stack: string | null;
  /** Zone names in order; never empty where there are subnets. */
  readonly zones: readonly string[];
  readonly internetGateway: boolean;
  readonly flowLog: boolean;
  readonly tiers: readonly TierModel[];
  /** Services reached without leaving the provider's network, for instance `s3`. */
  readonly endpoints: readonly string[];
}

export interface TierModel {
  readonly name: string;
  readonly kind: TierKind;
  readonly subnets: readonly {
    readonly id: string;
    readonly label: string;
    readonly cidr: string;
    readonly zone: string;
  }[];
  /** Zones with a NAT gateway in this tier. */
  readonly natZones: readonly string[];
  readonly residents: readonly ResidentModel[];
}

/** Something that lives in a tier of a network. */
export interface ResidentModel {
  readonly id: string;
  readonly kind: "cluster" | "nodes" | "database" | "cache" | "stream" | "search" | "files" | "balancer" | "instance";
  readonly label: string;
  /** Facts in few words, for instance `PostgreSQL 16 · Multi-AZ`. */
  readonly facts: readonly string[];
  /** Id in `keys`, or null. */
  readonly key: string | null;
}

export interface StoreModel {
  readonly id: string;
  readonly kind: "bucket" | "table" | "logs";
  readonly label: string;
  readonly facts: readonly string[];
  readonly key: string | null;
  readonly recovery: boolean;
}

export interface KeyModel {
  readonly id: string;
  readonly label: string;
  readonly facts: readonly string[];
  /** Ids of what it encrypts. */
  readonly usedBy: readonly string[];
  readonly recovery: boolean;
}

export interface VaultModel {
  readonly id: string;
  readonly label: string;
  readonly facts: readonly string[];
  readonly key: string | null;
  readonly recovery: boolean;
  /** Ids of vaults that receive copies. */
  readonly copiesTo: readonly string[];
  /** Ids or labels of what a plan puts into it. */
  readonly protects: readonly string[];
}

export interface TrailModel {
  readonly id: string;
  readonly label: string;
  readonly facts: readonly string[];
  /** Id in `stores`, or null. */
  readonly archive: string | null;
}
