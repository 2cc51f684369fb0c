import { awsMatrix, crowdedMatrix } from "../testing/matrices";
import { talkOf } from "./groups";

test("parties stand in the groups that people speak of, from the outside inwards", () => {
  const { groups } = talkOf(awsMatrix);
  expect(groups.map(({ title, members, size }) => [title, members[0], size])).toEqual([
    ["Internet", undefined, 0],
    ["Other networks", undefined, 0],
    ["Edge", "aws_lb.edge", 1],
    ["Load balancers inside", "aws_lb.inner", 1],
    ["Application", "aws_eks_node_group.nodes", 13],
    ["Control plane", "aws_eks_cluster.main", 1],
    ["Machines with data", "aws_instance.loader", 1],
    ["Stores", "aws_db_instance.main", 1],
  ]);
});

test("equal connections into a group are one, what is certain hides what may be, and the internet stands alone", () => {
  const lets = new Map(talkOf(awsMatrix).groups.map((group) => [group.id, group.lets]));
  expect(lets.get("stores")).toEqual([
    { from: ["application", "data"], traffic: ["tcp 5432"], answer: "yes", anybody: true },
  ]);
  expect(lets.get("application")).toEqual([
    { from: ["edge"], traffic: ["tcp 8080"], answer: "yes", anybody: true },
    { from: ["application"], traffic: ["tcp 443"], answer: "yes", anybody: true },
  ]);
  expect(lets.get("internet")?.map(({ traffic }) => traffic)).toEqual([["all traffic"]]);
  expect(lets.get("data")).toEqual([{ from: ["internet"], traffic: ["tcp 22"], answer: "yes", anybody: false }]);
  expect(lets.get("balancers")?.[0]?.traffic).toEqual(["tcp 1", "tcp 2", "tcp 3", "tcp 4", "2 more"]);
});

test("a crowd is cut, and what was left out is counted", () => {
  const { groups, left } = talkOf(crowdedMatrix);
  expect(groups).toHaveLength(12);
  expect(groups[1]?.title).toBe("department-10");
  expect(left.groups).toBe(9);
  expect(left.passings).toBeGreaterThan(0);
  expect(Math.max(...groups.map(({ lets }) => lets.length))).toBe(4);
});

test("workloads without a namespace have a group of their own", () => {
  const bare = {
    ...crowdedMatrix,
    parties: [{ id: "Pod/one", kind: "pods", members: ["Pod/one"], size: 1 }],
    edges: [],
  };
  expect(talkOf(bare).groups).toEqual([
    { id: "no namespace", title: "No namespace stated", members: ["Pod/one"], size: 1, tone: "inside", lets: [] },
  ]);
});
