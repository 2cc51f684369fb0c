import { changedOutside, replacesSomething, undeployed } from "./driftedResources";
import type { PlanDocument } from "./planDocument";

const resource = (
  address: string,
  actions: readonly string[],
  before: unknown,
  after: unknown,
  more: { readonly before_sensitive?: unknown } = {},
) => ({
  address,
  mode: "managed" as const,
  type: address.split(".")[0] ?? "",
  change: { actions, before, after, after_unknown: {}, ...more },
});
const planOf = (parts: Pick<PlanDocument, "resource_changes" | "resource_drift">): PlanDocument => ({
  format_version: "1.2",
  ...parts,
});

test("names the attributes that changed, as they were and as they are, and what a deployment would do", () => {
  const plan = planOf({
    resource_drift: [
      resource(
        "aws_cloudwatch_log_group.a",
        ["update"],
        { name: "a", retention_in_days: 365 },
        { name: "a", retention_in_days: 7 },
      ),
      resource("aws_security_group.b", ["update"], { ingress: [{ from_port: 443 }] }, { ingress: [{ from_port: 22 }] }),
      resource("aws_kms_key.c", ["delete"], { arn: "x" }, null),
    ],
    resource_changes: [
      resource("aws_cloudwatch_log_group.a", ["update"], {}, {}),
      resource("aws_security_group.b", ["no-op"], {}, {}),
      resource("aws_kms_key.c", ["create"], null, {}),
      resource("aws_vpc.d", ["update"], {}, {}),
      resource("aws_vpc.e", ["no-op"], {}, {}),
    ],
  });
  expect(changedOutside(plan)).toEqual([
    {
      address: "aws_cloudwatch_log_group.a",
      type: "aws_cloudwatch_log_group",
      change: "changed",
      attributes: [{ path: "retention_in_days", recorded: 365, found: 7 }],
      repair: "update",
    },
    {
      address: "aws_security_group.b",
      type: "aws_security_group",
      change: "changed",
      attributes: [{ path: "ingress", recorded: [{ from_port: 443 }], found: [{ from_port: 22 }] }],
      repair: "none",
    },
    { address: "aws_kms_key.c", type: "aws_kms_key", change: "deleted", attributes: [], repair: "create" },
  ]);
  expect(undeployed(plan)).toEqual([{ address: "aws_vpc.d", kind: "update" }]);
});

test("takes the many ways to write nothing for one, and data sources for nobody's", () => {
  const before = { a: null, b: [], c: {}, d: "", e: false, f: [{ g: null }], h: 1 };
  const after = { a: [], b: null, c: null, d: null, f: [{ g: "" }], h: 1 };
  const data = { ...resource("data.aws_region.r", ["update"], { name: "a" }, { name: "b" }), mode: "data" as const };
  expect(changedOutside(planOf({ resource_drift: [resource("aws_vpc.a", ["update"], before, after), data] }))).toEqual(
    [],
  );
});

test("shows nothing that is marked sensitive or shaped like a secret", () => {
  const secret = { password: "Hx7Kq2Lm9TrV4bNp", token: "Zx81Lm3nQp7Rs5Tv", name: "a" };
  const drifted = resource(
    "aws_db_instance.a",
    ["update"],
    secret,
    { ...secret, password: "Other9Lm2Kq7Hx4T", token: "n3w7Kq2Lm9TrV4bN" },
    {
      before_sensitive: { password: true },
    },
  );
  const text = JSON.stringify(changedOutside(planOf({ resource_drift: [drifted] })));
  expect(text).toMatch(/"path":"password"/);
  for (const value of Object.values(secret).slice(0, 2)) expect(text).not.toContain(value);
});

test("tells what was filled in from what was replaced", () => {
  const [filled] = changedOutside(
    planOf({ resource_drift: [resource("aws_vpc.a", ["update"], { x: [] }, { x: ["new"] })] }),
  );
  const [replaced] = changedOutside(
    planOf({ resource_drift: [resource("aws_vpc.a", ["update"], { x: ["old"] }, { x: [] })] }),
  );
  expect([filled && replacesSomething(filled), replaced && replacesSomething(replaced)]).toEqual([false, true]);
});
