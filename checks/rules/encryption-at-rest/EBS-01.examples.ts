import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const volume = { availability_zone: "ap-south-1a", size: 20, type: "gp3" };

export const examples: RuleExamples = [
  {
    name: "encrypted",
    terraform: rootModule({
      resource: {
        aws_ebs_volume: { ebs_01_on: { ...volume, encrypted: true }, ebs_01_text: { ...volume, encrypted: "true" } },
      },
    }),
    fails: [],
  },
  {
    name: "encrypted-by-account",
    terraform: rootModule({
      resource: {
        aws_ebs_encryption_by_default: { ebs_01_account: { enabled: true } },
        aws_ebs_volume: { ebs_01_by_account: volume },
      },
    }),
    fails: [],
  },
  {
    name: "in-clear",
    terraform: rootModule({
      resource: { aws_ebs_volume: { ebs_01_absent: volume, ebs_01_off: { ...volume, encrypted: false } } },
    }),
    fails: [
      { check: "EBS-01.encrypted", resource: "aws_ebs_volume.ebs_01_absent" },
      { check: "EBS-01.encrypted", resource: "aws_ebs_volume.ebs_01_off" },
    ],
  },
  {
    name: "attached",
    terraform: rootModule({
      resource: {
        aws_ebs_volume: { ebs_01_used: volume, ebs_01_safe: { ...volume, encrypted: true } },
        aws_volume_attachment: Object.fromEntries(
          ["used", "safe"].map((label) => [
            `ebs_01_${label}`,
            {
              device_name: "/dev/sdf",
              instance_id: "i-0a1b2c3d4e5f60718",
              volume_id: ref(`aws_ebs_volume.ebs_01_${label}.id`),
            },
          ]),
        ),
      },
    }),
    fails: [
      { check: "EBS-01.encrypted", resource: "aws_ebs_volume.ebs_01_used" },
      { check: "EBS-01.attached", resource: "aws_ebs_volume.ebs_01_used" },
    ],
  },
];
