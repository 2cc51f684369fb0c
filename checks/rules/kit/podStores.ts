/** Workloads of a cluster that keep data, told by their image, their ports or their labels. */
import { readImage } from "./image";
import type { PodView } from "./kubernetes";
import { numberOf } from "./predicates";

/** Last part of the image's name, with the ports that such a store serves. */
const storeImages: Readonly<Record<string, readonly number[]>> = {
  postgres: [5432],
  postgresql: [5432],
  "postgresql-repmgr": [5432],
  postgis: [5432],
  timescaledb: [5432],
  mysql: [3306],
  mariadb: [3306],
  mongo: [27017],
  mongodb: [27017],
  redis: [6379],
  "redis-cluster": [6379],
  valkey: [6379],
  memcached: [11211],
  kafka: [9092, 9093, 9094],
  "cp-kafka": [9092, 9093, 9094],
  zookeeper: [2181],
  "cp-zookeeper": [2181],
  elasticsearch: [9200, 9300],
  opensearch: [9200, 9300],
  minio: [9000],
  cassandra: [9042],
  rabbitmq: [5672],
  etcd: [2379],
  clickhouse: [8123, 9000],
  "clickhouse-server": [8123, 9000],
  influxdb: [8086],
  couchdb: [5984],
  neo4j: [7687],
};

/** A job is somebody who calls a store with its own tools. */
const runsOnce: ReadonlySet<string> = new Set(["Job", "CronJob"]);

/** Why the workload counts as a store; undefined where it does not. */
export function storeKind(pod: PodView): string | undefined {
  if (runsOnce.has(pod.node.type)) return undefined;
  const tier = pod.node.get(`${pod.metadata}.labels.tier`);
  if (tier.kind === "known" && (tier.value === "data" || tier.value === "database")) return `tier ${tier.value}`;
  for (const { kind, view } of pod.containers) {
    const reading = kind === "containers" ? readImage(view.get("image")) : undefined;
    if (reading?.kind !== "image") continue;
    const name = reading.image.repository.split("/").at(-1) ?? "";
    const own = Object.hasOwn(storeImages, name) ? storeImages[name] : undefined;
    if (!own) continue;
    // With a command of its own the image may be there for its client.
    const serves = view.blocks("ports").items.some((port) => {
      const number = port.get("containerPort");
      return number.kind === "known" && own.includes(numberOf(number.value) ?? -1);
    });
    if (serves || view.get("command").kind === "absent") return name;
  }
  return undefined;
}
