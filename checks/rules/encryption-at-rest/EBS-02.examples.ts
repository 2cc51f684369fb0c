import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { ebs_02_own: { description: "ebs-02" } },
        aws_ebs_volume: {
          ebs_02_own: {
            availability_zone: "ap-south-1a",
            size: 10,
            encrypted: true,
            kms_key_id: ref("aws_kms_key.ebs_02_own.arn"),
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "managed-key",
    terraform: rootModule({
      resource: { aws_ebs_volume: { ebs_02_absent: { availability_zone: "ap-south-1a", size: 10, encrypted: true } } },
    }),
    fails: [{ check: "EBS-02.customer-key", resource: "aws_ebs_volume.ebs_02_absent" }],
  },
];
