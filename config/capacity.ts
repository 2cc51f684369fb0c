import type { ConfigCatalogue } from "./catalogue";
import type { Environment } from "./environment.generated";

/** Something that the services need of a store or of the nodes, beside what the size has of it. */
export interface Demand {
  /** In words that follow "of", for instance `connections to the database`. */
  readonly what: string;
  readonly needed: number;
  readonly carried: number;
}

type Size = Environment["size"];
export const sizeNames: readonly Size[] = ["demo", "district", "state", "national"];

/** Kafka keeps each partition in three zones, and 50 partitions of its own for the places of consumers. */
const streamCopies = 3;
const ownPartitions = 50;

/** An index stands in two copies. */
const indexCopies = 2;

/**
 * What the declared cities and the services ask of an environment of a size, and what that size carries of it, with
 * the last fifth left free and, on the nodes, one of three zones lost.
 */
export function demandsOn(size: Size, environment: Environment, catalogue: ConfigCatalogue): readonly Demand[] {
  const { sizes, capacity } = catalogue;
  const { nodes, database, stream, search } = sizes[size];
  const { services, city, limits } = capacity;
  const replicas = services.replicas[size];
  const memory = (type: string) => known(limits.memoryGib, type);
  const broker = known(limits.brokers, stream.brokerType);
  const cities = Math.max(1, environment.tenants.cities.length);
  const years = longestRetentionYears(environment);
  const partitions = (streamCopies * (services.topics * stream.partitions + ownPartitions)) / stream.brokers;
  const heapGib = memory(search.dataType) / 2;
  const demand = (what: string, needed: number, carried: number): Demand => ({
    what,
    needed,
    carried: limits.useful * carried,
  });
  return [
    {
      what: "GiB of memory for pods with a zone lost",
      needed: replicas * services.memoryGib + services.monitoringMemoryGib,
      carried: podMemoryGib(nodes, catalogue),
    },
    demand(
      "connections to the database",
      replicas * services.databaseClients * services.databasePool,
      connectionsOf(database.instanceClass, catalogue),
    ),
    demand("GiB of database storage", cities * years * city.databaseGibPerYear, database.maximumStorageGib),
    demand("Kafka partitions a broker", partitions, broker.partitions),
    demand(
      "connections to each Kafka broker",
      replicas * services.streamClients * services.streamConnections,
      broker.connections,
    ),
    demand(
      "GiB of log storage a Kafka broker",
      (streamCopies * cities * city.streamGibPerDay * stream.retentionDays) / stream.brokers,
      stream.maximumStorageGib,
    ),
    demand(
      "shards a search node",
      (indexCopies * services.indexes) / search.dataNodes,
      limits.shardsPerHeapGib * heapGib,
    ),
    demand(
      "GiB of search storage",
      indexCopies * cities * years * city.searchGibPerYear,
      search.dataNodes * search.storageGib,
    ),
  ];
}

/** What an environment of a size carries of what replicas of the services use up, the last fifth of connections free. */
export function replicaBudget(
  size: Size,
  catalogue: ConfigCatalogue,
): { readonly replicas: number; readonly memoryMib: number; readonly databaseConnections: number } {
  const { nodes, database } = catalogue.sizes[size];
  const { services, limits } = catalogue.capacity;
  const connections = connectionsOf(database.instanceClass, catalogue);
  return {
    replicas: services.replicas[size],
    memoryMib: Math.floor((podMemoryGib(nodes, catalogue) - services.monitoringMemoryGib) * 1024),
    databaseConnections: Math.floor(limits.useful * connections),
  };
}

/** GiB that all nodes at their most have for pods while one of three zones is lost. */
function podMemoryGib(
  nodes: { readonly maximum: number; readonly instanceTypes: readonly string[] },
  { capacity: { limits } }: ConfigCatalogue,
): number {
  return (nodes.maximum * known(limits.memoryGib, nodes.instanceTypes[0] ?? "") * limits.allocatable * 2) / 3;
}

function connectionsOf(instanceClass: string, { capacity: { limits } }: ConfigCatalogue): number {
  const connections = (known(limits.memoryGib, instanceClass) * 1024 ** 3) / limits.bytesPerDatabaseConnection;
  return Math.min(connections, limits.mostDatabaseConnections);
}

/** Of the category that is kept longest, one year at least. */
function longestRetentionYears({ dataProtection }: Environment): number {
  return Math.max(365, ...Object.values(dataProtection.categories).map(({ retentionDays }) => retentionDays)) / 365;
}

function known<Value>(table: { readonly [type: string]: Value }, type: string): Value {
  const value = table[type];
  if (value === undefined) throw new Error(`catalogue/capacity.json does not say what ${type} carries`);
  return value;
}
