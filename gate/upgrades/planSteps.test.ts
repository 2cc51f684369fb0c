import type { PlanDocument, ResourceChange } from "../planDocument";
import { refusedSteps } from "./planSteps";

const now = new Date("2026-11-26T05:00:00Z");

function change(type: string, before: object | null, after: object, actions = ["update"]): ResourceChange {
  return { address: `${type}.main`, mode: "managed", type, change: { actions, before, after, after_unknown: {} } };
}

function planOf(changes: readonly ResourceChange[], snapshot?: object): PlanDocument {
  const resources = snapshot === undefined ? [] : [{ mode: "data", type: "aws_db_snapshot", values: snapshot }];
  return { format_version: "1.2", resource_changes: changes, prior_state: { values: { root_module: { resources } } } };
}

test("a jump of two minors of the control plane is refused where it stands", () => {
  const plan = planOf([change("aws_eks_cluster", { version: "1.34" }, { version: "1.36" })]);
  expect(refusedSteps(plan, now)).toEqual([
    { address: "aws_eks_cluster.main", text: expect.stringContaining('"1.35" and deploy, then "1.36"') },
  ]);
});

test("what is made, replaced, left alone or changed otherwise has no step", () => {
  const plan = planOf([
    change("aws_eks_cluster", null, { version: "1.36" }, ["create"]),
    change("aws_msk_cluster", { kafka_version: "3.9.x" }, { kafka_version: "3.9.x.kraft" }, ["delete", "create"]),
    change("aws_opensearch_domain", { engine_version: "OpenSearch_2.19" }, { engine_version: "OpenSearch_2.19" }),
    change(
      "aws_db_instance",
      { engine: "postgres", engine_version: "17.4" },
      { engine: "postgres", engine_version: "17.6" },
    ),
  ]);
  expect(refusedSteps(plan, now)).toEqual([]);
});

test("nodes are compared with the control plane that the plan leads to", () => {
  const plan = planOf([
    change("aws_eks_cluster", { version: "1.36" }, { version: "1.36" }, ["no-op"]),
    change("aws_eks_node_group", { version: "1.32" }, { version: "1.32" }, ["no-op"]),
  ]);
  expect(refusedSteps(plan, now)).toEqual([
    { address: "aws_eks_node_group.main", text: expect.stringContaining("more than three") },
  ]);
});

describe("a major upgrade of PostgreSQL", () => {
  const before = { engine: "postgres", engine_version: "16.9", identifier: "digit-np-database" };
  const after = {
    ...before,
    engine_version: "17",
    allow_major_version_upgrade: true,
    parameter_group_name: "np-postgres17",
  };
  const settings = change("aws_db_parameter_group", null, { name: "np-postgres17", family: "postgres17" }, ["create"]);
  const snapshot = {
    status: "available",
    db_instance_identifier: "digit-np-database",
    snapshot_create_time: "2026-11-26T03:00:00Z",
  };

  test("is taken when it is asked for, with the settings and the snapshot that the plan shows", () => {
    const plan = planOf([settings, change("aws_db_instance", before, after)], snapshot);
    expect(refusedSteps(plan, now)).toEqual([]);
  });

  test("is refused without the snapshot, and where it is not asked for", () => {
    const steps = (plan: PlanDocument) => refusedSteps(plan, now).map(({ text }) => text);
    expect(steps(planOf([settings, change("aws_db_instance", before, after)]))).toEqual([
      expect.stringContaining("the plan has read none"),
    ]);
    const unasked = { ...after, allow_major_version_upgrade: false };
    expect(steps(planOf([settings, change("aws_db_instance", before, unasked)], snapshot))).toEqual([
      expect.stringContaining("must be asked for"),
    ]);
  });
});
