import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const snapshot = { source_snapshot_id: "snap-0a1b2c3d4e5f60718", source_region: "ap-south-1" };
const image = { source_ami_id: "ami-0a1b2c3d4e5f60718", source_ami_region: "ap-south-1" };

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { ebs_04_own: { description: "ebs-04" } },
        aws_ebs_snapshot_copy: {
          ebs_04_own: { ...snapshot, encrypted: true, kms_key_id: ref("aws_kms_key.ebs_04_own.arn") },
        },
        aws_ami_copy: {
          ebs_04_own: { ...image, name: "ebs-04", encrypted: true, kms_key_id: ref("aws_kms_key.ebs_04_own.arn") },
        },
      },
    }),
    fails: [],
  },
  {
    name: "in-clear-or-managed",
    terraform: rootModule({
      resource: {
        aws_ebs_snapshot_copy: { ebs_04_absent: snapshot, ebs_04_managed: { ...snapshot, encrypted: true } },
        aws_ami_copy: { ebs_04_off: { ...image, name: "ebs-04-off", encrypted: false } },
      },
    }),
    fails: [
      { check: "EBS-04.encrypted", resource: "aws_ebs_snapshot_copy.ebs_04_absent" },
      { check: "EBS-04.customer-key", resource: "aws_ebs_snapshot_copy.ebs_04_managed" },
      { check: "EBS-04.encrypted", resource: "aws_ami_copy.ebs_04_off" },
    ],
  },
];
