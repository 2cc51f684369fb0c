import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const cluster = {
  role_arn: "arn:aws:iam::123456789012:role/eks-04-cluster",
  vpc_config: { subnet_ids: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"] },
};

export const examples: RuleExamples = [
  {
    name: "secrets-under-own-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { eks_04_secrets: { description: "eks-04" } },
        aws_eks_cluster: {
          eks_04_object: {
            ...cluster,
            name: "eks-04-object",
            encryption_config: { resources: ["secrets"], provider: { key_arn: ref("aws_kms_key.eks_04_secrets.arn") } },
          },
          eks_04_list: {
            ...cluster,
            name: "eks-04-list",
            encryption_config: [
              { resources: ["secrets"], provider: [{ key_arn: ref("aws_kms_key.eks_04_secrets.arn") }] },
            ],
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "no-own-key",
    terraform: rootModule({
      resource: {
        aws_eks_cluster: {
          eks_04_absent: { ...cluster, name: "eks-04-absent" },
          eks_04_empty: { ...cluster, name: "eks-04-empty", encryption_config: [] },
        },
      },
    }),
    fails: [
      { check: "EKS-04.secrets-key", resource: "aws_eks_cluster.eks_04_absent" },
      { check: "EKS-04.secrets-key", resource: "aws_eks_cluster.eks_04_empty" },
    ],
  },
];
