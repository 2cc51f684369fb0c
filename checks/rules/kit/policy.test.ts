import { hole, templateOf } from "../../expression/datum";
import type { Datum, Hole, PolicyStatement } from "../../graph/graph";
import { isNarrowed, isOpenToAll, namesEverybody } from "./policy";

const account = "123456789012";

function statement(parts: Partial<PolicyStatement>): PolicyStatement {
  return {
    sid: undefined,
    effect: "Allow",
    actions: ["kms:*"],
    notActions: [],
    resources: ["*"],
    notResources: [],
    principals: [{ type: "*", values: ["*"] }],
    notPrincipals: [],
    conditions: [],
    ...parts,
  };
}

function condition(operator: string, key: string, ...values: Datum[]): PolicyStatement {
  return statement({ conditions: [{ operator, key, values }] });
}

const open: Hole = hole("a variable");
const filled: Hole = hole("known after apply", { set: true });

test.each<[string, string, Datum[]]>([
  ["StringEquals", "aws:PrincipalOrgID", ["o-a1b2c3d4e5"]],
  ["StringEquals", "AWS:SourceAccount", [account]],
  ["stringequalsignorecase", "kms:CallerAccount", [account]],
  ["StringLike", "aws:PrincipalArn", [`arn:aws:iam::${account}:role/*`]],
  ["ArnEquals", "aws:SourceArn", ["arn:aws:s3:::one-bucket"]],
  ["ArnLike", "aws:SourceArn", [`arn:aws:sns:*:${account}:*`]],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/r-ab12/ou-*"]],
  ["StringLike", "aws:userid", ["AROAEXAMPLE:*"]],
  ["IpAddress", "aws:SourceIp", ["203.0.113.0/24", "2001:db8::/32"]],
  ["StringEquals", "aws:SourceVpce", ["vpce-0a1b2c3d"]],
  ["StringEquals", "aws:SourceAccount", [filled]],
  ["ArnLike", "aws:SourceArn", [templateOf([filled, "/*"])]],
])("%s %s %j narrows", (operator, key, values) => {
  expect(isNarrowed(condition(operator, key, ...values))).toBe("yes");
});

test.each<[string, string, Datum[]]>([
  ["StringEqualsIfExists", "aws:PrincipalOrgID", ["o-a1b2c3d4e5"]],
  ["StringNotEquals", "aws:PrincipalAccount", [account]],
  ["ForAllValues:StringEquals", "aws:PrincipalOrgID", ["o-a1b2c3d4e5"]],
  ["Null", "aws:PrincipalOrgID", ["false"]],
  ["Bool", "aws:SecureTransport", ["true"]],
  ["StringEquals", "kms:ViaService", ["s3.ap-south-1.amazonaws.com"]],
  ["StringEquals", "aws:PrincipalTag/team", ["digit"]],
  ["StringEquals", "aws:username", ["admin"]],
  ["StringLike", "aws:SourceAccount", ["*"]],
  ["StringLike", "aws:SourceAccount", [account, "1234*"]],
  ["ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/admin"]],
  ["ArnLike", "aws:SourceArn", ["arn:aws:s3:::*"]],
  ["IpAddress", "aws:SourceIp", ["203.0.113.0/24", "0.0.0.0/0"]],
  ["IpAddress", "aws:SourceIp", ["0.0.0.0/1"]],
  ["IpAddress", "aws:SourceIp", ["::/0"]],
  ["NotIpAddress", "aws:SourceIp", ["203.0.113.0/24"]],
  ["StringEquals", "aws:SourceAccount", []],
])("%s %s %j does not narrow", (operator, key, values) => {
  expect(isNarrowed(condition(operator, key, ...values))).toBe("no");
});

test("a condition of which the value may be anything is unknown", () => {
  expect(isNarrowed(condition("StringEquals", "aws:SourceAccount", open))).toBe("unknown");
  expect(isNarrowed(condition("unknown", "unknown", open))).toBe("unknown");
});

test("one narrowing condition is enough beside one that is not known", () => {
  const both = statement({
    conditions: [
      { operator: "StringEquals", key: "aws:SourceAccount", values: [open] },
      { operator: "StringEquals", key: "kms:CallerAccount", values: [account] },
    ],
  });
  expect(isOpenToAll(both)).toBe("no");
});

test("everybody is a wildcard, or all but some", () => {
  expect(namesEverybody(statement({ principals: [{ type: "AWS", values: [account, "*"] }] }))).toBe("yes");
  expect(namesEverybody(statement({ principals: [], notPrincipals: [{ type: "AWS", values: [account] }] }))).toBe(
    "yes",
  );
  expect(namesEverybody(statement({ principals: [{ type: "AWS", values: [filled] }] }))).toBe("no");
  expect(namesEverybody(statement({ principals: [{ type: "AWS", values: [open] }] }))).toBe("unknown");
  expect(namesEverybody(statement({ principals: [{ type: "Service", values: ["logs.amazonaws.com"] }] }))).toBe("no");
});

test("a denial opens nothing, a hole in the effect may", () => {
  expect(isOpenToAll(statement({ effect: "Deny" }))).toBe("no");
  expect(isOpenToAll(statement({ effect: open }))).toBe("unknown");
  expect(isOpenToAll(statement({ effect: open, principals: [{ type: "AWS", values: [account] }] }))).toBe("no");
});

test("an account in the place of a hole leaves the principal open only as far as the hole does", () => {
  const root = (hole: Hole): Datum => templateOf(["arn:aws:iam::", hole, ":root"]);
  expect(namesEverybody(statement({ principals: [{ type: "AWS", values: [root(filled)] }] }))).toBe("no");
  expect(namesEverybody(statement({ principals: [{ type: "AWS", values: [root(open)] }] }))).toBe("no");
});
