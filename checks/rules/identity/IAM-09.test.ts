import { judgedRows } from "../kit/judgedRows";
import { rule } from "./IAM-09";

const subjectOf = (subject: string) =>
  judgedRows(rule, {
    resource: {
      aws_iam_role: {
        pipeline: {
          assume_role_policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/gitlab.com" },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                  StringEquals: { "gitlab.com:aud": "https://gitlab.com" },
                  StringLike: { "gitlab.com:sub": subject },
                },
              },
            ],
          }),
        },
      },
    },
  })
    .find((row) => row.includes("IAM-09.subject"))
    ?.split(" ")[0];

test("GitLab's subject names one project where the wildcard stands for its branches", () => {
  expect(subjectOf("project_path:navapradesh/digit:ref_type:branch:ref:*")).toBe("pass");
  expect(subjectOf("project_path:navapradesh/*:ref_type:branch:ref:main")).toBe("fail");
  expect(subjectOf("project_path:*")).toBe("fail");
});
