import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { isOpenToAll } from "../kit/policy";
import { judgeResourcePolicy } from "../kit/resourcePolicy";

/** A bucket's policy lets nobody in without saying whom. */
export const rule: Rule = {
  metadata: {
    id: "S3-06",
    aliases: [],
    title: "Bucket policies are not open to everybody",
    control: "identity.object-store-policy",
    severity: "critical",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_s3_bucket_policy", "aws_s3_bucket"],
    rationale: "An Allow for * publishes citizens' documents to anyone who guesses the bucket's name.",
    remediation:
      "Name principals in the Allow, or narrow it by a condition on aws:PrincipalOrgID, aws:SourceVpce or aws:SourceArn.",
    parameters: {},
    checks: [
      {
        id: "S3-06.everybody",
        title: "No Allow for everybody without a condition that narrows it",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_70"], fsbp: ["S3.2", "S3.3", "S3.6"] },
      },
    ],
    frameworks: frameworks({
      nist: ["AC-3", "AC-6"],
      iso: ["A.8.3"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate: (node) =>
    judgeResourcePolicy(
      node,
      "policy",
      isOpenToAll,
      "no Allow for * without a condition that narrows it",
      {
        check: "S3-06.everybody",
        fails: "The bucket's policy lets everybody in",
        passes: "The bucket's policy lets nobody in without saying whom",
      },
      node.type === "aws_s3_bucket_policy" ? node.references("bucket").nodes : [],
    ),
};
