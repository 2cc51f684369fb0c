import type { RawState } from "../engine/terraform";
import { addressesOf, importBlocks, lostObjects } from "./adoption";
import type { JournalEntry } from "./journal";
import type { PlanDocument, ResourceChange } from "./planDocument";

const state = (...resources: [type: string, name: string, status?: string][]): RawState => ({
  version: 4,
  serial: 3,
  lineage: "l",
  resources: resources.map(([type, name, status]) => ({
    mode: "managed",
    type,
    name,
    instances: [status ? { status } : {}],
  })),
});
const planned = (...items: [type: string, name: string, after: unknown][]): PlanDocument => ({
  format_version: "1.2",
  resource_changes: items.map(
    ([type, name, after]): ResourceChange => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      change: { actions: ["create"], before: null, after, after_unknown: {} },
    }),
  ),
});
const start = (address: string): JournalEntry => ({ event: "start", address, action: "create" });
const complete = (address: string, id: string): JournalEntry => ({ event: "complete", address, action: "create", id });

describe("lostObjects", () => {
  it("adopts what was made and is not in the state, and nothing that is", () => {
    const lost = lostObjects(
      [start("aws_vpc.a"), complete("aws_vpc.a", "vpc-1"), start("aws_kms_key.k"), complete("aws_kms_key.k", "key-1")],
      state(["aws_kms_key", "k"]),
      planned(["aws_vpc", "a", {}], ["aws_kms_key", "k", {}]),
    );
    expect(lost.certain).toEqual([{ to: "aws_vpc.a", id: "vpc-1" }]);
    expect(lost.possible).toEqual([]);
  });

  it("names by its natural key what was begun and whose end nobody saw", () => {
    const lost = lostObjects(
      [start("aws_db_instance.main")],
      state(),
      planned(["aws_db_instance", "main", { identifier: "digit-demo" }]),
    );
    expect(lost).toEqual({ certain: [], possible: [{ to: "aws_db_instance.main", id: "digit-demo" }], untaint: [] });
  });

  it("keeps a resource that is tainted only because its making was cut off, and not one that failed after it was made", () => {
    const lost = lostObjects(
      [start("aws_db_instance.main"), start("aws_s3_bucket.b"), complete("aws_s3_bucket.b", "b")],
      state(["aws_db_instance", "main", "tainted"], ["aws_s3_bucket", "b", "tainted"]),
      planned(),
    );
    expect(lost.untaint).toEqual(["aws_db_instance.main"]);
  });

  it("takes over nothing that was somebody else's before, and keeps nothing that failed of itself", () => {
    const failed = (address: string): JournalEntry => ({ event: "failed", address });
    const lost = lostObjects(
      // The name was taken: the role is not ours. The database failed while AWS was making it.
      [start("aws_iam_role.r"), start("aws_db_instance.d"), failed("aws_iam_role.r"), failed("aws_db_instance.d")],
      state(["aws_db_instance", "d", "tainted"]),
      planned(["aws_iam_role", "r", { name: "digit" }], ["aws_db_instance", "d", { identifier: "digit" }]),
    );
    expect(lost).toEqual({ certain: [], possible: [], untaint: [] });
  });

  it("does not import attachments, which are made again by an idempotent call", () => {
    const lost = lostObjects(
      [start("aws_iam_role_policy_attachment.a"), complete("aws_iam_role_policy_attachment.a", "role-2026")],
      state(),
      planned(["aws_iam_role_policy_attachment", "a", {}]),
    );
    expect([...lost.certain, ...lost.possible]).toEqual([]);
  });

  it("writes import blocks that Terraform reads", () => {
    expect(importBlocks([{ to: "aws_vpc.a", id: "vpc-1" }])).toEqual({ import: [{ to: "aws_vpc.a", id: "vpc-1" }] });
  });
});

describe("addressesOf", () => {
  it("writes indexes and modules as Terraform does", () => {
    const addresses = addressesOf({
      version: 4,
      serial: 1,
      lineage: "l",
      resources: [
        { mode: "managed", type: "aws_x", name: "y", instances: [{ index_key: 0 }, { index_key: "k" }] },
        { module: "module.m", mode: "data", type: "aws_z", name: "w", instances: [{}] },
      ],
    });
    expect([...addresses.keys()]).toEqual(["aws_x.y[0]", 'aws_x.y["k"]', "module.m.data.aws_z.w"]);
  });
});
