import { graphOf, nodeAt } from "../testing/graph";

const comments = (json: unknown) => nodeAt(graphOf({ json }), "aws_s3_bucket.a").comments?.();
const bucket = (body: unknown) => ({ resource: { aws_s3_bucket: { a: body } } });

test("the member // of a resource is its comment: a text, its lines, or a list of them", () => {
  expect(comments(bucket({ "//": "why it is so\n and until when" }))?.map(({ text }) => text)).toEqual([
    "why it is so",
    "and until when",
  ]);
  expect(comments(bucket({ "//": ["one", "two", 3, { metadata: { path: "x" } }] }))?.map(({ text }) => text)).toEqual([
    "one",
    "two",
  ]);
  expect(comments(bucket({ bucket: "b" }))).toEqual([]);
});

test("a comment names its file, and a plan has none", () => {
  expect(comments(bucket({ "//": "x" }))).toEqual([{ text: "x", file: "0.tf.json", line: expect.any(Number) }]);
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: {
      root_module: {
        resources: [
          { address: "aws_s3_bucket.a", mode: "managed", type: "aws_s3_bucket", name: "a", values: { bucket: "b" } },
        ],
      },
    },
  };
  expect(comments(plan)).toEqual([]);
});
