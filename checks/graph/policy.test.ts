import { hole, templateOf } from "../expression/datum";
import { graphOf, nodeAt } from "../testing/graph";
import { readPolicy } from "./policy";

const arn = hole("known after apply: aws_s3_bucket.b.arn", { set: true });

test("single values are lists, and elements are found in any case", () => {
  const text =
    '{"statement":{"effect":"Deny","notaction":"s3:Get*","RESOURCE":["a","b"],"Principal":{"AWS":"*","Service":["x"]},"Condition":{"Bool":{"aws:SecureTransport":"false"}}}}';
  expect(readPolicy(text)).toEqual({
    kind: "policy",
    statements: [
      {
        sid: undefined,
        effect: "Deny",
        actions: [],
        notActions: ["s3:Get*"],
        resources: ["a", "b"],
        notResources: [],
        principals: [
          { type: "AWS", values: ["*"] },
          { type: "Service", values: ["x"] },
        ],
        notPrincipals: [],
        conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["false"] }],
      },
    ],
  });
});

test("holes stand inside quotes and outside of them", () => {
  const parts = [
    '{"Statement":[{"Effect":"Allow","Action":"s3:\\"*","Resource":["',
    arn,
    '/*",',
    arn,
    '],"Principal":"*"}]}',
  ];
  const policy = readPolicy(templateOf(parts));
  expect(policy).toMatchObject({
    kind: "policy",
    statements: [{ resources: [templateOf([arn, "/*"]), arn], actions: ['s3:"*'] }],
  });
});

test.each([
  ["text that is no JSON", "not json"],
  ["a statement with an effect of its own", '{"Statement":[{"Action":"*","Effect":"Permit"}]}'],
  ["a list", "[]"],
  ["a stand-in of ours", '{"Statement":[{"Effect":"\uE0100\uE011"}]}'],
])("%s is unknown with a cause, never a policy", (_name, text) => {
  expect(readPolicy(text)).toMatchObject({ kind: "unknown", cause: expect.stringContaining("polic") as string });
});

test("what AWS would refuse, but everybody understands, is judged by what it means", () => {
  expect(readPolicy('{"Statement":[{"Action":["s3:*", ],"Resource":"a,]"},],}')).toMatchObject({
    kind: "policy",
    statements: [{ effect: "Allow", actions: ["s3:*"], resources: ["a,]"] }],
  });
});

test("nothing stated is absent", () => {
  expect([readPolicy(undefined), readPolicy(""), readPolicy(null)]).toEqual(Array(3).fill({ kind: "absent" }));
});

describe("data.aws_iam_policy_document", () => {
  const graph = graphOf({
    json: {
      data: {
        aws_iam_policy_document: {
          base: {
            statement: [
              { sid: "a", actions: ["s3:Get*"], resources: ["*"] },
              { sid: "b", actions: ["x:y"] },
            ],
          },
          top: {
            source_policy_documents: ["${data.aws_iam_policy_document.base.json}"],
            statement: {
              sid: "b",
              effect: "Deny",
              actions: ["s3:*"],
              principals: { type: "AWS", identifiers: ["*"] },
              condition: { test: "Bool", variable: "k", values: ["v"] },
            },
          },
          open: { source_policy_documents: ["${var.given}"], statement: { actions: ["s3:*"] } },
          cycle: { source_policy_documents: ["${data.aws_iam_policy_document.cycle.json}"] },
        },
      },
      variable: { given: {} },
      resource: {
        aws_s3_bucket_policy: {
          top: { policy: "${data.aws_iam_policy_document.top.json}" },
          open: { policy: "${data.aws_iam_policy_document.open.json}" },
          cycle: { policy: "${data.aws_iam_policy_document.cycle.json}" },
          encoded: {
            policy:
              '${jsonencode({Statement = [{Effect = "Allow", Action = "s3:*", Principal = "*", Resource = aws_s3_bucket_policy.top.id}]})}',
          },
        },
      },
    },
  });
  const policyOf = (name: string) => nodeAt(graph, `aws_s3_bucket_policy.${name}`).policy("policy");

  test("documents are merged, later statements of the same sid replace", () => {
    const policy = policyOf("top");
    expect(
      policy.kind === "policy" && policy.statements.map(({ sid, effect, actions }) => [sid, effect, actions]),
    ).toEqual([
      ["a", "Allow", ["s3:Get*"]],
      ["b", "Deny", ["s3:*"]],
    ]);
    expect(policy).toMatchObject({
      statements: [
        {},
        { principals: [{ type: "AWS", values: ["*"] }], conditions: [{ operator: "Bool", key: "k", values: ["v"] }] },
      ],
    });
  });

  test("a part that is not known makes the whole unknown", () => {
    expect(policyOf("open")).toEqual({ kind: "unknown", cause: "the variable given has no value here" });
    expect(policyOf("cycle").kind).toBe("unknown");
  });

  test("the data source itself has the document that its blocks make", () => {
    expect(nodeAt(graph, "data.aws_iam_policy_document.base").policy("json")).toMatchObject({
      kind: "policy",
      statements: [{ sid: "a", effect: "Allow" }, { sid: "b" }],
    });
  });

  test("jsonencode is as good as text", () => {
    expect(policyOf("encoded")).toMatchObject({
      kind: "policy",
      statements: [{ effect: "Allow", principals: [{ type: "*", values: ["*"] }] }],
    });
  });
});
