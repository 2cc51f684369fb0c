import fc from "fast-check";
import { hole as holeOf, templateOf } from "../../expression/datum";
import type { PolicyStatement } from "../../graph/graph";
import { canBeRestricted } from "./iamActions";
import { allowsAction, isTiedToResources, reachesEverything } from "./identityPolicy";

const statement = (parts: Partial<PolicyStatement>): PolicyStatement => ({
  sid: undefined,
  effect: "Allow",
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  principals: [],
  notPrincipals: [],
  conditions: [],
  ...parts,
});
const hole = holeOf("variable");

test.each([
  ["s3:Get*", "s3:GetObject", "yes"],
  ["S3:getobject", "s3:GetObject", "yes"],
  ["s3:GetObjec?", "s3:GetObject", "yes"],
  ["*", "kms:Decrypt", "yes"],
  ["s3.GetObject", "s3:GetObject", "no"],
  ["s3:Get", "s3:GetObject", "no"],
])("Action %s and %s: %s", (pattern, action, answer) => {
  expect(allowsAction(statement({ actions: [pattern] }), action)).toBe(answer);
});

test("a Deny allows nothing, and NotAction allows the rest", () => {
  expect(allowsAction(statement({ effect: "Deny", actions: ["*"] }), "s3:GetObject")).toBe("no");
  expect(allowsAction(statement({ notActions: ["iam:*"] }), "s3:GetObject")).toBe("yes");
  expect(allowsAction(statement({ notActions: ["iam:*"] }), "iam:CreateUser")).toBe("no");
  expect(allowsAction(statement({ actions: [hole] }), "s3:GetObject")).toBe("unknown");
});

test("an action written out allows itself and nothing else", () => {
  const name = fc.stringMatching(/^[A-Z][a-zA-Z]{2,12}$/);
  fc.assert(
    fc.property(name, name, (a, b) => {
      const one = statement({ actions: [`s3:${a}`] });
      return allowsAction(one, `s3:${b}`) === (a.toLowerCase() === b.toLowerCase() ? "yes" : "no");
    }),
  );
});

test.each([
  ["*", "yes"],
  ["arn:aws:s3:::*", "yes"],
  ["arn:aws:s3:::*/*", "yes"],
  ["arn:*", "yes"],
  ["arn:aws:iam::*:*", "yes"],
  ["arn:aws:s3:::files/*", "no"],
  ["arn:aws:logs:ap-south-1:123456789012:*", "no"],
])("Resource %s reaches everything: %s", (resource, answer) => {
  expect(reachesEverything(statement({ resources: [resource] }))).toBe(answer);
});

test("a hole beside known text is a part of a name; a hole alone may be anything", () => {
  const beside = templateOf([hole, "/*"]);
  expect(reachesEverything(statement({ resources: [beside] }))).toBe("no");
  expect(reachesEverything(statement({ resources: [hole] }))).toBe("unknown");
  expect(reachesEverything(statement({ resources: [{ ...hole, set: true }] }))).toBe("no");
});

test("only conditions that must match some resource tie a statement", () => {
  const tied = (operator: string, key: string, value: string) =>
    isTiedToResources(statement({ conditions: [{ operator, key, values: [value] }] }));
  expect(tied("StringEquals", "aws:ResourceTag/owner", "digit")).toBe("yes");
  expect(tied("Null", "aws:ResourceTag/owner", "false")).toBe("yes");
  expect(tied("Null", "aws:ResourceTag/owner", "true")).toBe("no");
  expect(tied("StringLike", "aws:ResourceTag/owner", "*")).toBe("no");
  expect(tied("StringNotEquals", "aws:ResourceTag/owner", "digit")).toBe("no");
  expect(tied("StringEqualsIfExists", "aws:ResourceTag/owner", "digit")).toBe("no");
  expect(tied("Bool", "aws:SecureTransport", "true")).toBe("no");
});

test("the table of actions tells those that take only * from the others", () => {
  expect(["ecr:GetAuthorizationToken", "sts:GetCallerIdentity", "ec2:describeinstances"].some(canBeRestricted)).toBe(
    false,
  );
  expect(["s3:GetObject", "kms:Decrypt", "ec2:*", "s3:List*", "unknown:Thing"].every(canBeRestricted)).toBe(true);
});
