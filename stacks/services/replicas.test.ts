import { replicaBudget, sizeNames } from "../../config/capacity";
import { configCatalogue } from "../../config/catalogue";
import { fixtureEnvironment } from "../fixture";
import { installationOf } from "./installation";
import { memoryOf } from "./replicas";

const allPods = (size: (typeof sizeNames)[number]) => {
  const { services, replicas, catalogue } = installationOf({ ...fixtureEnvironment, size });
  return services.map(({ service }) => ({
    name: service.name,
    memoryMib: memoryOf(service, catalogue),
    connections: service.needs.includes("database") ? catalogue.conventions.planned.databasePool : 0,
    ...(replicas.get(service.name) ?? { minimum: 0, maximum: 0 }),
  }));
};

test.each(sizeNames)("size %s: all services at their most stay within nodes and database", (size) => {
  const pods = allPods(size);
  const budget = replicaBudget(size, configCatalogue());
  const total = (of: (pod: (typeof pods)[number]) => number) => pods.reduce((sum, pod) => sum + of(pod), 0);
  expect(total((pod) => pod.maximum * pod.memoryMib)).toBeLessThanOrEqual(budget.memoryMib);
  expect(total((pod) => pod.maximum * pod.connections)).toBeLessThanOrEqual(budget.databaseConnections);
  for (const { name, minimum, maximum } of pods) {
    expect({ name, minimum }).toEqual({ name, minimum: budget.replicas });
    expect(maximum).toBeGreaterThanOrEqual(minimum);
    expect(maximum).toBeLessThanOrEqual(3 * minimum);
  }
});

test("what is left over goes first to whom most others call", () => {
  const pods = allPods("demo");
  const most = (name: string) => pods.find((pod) => pod.name === name)?.maximum ?? 0;
  // Not everything can grow in a demonstration, but these do.
  expect(pods.some(({ minimum, maximum }) => minimum === maximum)).toBe(true);
  expect(most("egov-mdms-service")).toBeGreaterThan(2);
  expect(most("egov-user")).toBeGreaterThan(2);
});
