import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const policy = (statement: JsonObject): JsonObject => ({
  repository: "digit",
  policy: policyText({ Effect: "Allow", Action: ["ecr:BatchGetImage"], ...statement }),
});

export const examples: RuleExamples = [
  example("ecr-04-good", {
    resource: {
      aws_ecr_repository_policy: {
        nodes: policy({ Principal: { AWS: "arn:aws:iam::123456789012:role/nodes" } }),
        organisation: policy({
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        }),
      },
    },
  }),
  example(
    "ecr-04-bad",
    { resource: { aws_ecr_repository_policy: { main: policy({ Principal: "*" }) } } },
    { fails: [["ECR-04.everybody", "aws_ecr_repository_policy.main"]] },
  ),
];
