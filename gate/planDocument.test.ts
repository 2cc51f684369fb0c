import {
  countChanges,
  kindOf,
  type PlanDocument,
  planFingerprint,
  type ResourceChange,
  unjudgedParts,
} from "./planDocument";

function change(address: string, actions: string[], after: unknown = {}): ResourceChange {
  return {
    address,
    mode: "managed",
    type: address.split(".")[0] ?? "",
    change: { actions, before: null, after, after_unknown: {} },
  };
}
const plan = (...changes: ResourceChange[]): PlanDocument => ({ format_version: "1.2", resource_changes: changes });

describe("plan documents", () => {
  it.each([
    [["create"], "create"],
    [["delete"], "delete"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["update"], "update"],
    [["no-op"], "none"],
    [["read"], "read"],
    [["forget"], "forget"],
    [["create", "forget"], "forget"],
  ])("calls %j %s", (actions, kind) => {
    expect(kindOf(change("aws_x.y", actions))).toBe(kind);
  });

  it("counts a replacement as one added and one removed", () => {
    expect(
      countChanges(
        plan(
          change("a.a", ["create"]),
          change("a.b", ["delete", "create"]),
          change("a.c", ["update"]),
          change("a.d", ["no-op"]),
        ),
      ),
    ).toEqual({
      add: 2,
      change: 1,
      remove: 1,
    });
  });

  it("gives plans that do the same the same fingerprint, in any order and whatever stays as it is", () => {
    const one = plan(change("a.a", ["create"], { x: 1, y: 2 }), change("a.b", ["update"]));
    const other = plan(change("a.z", ["no-op"]), change("a.b", ["update"]), change("a.a", ["create"], { y: 2, x: 1 }));
    expect(planFingerprint(one)).toBe(planFingerprint(other));
  });

  it.each([
    ["another value", plan(change("a.a", ["create"], { x: 2 }))],
    ["another action", plan(change("a.a", ["delete", "create"], { x: 1 }))],
    ["one more change", plan(change("a.a", ["create"], { x: 1 }), change("a.b", ["delete"]))],
    [
      "another output",
      { ...plan(change("a.a", ["create"], { x: 1 })), output_changes: { id: { actions: ["create"] } } },
    ],
  ])("tells %s apart", (_, other) => {
    expect(planFingerprint(other)).not.toBe(planFingerprint(plan(change("a.a", ["create"], { x: 1 }))));
  });
});

describe("unjudgedParts", () => {
  const configured = (configuration: NonNullable<PlanDocument["configuration"]>): PlanDocument => ({
    format_version: "1.2",
    complete: true,
    configuration,
  });
  const aws = { aws: { full_name: "registry.terraform.io/hashicorp/aws" } };

  it("finds nothing in a plan of AWS resources", () => {
    const plan = configured({ provider_config: aws, root_module: { resources: [{ address: "aws_vpc.main" }] } });
    expect(unjudgedParts(plan)).toEqual([]);
  });

  it("names commands that an apply would run, in child modules too", () => {
    const resources = [{ address: "terraform_data.x", provisioners: [{ type: "local-exec" }] }];
    const plan = configured({
      provider_config: { terraform: { full_name: "terraform.io/builtin/terraform" } },
      root_module: { resources, module_calls: { m: { module: { resources } } } },
    });
    expect(unjudgedParts(plan)).toEqual([
      "terraform_data.x runs commands (a provisioner), which no rule judges",
      "module.m.terraform_data.x runs commands (a provisioner), which no rule judges",
    ]);
  });

  it("names other providers, actions, and a plan that leaves things out", () => {
    const plan = {
      ...configured({
        provider_config: { ...aws, external: { full_name: "registry.terraform.io/hashicorp/external" } },
      }),
      complete: false,
      action_invocations: [{}],
    };
    expect(unjudgedParts(plan).join("\n")).toMatch(/hashicorp\/external.*\n.*actions.*\n.*not complete/);
  });
});
