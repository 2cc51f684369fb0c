import { replicaBudget } from "../../config/capacity";
import { configCatalogue } from "../../config/catalogue";
import type { DigitCatalogue } from "../../config/digit/catalogue.generated";
import type { ReleasedService } from "../../config/digit/release";
import type { Environment } from "../../config/environment.generated";

export interface Replicas {
  readonly minimum: number;
  readonly maximum: number;
}

/** A busy service grows to three times its least, where nodes and database carry it. */
const growth = 3;

/**
 * How many pods each service has at least and at most. All at their most together stay within the memory of the nodes
 * with a zone lost and within 80 % of the database's connections: what is left of both beyond the least is dealt out
 * one pod at a time, first to whom most others call.
 */
export function replicasOf(
  services: readonly ReleasedService[],
  size: Environment["size"],
  catalogue: DigitCatalogue,
  callers: (service: string) => number,
): ReadonlyMap<string, Replicas> {
  const budget = replicaBudget(size, configCatalogue());
  const users = services.map(({ service }) => ({
    name: service.name,
    memoryMib: memoryOf(service, catalogue),
    connections: service.needs.includes("database") ? catalogue.conventions.planned.databasePool : 0,
  }));
  const pods = new Map(users.map(({ name }) => [name, budget.replicas]));
  let memory = budget.memoryMib - budget.replicas * sum(users.map(({ memoryMib }) => memoryMib));
  let connections = budget.databaseConnections - budget.replicas * sum(users.map((user) => user.connections));
  const inOrder = [...users].sort((a, b) => callers(b.name) - callers(a.name) || (a.name < b.name ? -1 : 1));
  for (let round = budget.replicas; round < growth * budget.replicas; round += 1) {
    for (const user of inOrder) {
      if (user.memoryMib > memory || user.connections > connections) continue;
      if ((pods.get(user.name) ?? 0) !== round) continue;
      pods.set(user.name, round + 1);
      memory -= user.memoryMib;
      connections -= user.connections;
    }
  }
  return new Map([...pods].map(([name, maximum]) => [name, { minimum: budget.replicas, maximum }]));
}

/** MiB of one pod: what the catalogue states, else what it plans for the runtime. */
export function memoryOf(service: ReleasedService["service"], { conventions }: DigitCatalogue): number {
  return "limitMib" in service.memory
    ? service.memory.limitMib
    : conventions.planned.runtimes[service.runtime].memoryMib;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
