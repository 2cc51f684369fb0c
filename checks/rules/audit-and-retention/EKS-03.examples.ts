import type { Json, JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (logs: Json): JsonObject => ({
  name: "eks-03",
  role_arn: "arn:aws:iam::123456789012:role/cluster",
  vpc_config: { subnet_ids: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] },
  enabled_cluster_log_types: logs,
});

export const examples: RuleExamples = [
  example("eks-03-good", {
    resource: {
      aws_eks_cluster: { main: cluster(["scheduler", "api", "audit", "authenticator", "controllerManager"]) },
    },
  }),
  example(
    "eks-03-bad",
    { resource: { aws_eks_cluster: { silent: cluster(null), some: cluster(["audit", "api"]) } } },
    {
      fails: [
        ["EKS-03.audit", "aws_eks_cluster.silent"],
        ["EKS-03.all", "aws_eks_cluster.silent"],
        ["EKS-03.all", "aws_eks_cluster.some"],
      ],
    },
  ),
];
