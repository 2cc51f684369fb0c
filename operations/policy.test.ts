import { fixtureEnvironment as environment } from "../stacks/fixture";
import { parametersOf } from "./policy";

test("what the file says of edges, third parties, neighbours and discovery reaches the rules", () => {
  expect(
    parametersOf({
      ...environment,
      network: { ...environment.network, neighbours: { wan: "10.0.0.0/12" } },
      parameters: {
        declaredEdges: ["aws_lb.edge", "Ingress/edge/*"],
        firewalledEntries: ["Ingress/edge/portal"],
        declaredEgress: ["203.0.113.0/24"],
        dataDiscovery: "the state's own scanner",
      },
    }),
  ).toMatchObject({
    declaredEdges: ["Ingress/edge/*", "aws_lb.edge"],
    firewalledEntries: ["Ingress/edge/portal"],
    declaredEgress: ["10.0.0.0/12", "203.0.113.0/24"],
    dataDiscovery: "the state's own scanner",
  });
});

test.each([
  ["np-production", "state", false, true],
  ["np-staging", "state", false, false],
  ["np-production", "demo", false, false],
  ["np-production", "state", true, false],
  ["navapradesh", "state", false, undefined],
] as const)("%s of size %s, emulator %s: production is %s", (name, size, emulator, production) => {
  expect(parametersOf({ ...environment, name, size, emulator }).production).toBe(production);
});
