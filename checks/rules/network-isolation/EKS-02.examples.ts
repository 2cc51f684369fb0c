import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (access: JsonObject): JsonObject => ({
  name: "eks-02",
  role_arn: "arn:aws:iam::123456789012:role/cluster",
  vpc_config: { subnet_ids: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"], ...access },
});

export const examples: RuleExamples = [
  example("eks-02-good-private", {
    resource: { aws_eks_cluster: { main: cluster({ endpoint_public_access: false, endpoint_private_access: true }) } },
  }),
  example("eks-02-good-office", {
    resource: { aws_eks_cluster: { main: cluster({ public_access_cidrs: ["203.0.113.0/24"] }) } },
  }),
  example(
    "eks-02-bad-by-default",
    { resource: { aws_eks_cluster: { main: cluster({}) } } },
    { fails: [["EKS-02.public-ranges", "aws_eks_cluster.main"]] },
  ),
  example(
    "eks-02-bad-two-halves-of-the-world",
    {
      resource: {
        aws_eks_cluster: {
          main: cluster({ endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/1", "128.0.0.0/1"] }),
        },
      },
    },
    { fails: [["EKS-02.public-ranges", "aws_eks_cluster.main"]] },
  ),
];
