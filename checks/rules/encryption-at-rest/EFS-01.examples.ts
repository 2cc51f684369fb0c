import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "encrypted",
    terraform: rootModule({
      resource: {
        aws_kms_key: { efs_01_own: { description: "efs-01" } },
        aws_efs_file_system: { efs_01_own: { encrypted: true, kms_key_id: ref("aws_kms_key.efs_01_own.arn") } },
      },
    }),
    fails: [],
  },
  {
    name: "in-clear",
    terraform: rootModule({
      resource: {
        aws_efs_file_system: {
          efs_01_absent: {},
          efs_01_off: { encrypted: false },
          efs_01_managed: { encrypted: true },
        },
      },
    }),
    fails: [
      { check: "EFS-01.encrypted", resource: "aws_efs_file_system.efs_01_absent" },
      { check: "EFS-01.encrypted", resource: "aws_efs_file_system.efs_01_off" },
      { check: "EFS-01.customer-key", resource: "aws_efs_file_system.efs_01_managed" },
    ],
  },
];
