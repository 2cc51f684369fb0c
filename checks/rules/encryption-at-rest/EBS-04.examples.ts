import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const snapshot = { source_snapshot_id: "snap-0a1b2c3d4e5f60718", source_region: "ap-south-1" };
const image = { source_ami_id: "ami-0a1b2c3d4e5f60718", source_ami_region: "ap-south-1" };

const disk = (name: string): JsonObject => ({ device_name: `/dev/${name}`, volume_size: 8 });
const ami = (disks: readonly JsonObject[]): JsonObject => ({
  name: "ebs-04",
  virtualization_type: "hvm",
  root_device_name: "/dev/xvda",
  ebs_block_device: [...disks],
});

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
      { check: "EBS-04.customer-key", resource: "aws_ebs_snapshot_copy.ebs_04_absent" },
      { check: "EBS-04.customer-key", resource: "aws_ebs_snapshot_copy.ebs_04_managed" },
      { check: "EBS-04.encrypted", resource: "aws_ami_copy.ebs_04_off" },
      { check: "EBS-04.customer-key", resource: "aws_ami_copy.ebs_04_off" },
    ],
  },
  {
    name: "image",
    terraform: rootModule({
      resource: {
        aws_ami: {
          ebs_04_safe: ami([
            { ...disk("xvda"), snapshot_id: "snap-0a1b2c3d4e5f60718" },
            { ...disk("xvdb"), encrypted: true },
          ]),
          ebs_04_clear: ami([
            { ...disk("xvda"), encrypted: true },
            { ...disk("xvdb"), encrypted: false },
          ]),
          ebs_04_silent: ami([disk("xvda")]),
        },
      },
    }),
    fails: [
      { check: "EBS-04.image", resource: "aws_ami.ebs_04_clear" },
      { check: "EBS-04.image", resource: "aws_ami.ebs_04_silent" },
    ],
  },
];
