import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Own",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
      Resource: "*",
    },
  ],
});

export const examples: RuleExamples = [
  {
    name: "stated",
    terraform: rootModule({
      resource: {
        aws_kms_key: { kms_04_inline: { policy }, kms_04_split: { description: "kms-04 policy beside the key" } },
        aws_kms_key_policy: { kms_04_split: { key_id: ref("aws_kms_key.kms_04_split.key_id"), policy } },
      },
    }),
    fails: [],
  },
  {
    name: "default-policy",
    terraform: rootModule({
      resource: {
        aws_kms_key: { kms_04_bare: { description: "kms-04 bare" }, kms_04_null: { policy: null } },
      },
    }),
    fails: [
      { check: "KMS-04.explicit-policy", resource: "aws_kms_key.kms_04_bare" },
      { check: "KMS-04.explicit-policy", resource: "aws_kms_key.kms_04_null" },
    ],
  },
];
