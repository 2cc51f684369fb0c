import type { Need } from "../../config/digit/catalogue.generated";
import { kafkaPort } from "../../constructs/aws/kafkaCluster";
import { tierCidrs, zoneLetters } from "../../constructs/aws/tierCidrs";
import type { Installation } from "./installation";

/** Outputs of the stack `data` that the settings of the services are made from. */
export interface StoreOutputs {
  readonly database_address: string;
  readonly stream_bootstrap_brokers: string;
  readonly cache_address: string;
  readonly search_address: string;
  readonly file_bucket: string;
}

/**
 * Stands for an address that only the applied stack `data` knows. The domain `invalid` never resolves (RFC 2606), so a
 * pod that is started too early with it reaches nobody.
 */
const notYetKnown = "known-after-apply.invalid";

export const unknownStores: StoreOutputs = {
  database_address: notYetKnown,
  stream_bootstrap_brokers: `${notYetKnown}:${kafkaPort}`,
  cache_address: notYetKnown,
  search_address: notYetKnown,
  file_bucket: "known-after-apply",
};

const databaseName = "digit";

/** Mounted in pods that call a store whose certificate is of no public authority. */
const authorities = "/etc/digit/trust/ca.pem";

/** Settings that services share, by the key under which the ConfigMap `digit-platform` holds them. */
export function platformSettings({ environment }: Installation, stores: StoreOutputs): { [key: string]: string } {
  const search = `https://${stores.search_address}`;
  return {
    "cache-host": stores.cache_address,
    "cache-port": "6379",
    "database-host": stores.database_address,
    "database-name": databaseName,
    "database-url": `jdbc:postgresql://${stores.database_address}:5432/${databaseName}?sslmode=verify-full&sslrootcert=${authorities}`,
    "file-store-bucket": stores.file_bucket,
    "public-url": `https://${environment.domain?.name ?? notYetKnown}/`,
    "search-host": stores.search_address,
    "search-port": "443",
    "search-url": `${search}:443/`,
    "state-tenant": environment.tenants.state.code,
    "stream-brokers": stores.stream_bootstrap_brokers,
    "time-zone": "Asia/Kolkata",
  };
}

/** Ports of the stores by need. Whatever is not here is a party outside, which an integration has to declare. */
const ports: { readonly [need in Need]?: number } = { database: 5432, stream: kafkaPort, cache: 6379, search: 443 };

/** Needs that a pod meets with the identity of its service account, by asking the node's agent for it. */
const byIdentity: readonly Need[] = ["stream", "cache", "search", "file-store"];

/** The address and port of EKS Pod Identity's agent on each node (Amazon EKS User Guide). */
const identityAgent = { ranges: ["169.254.170.23/32"], port: 80 };

export interface StoreRange {
  readonly ranges: string[];
  readonly port: number;
}

/** Addresses outside the cluster that a service with these needs calls. */
export function storeRanges(needs: readonly Need[], { environment }: Installation): StoreRange[] {
  const { data } = tierCidrs(environment.network.cidr);
  const ranges = zoneLetters.map((zone) => data[zone]);
  const stores = needs.flatMap((need) => {
    const port = ports[need];
    return port === undefined ? [] : [{ ranges, port }];
  });
  return needs.some((need) => byIdentity.includes(need)) ? [...stores, identityAgent] : stores;
}
