/** References from stack to stack, whatever each stack is read from. */
import { addresses, graphOf, nodeAt } from "../testing/graph";

const note = { stack: "data", inputs: { network_vpc_id: { stack: "network", output: "vpc_id" } } };
const dataSource = {
  "//": { digitPlatform: note },
  variable: { network_vpc_id: { type: "string" } },
  resource: { aws_security_group: { db: { vpc_id: "${var.network_vpc_id}" } } },
};
const networkSource = {
  "//": { digitPlatform: { stack: "network" } },
  resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } },
  output: { vpc_id: { value: "${aws_vpc.main.id}" } },
};
const networkState = {
  format_version: "1.0",
  values: {
    outputs: { vpc_id: { value: "vpc-0a1b2c3d4e", sensitive: false } },
    root_module: {
      resources: [
        { address: "aws_vpc.main", mode: "managed", type: "aws_vpc", name: "main", values: { id: "vpc-0a1b2c3d4e" } },
      ],
    },
  },
};
const dataPlan = {
  format_version: "1.2",
  variables: { network_vpc_id: { value: "vpc-0a1b2c3d4e" } },
  planned_values: {},
  resource_changes: [
    {
      address: "aws_security_group.db",
      mode: "managed",
      type: "aws_security_group",
      name: "db",
      change: { actions: ["create"], after: { vpc_id: "vpc-0a1b2c3d4e" }, after_unknown: { id: true } },
    },
  ],
  configuration: {
    root_module: {
      variables: { network_vpc_id: {} },
      resources: [
        {
          address: "aws_security_group.db",
          mode: "managed",
          type: "aws_security_group",
          name: "db",
          provider_config_key: "aws",
          expressions: { vpc_id: { references: ["var.network_vpc_id"] } },
        },
      ],
    },
  },
};

test.each([
  ["source to source", [{ json: dataSource }, { json: networkSource }]],
  ["source to state", [{ json: dataSource }, { json: networkState, stack: "network" }]],
  [
    "plan to state",
    [
      { json: dataPlan, stack: "data" },
      { json: networkState, stack: "network" },
    ],
  ],
  [
    "plan to state with links",
    [
      { json: dataPlan, stack: "data", links: note.inputs },
      { json: networkState, stack: "network" },
    ],
  ],
  ["plan to source with links", [{ json: dataPlan, stack: "data", links: note.inputs }, { json: networkSource }]],
])("%s", (_name, inputs) => {
  const graph = graphOf(...inputs);
  const found = nodeAt(graph, "aws_security_group.db").references("vpc_id");
  expect(addresses(found)).toEqual(["aws_vpc.main"]);
  expect(addresses(graph.referrers(nodeAt(graph, "aws_vpc.main"), "aws_security_group", "vpc_id"))).toEqual([
    "aws_security_group.db",
  ]);
});

test("a producer that is missing leaves the reference open", () => {
  const graph = graphOf({ json: dataSource });
  expect(nodeAt(graph, "aws_security_group.db").references("vpc_id")).toMatchObject({
    nodes: [],
    unresolved: "the variable network_vpc_id has no value here",
  });
});
