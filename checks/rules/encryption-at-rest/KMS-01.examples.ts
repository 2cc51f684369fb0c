import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "rotated",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_01_rotated: { description: "kms-01 rotated", enable_key_rotation: true },
          kms_01_text: { description: "kms-01 truth as text", enable_key_rotation: "true" },
        },
      },
    }),
    fails: [],
  },
  {
    name: "keys-that-cannot-rotate",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_01_signing: { customer_master_key_spec: "RSA_3072", key_usage: "SIGN_VERIFY" },
          kms_01_hmac: { customer_master_key_spec: "HMAC_256", key_usage: "GENERATE_VERIFY_MAC" },
          kms_01_rotated_beside: { enable_key_rotation: true },
        },
      },
    }),
    fails: [],
  },
  {
    name: "not-rotated",
    terraform: rootModule({
      resource: {
        aws_kms_key: {
          kms_01_absent: { description: "kms-01 says nothing" },
          kms_01_off: { enable_key_rotation: false },
          kms_01_null: { enable_key_rotation: null, customer_master_key_spec: "SYMMETRIC_DEFAULT" },
        },
      },
    }),
    fails: [
      { check: "KMS-01.rotation", resource: "aws_kms_key.kms_01_absent" },
      { check: "KMS-01.rotation", resource: "aws_kms_key.kms_01_off" },
      { check: "KMS-01.rotation", resource: "aws_kms_key.kms_01_null" },
    ],
  },
];
