import { hole, templateOf } from "../../expression/datum";
import type { Datum, Hole, PolicyStatement } from "../../graph/graph";
import { refusesPlainCalls, refusesPlainTransport } from "./transport";

const arn: Hole = hole("known after apply", { set: true });
const open: Hole = hole("a variable");
const objects = (hole: Hole): Datum => templateOf([hole, "/*"]);

function deny(resources: readonly Datum[], parts: Partial<PolicyStatement> = {}): PolicyStatement {
  return {
    sid: undefined,
    effect: "Deny",
    actions: ["s3:*"],
    notActions: [],
    resources,
    notResources: [],
    principals: [{ type: "*", values: ["*"] }],
    notPrincipals: [],
    conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }],
    ...parts,
  };
}

test("bucket and objects may be refused by one statement, by two, or by a wildcard", () => {
  expect(refusesPlainTransport([deny([arn, objects(arn)])])).toBe("yes");
  expect(refusesPlainTransport([deny([arn]), deny([objects(arn)])])).toBe("yes");
  expect(refusesPlainTransport([deny(["*"])])).toBe("yes");
  expect(refusesPlainTransport([deny(["arn:aws:s3:::a", "arn:aws:s3:::a/*"])])).toBe("yes");
  expect(refusesPlainTransport([deny(["arn:aws:s3:::a*"])])).toBe("yes");
  expect(
    refusesPlainTransport([
      deny([arn, objects(arn)], {
        conditions: [{ operator: "BoolIfExists", key: "AWS:securetransport", values: [false] }],
      }),
    ]),
  ).toBe("yes");
});

test("half a refusal is none", () => {
  expect(refusesPlainTransport([deny([objects(arn)])])).toBe("no");
  expect(refusesPlainTransport([deny(["arn:aws:s3:::a", "arn:aws:s3:::a/public/*"])])).toBe("no");
  expect(refusesPlainTransport([deny([arn, objects(arn)], { actions: ["s3:GetObject"] })])).toBe("no");
  expect(refusesPlainTransport([deny([arn, objects(arn)], { conditions: [] })])).toBe("no");
  expect(
    refusesPlainTransport([
      deny([arn, objects(arn)], { principals: [], notPrincipals: [{ type: "AWS", values: ["x"] }] }),
    ]),
  ).toBe("no");
  expect(refusesPlainTransport([])).toBe("no");
});

test("a hole decides only where it could make the difference", () => {
  expect(refusesPlainTransport([deny([open, objects(open)])])).toBe("unknown");
  expect(refusesPlainTransport([deny([arn, objects(arn)], { effect: open })])).toBe("unknown");
  expect(refusesPlainTransport([deny([open]), deny(["*"])])).toBe("yes");
});

test("every call that moves messages has to be refused", () => {
  const calls = ["sqs:SendMessage", "sqs:ReceiveMessage"];
  const denied = (...actions: readonly string[]) => deny([arn], { actions });
  expect(refusesPlainCalls([denied("sqs:*")], calls)).toBe("yes");
  expect(refusesPlainCalls([denied("SQS:Send*"), denied("sqs:receivemessage")], calls)).toBe("yes");
  expect(refusesPlainCalls([denied("sqs:SendMessage")], calls)).toBe("no");
  expect(refusesPlainCalls([denied("sqs:SendMessageBatch", "sqs:Receive*")], calls)).toBe("no");
  expect(refusesPlainCalls([{ ...denied("sqs:*"), effect: "Allow" }], calls)).toBe("no");
  expect(refusesPlainCalls([deny([arn], { actions: [open] })], calls)).toBe("unknown");
});
