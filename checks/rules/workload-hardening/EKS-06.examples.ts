import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (name: string, version?: string): JsonObject => ({
  name,
  role_arn: "arn:aws:iam::123456789012:role/cluster",
  vpc_config: { subnet_ids: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] },
  ...(version === undefined ? {} : { version }),
});

/** Judged as of 1 January 2026. */
export const examples: RuleExamples = [
  example("eks-06-good", {
    resource: {
      aws_eks_cluster: {
        current: cluster("eks-06-current", "1.34"),
        extended: cluster("eks-06-extended", "1.29"),
        newest: cluster("eks-06-newest"),
      },
    },
  }),
  example(
    "eks-06-bad",
    {
      resource: {
        aws_eks_cluster: { ended: cluster("eks-06-ended", "1.28"), ancient: cluster("eks-06-ancient", "1.15") },
      },
    },
    {
      fails: [
        ["EKS-06.offered", "aws_eks_cluster.ended"],
        ["EKS-06.offered", "aws_eks_cluster.ancient"],
      ],
    },
  ),
];
