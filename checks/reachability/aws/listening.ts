/** Ports on which stores answer. AWS's documentation of each service is the source of the figures. */
import type { ResourceNode } from "../../graph/graph";
import { type Flow, tcp } from "../core/traffic";
import { isStated, numberAt, textAt } from "./read";

/** Amazon RDS: default ports by the beginning of the engine's name. */
const databasePorts: readonly (readonly [engine: string, port: number])[] = [
  ["postgres", 5432],
  ["aurora-postgresql", 5432],
  ["mysql", 3306],
  ["mariadb", 3306],
  ["aurora", 3306],
  ["oracle", 1521],
  ["custom-oracle", 1521],
  ["sqlserver", 1433],
  ["custom-sqlserver", 1433],
  ["db2", 50000],
];

export function databaseFlows(node: ResourceNode, owner: ResourceNode): readonly Flow[] {
  for (const view of [node, owner]) {
    const port = numberAt(view, "port");
    if (port !== undefined && port > 0) return [tcp(port)];
    if (isStated(view, "port") && port === undefined) return anyTcp;
  }
  const engine = textAt(node, "engine") ?? textAt(owner, "engine");
  const found = databasePorts.find(([name]) => engine?.startsWith(name));
  return found ? [tcp(found[1])] : anyTcp;
}

/** Of a store whose port cannot be told. */
const anyTcp: readonly Flow[] = [tcp(1, 65535)];

export function portOr(node: ResourceNode, fallback: number): readonly Flow[] {
  const port = numberAt(node, "port");
  if (port !== undefined) return [tcp(port)];
  return isStated(node, "port") ? anyTcp : [tcp(fallback)];
}

export function cachePort(node: ResourceNode): readonly Flow[] {
  return portOr(node, textAt(node, "engine") === "memcached" ? 11211 : 6379);
}

/** Amazon MSK: brokers (plaintext to IAM), the public listeners, and ZooKeeper. */
export const kafka: readonly Flow[] = [tcp(9092, 9098), tcp(9194, 9198), tcp(2181, 2182)];
export const search: readonly Flow[] = [tcp(443), tcp(80)];
export const files: readonly Flow[] = [tcp(2049)];
/** Amazon MQ: the console, OpenWire, AMQP, STOMP, MQTT and WSS, over TLS all of them. */
export const broker: readonly Flow[] = [tcp(443), tcp(8162), tcp(61617), tcp(5671), tcp(61614), tcp(8883), tcp(61619)];
