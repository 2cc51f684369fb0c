import type { Json } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const account = "123456789012";
const root: Json = {
  Sid: "Own",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
};

function document(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function everybody(condition: Json | undefined, principal: Json = "*"): Json {
  return {
    Sid: "Everybody",
    Effect: "Allow",
    Principal: principal,
    Action: ["kms:Decrypt", "kms:Encrypt"],
    Resource: "*",
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export const examples: RuleExamples = [
  {
    name: "own-account",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_02_own: { policy: document(root) },
          kms_02_default: { description: "kms-02 default policy" },
          kms_02_denied: {
            policy: document(root, {
              Sid: "No",
              Effect: "Deny",
              Principal: "*",
              Action: "kms:ScheduleKeyDeletion",
              Resource: "*",
            }),
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "wildcard-narrowed",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_02_caller: {
            policy: document(
              root,
              everybody({
                StringEquals: { "kms:CallerAccount": account, "kms:ViaService": "rds.ap-south-1.amazonaws.com" },
              }),
            ),
          },
          kms_02_organisation: {
            policy: document(
              root,
              everybody({ StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } }, { AWS: ["*"] }),
            ),
          },
          kms_02_role: {
            policy: document(
              root,
              everybody({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/digit-*` } }),
            ),
          },
          kms_02_paths: {
            policy: document(
              root,
              everybody({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/*"] } }),
            ),
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "new-resource-in-policy",
    terraform: rootModule({
      data: {
        aws_iam_policy_document: {
          kms_02_trust: {
            statement: [
              { actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] },
            ],
          },
        },
      },
      resource: {
        aws_iam_role: {
          kms_02_reader: {
            name: "kms-02-reader",
            assume_role_policy: ref("data.aws_iam_policy_document.kms_02_trust.json"),
          },
        },
        aws_kms_key: {
          kms_02_new_role: {
            policy: document(root, everybody(undefined, { AWS: ref("aws_iam_role.kms_02_reader.arn") })),
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "open",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_02_star: { policy: document(root, everybody(undefined)) },
          kms_02_aws_star: { policy: document(everybody(undefined, { AWS: "*" })) },
          kms_02_list: { policy: document(everybody(undefined, { AWS: [`arn:aws:iam::${account}:root`, "*"] })) },
          kms_02_encoded: {
            policy: ref(
              'jsonencode({Version="2012-10-17",Statement=[{Effect="Allow",Principal={AWS="*"},Action="kms:*",Resource="*"}]})',
            ),
          },
        },
      },
    }),
    fails: [
      { check: "KMS-02.open-policy", resource: "aws_kms_key.kms_02_star" },
      { check: "KMS-02.open-policy", resource: "aws_kms_key.kms_02_aws_star" },
      { check: "KMS-02.open-policy", resource: "aws_kms_key.kms_02_list" },
      { check: "KMS-02.open-policy", resource: "aws_kms_key.kms_02_encoded" },
    ],
  },
  {
    name: "conditions-that-do-not-narrow",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_02_if_exists: {
            policy: document(root, everybody({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
          },
          kms_02_negated: {
            policy: document(root, everybody({ StringNotEquals: { "aws:PrincipalAccount": "210987654321" } })),
          },
          kms_02_any_account: { policy: document(root, everybody({ StringLike: { "kms:CallerAccount": "*" } })) },
          kms_02_any_role: {
            policy: document(root, everybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } })),
          },
          kms_02_service_only: {
            policy: document(root, everybody({ StringEquals: { "kms:ViaService": "s3.ap-south-1.amazonaws.com" } })),
          },
          kms_02_one_wide: {
            policy: document(root, everybody({ StringLike: { "aws:SourceAccount": [account, "*"] } })),
          },
          kms_02_anywhere: {
            policy: document(root, everybody({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } })),
          },
          kms_02_all_values: {
            policy: document(
              root,
              everybody({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
            ),
          },
          kms_02_null: { policy: document(root, everybody({ Null: { "aws:PrincipalOrgID": "false" } })) },
        },
      },
    }),
    fails: [
      "if_exists",
      "negated",
      "any_account",
      "any_role",
      "service_only",
      "one_wide",
      "anywhere",
      "all_values",
      "null",
    ].map((name) => ({ check: "KMS-02.open-policy", resource: `aws_kms_key.kms_02_${name}` })),
  },
  {
    name: "split-policy-with-new-arns",
    terraform: rootModule({
      resource: {
        aws_kms_key: { kms_02_split: { description: "kms-02 policy beside the key" } },
        aws_kms_key_policy: {
          kms_02_split: {
            key_id: ref("aws_kms_key.kms_02_split.id"),
            policy: document(root, {
              ...(everybody(undefined) as { [key: string]: Json }),
              Resource: ref("aws_kms_key.kms_02_split.arn"),
            }),
          },
        },
      },
    }),
    fails: [
      { check: "KMS-02.open-policy", resource: "aws_kms_key.kms_02_split" },
      { check: "KMS-02.open-policy", resource: "aws_kms_key_policy.kms_02_split" },
    ],
  },
  {
    name: "policy-document-data-source",
    terraform: rootModule({
      data: {
        aws_iam_policy_document: {
          kms_02_open: {
            statement: [
              {
                sid: "Open",
                actions: ["kms:Decrypt"],
                resources: ["*"],
                principals: [{ type: "AWS", identifiers: ["*"] }],
              },
            ],
          },
        },
      },
      resource: { aws_kms_key: { kms_02_document: { policy: ref("data.aws_iam_policy_document.kms_02_open.json") } } },
    }),
    fails: [{ check: "KMS-02.open-policy", resource: "aws_kms_key.kms_02_document" }],
  },
];
