import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (access: JsonObject): JsonObject => ({
  name: "eks-01",
  role_arn: "arn:aws:iam::123456789012:role/cluster",
  vpc_config: { subnet_ids: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"], ...access },
});

export const examples: RuleExamples = [
  example("eks-01-good-private", {
    resource: { aws_eks_cluster: { main: cluster({ endpoint_public_access: false, endpoint_private_access: true }) } },
  }),
  example(
    "eks-01-bad-by-default",
    { resource: { aws_eks_cluster: { main: cluster({ endpoint_private_access: true }) } } },
    { fails: [["EKS-01.public-endpoint", "aws_eks_cluster.main"]] },
  ),
  example(
    "eks-01-bad-public-to-an-office",
    {
      resource: {
        aws_eks_cluster: {
          main: cluster({ endpoint_public_access: "true", public_access_cidrs: ["203.0.113.0/24"] }),
        },
      },
    },
    { fails: [["EKS-01.public-endpoint", "aws_eks_cluster.main"]] },
  ),
];
