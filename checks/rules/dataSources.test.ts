import { evaluate } from "../evaluate";
import { graphOf } from "../testing/graph";
import { allRules } from ".";
import { rootModule } from "./kit/example";

test("what somebody else made is not judged for what the source cannot see of it", () => {
  const types = [...new Set(allRules.flatMap((rule) => rule.metadata.resourceTypes))].filter(
    (type) => type.startsWith("aws_") && type !== "aws_iam_policy_document",
  );
  const data = Object.fromEntries(types.sort().map((type) => [type, { found: { name: "found" } }]));
  const { findings } = evaluate(graphOf({ json: rootModule({ data }) }), allRules, {
    version: "test",
    now: new Date(0),
  });
  expect(findings.map(({ check, resource }) => `${check} ${resource}`)).toEqual([]);
});
