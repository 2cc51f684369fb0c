import type { Rule } from "../checks/rule";
import { makeJudge } from "./judge";
import { refusalsOf } from "./landscape";

/** Stands on the bucket, and names the policy that opens it: no finding of its own stands on the policy. */
const opened: Rule = {
  metadata: {
    id: "S3-90",
    aliases: [],
    title: "Not opened",
    control: "test.opened",
    severity: "high",
    group: "network-isolation",
    inputs: ["terraform-json", "plan", "state"],
    resourceTypes: ["aws_s3_bucket"],
    rationale: "",
    remediation: "",
    parameters: {},
    checks: [{ id: "S3-90.opened", title: "Not opened", severity: "high", equivalents: {} }],
    frameworks: {},
  },
  evaluate: (_, { graph }) => [
    {
      check: "S3-90.opened",
      status: "fail",
      path: "bucket",
      expected: null,
      actual: null,
      message: "opened",
      related: graph.ofType("aws_s3_bucket_policy"),
    },
  ],
};

it("lays a finding on another stack's bucket to the stack whose policy takes part", () => {
  const input = (stack: string, resource: unknown) => ({
    path: `stacks/${stack}/cdk.tf.json`,
    stack,
    kind: "terraform-json" as const,
    text: JSON.stringify({ resource }),
    links: {},
  });
  const judge = makeJudge({ kitVersion: "0", rules: [opened], parameters: {}, exceptionsText: "" });
  const judgement = judge.judge(
    [
      input("base", { aws_s3_bucket: { files: { bucket: "files" } } }),
      input("late", { aws_s3_bucket_policy: { open: { bucket: "files" } } }),
    ],
    new Date(),
  );
  expect(judgement.refusals.map(({ stack, related }) => ({ stack, related }))).toEqual([
    { stack: "base", related: ["late"] },
  ]);
  const ofLate = refusalsOf(judgement, new Set(["late"]));
  expect(ofLate.refusals).toHaveLength(1);
  // The report of a plan draws what was judged.
  expect(ofLate.graph?.nodes).toHaveLength(2);
});
