import { buildGraph } from "../graph/buildGraph";
import { readInputs } from "../inputs/readInputs";
import { matricesOf } from "./matrix";
import { graphOf } from "./testing/aws";
import { allow, from, fromGroup, group, isPublic, machine, twoTiers, world } from "./testing/awsParts";
import { app, together } from "./testing/kubernetes";

const network = graphOf(
  twoTiers({
    aws_security_group: {
      web: group([allow(443, world), allow(22, from("203.0.113.0/24"))], [allow("all", from("10.0.0.0/16"))]),
      db: group([allow(5432, fromGroup("web"))]),
    },
    aws_instance: {
      web_a: machine("public", ["web"], isPublic),
      web_b: machine("public", ["web"], isPublic),
      db: machine("data", ["db"]),
    },
  }),
);

test("equal machines stand in one row, and every edge says by whom", () => {
  const [matrix] = matricesOf(network);
  expect(matrix?.parties).toEqual([
    { id: "internet", kind: "outside", members: [], size: 0 },
    { id: "other networks", kind: "outside", members: [], size: 0 },
    { id: "aws_instance.db", kind: "compute", members: ["aws_instance.db"], size: 1 },
    { id: "aws_instance.web_a", kind: "compute", members: ["aws_instance.web_a", "aws_instance.web_b"], size: 2 },
  ]);
  expect(matrix?.edges).toEqual([
    {
      from: "internet",
      to: "aws_instance.web_a",
      answer: "yes",
      traffic: ["tcp 22", "tcp 443"],
      by: ["aws_internet_gateway.door", "aws_route_table.public", "aws_security_group.web"],
      anybody: true,
    },
    {
      from: "aws_instance.web_a",
      to: "aws_instance.db",
      answer: "yes",
      traffic: ["tcp 5432"],
      by: ["aws_security_group.web", "aws_security_group.db"],
      anybody: true,
    },
  ]);
});

test("nothing that stands in a network is no matrix", () => {
  expect(matricesOf(graphOf({ resource: { aws_s3_bucket: { one: { bucket: "one" } } } }))).toEqual([]);
});

test("a cluster has a matrix of its own, cut where it would be too large", () => {
  const manifests = together(...Array.from({ length: 30 }, (_, index) => app(`app${index + 10}`, "shop")));
  const graph = buildGraph(readInputs([{ path: "m.yaml", content: manifests, kind: "manifest" }]).inputs);
  const [matrix, ...others] = matricesOf(graph);
  expect(others).toEqual([]);
  expect([matrix?.network, matrix?.parties.length, matrix?.omitted]).toEqual(["kubernetes", 25, 6]);
  expect(matrix?.edges.every(({ traffic }) => traffic.join() === "all traffic")).toBe(true);
});
