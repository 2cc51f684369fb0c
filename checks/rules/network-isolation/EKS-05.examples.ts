import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const nodes = (parts: JsonObject = {}): JsonObject => ({
  cluster_name: "eks-05",
  node_role_arn: "arn:aws:iam::123456789012:role/nodes",
  subnet_ids: ["subnet-0a1b2c3d"],
  scaling_config: { desired_size: 1, min_size: 1, max_size: 2 },
  ...parts,
});

export const examples: RuleExamples = [
  example("eks-05-good-no-remote-access", { resource: { aws_eks_node_group: { main: nodes() } } }),
  example("eks-05-good-source-group", {
    resource: {
      aws_security_group: { bastion: { vpc_id: "vpc-0a1b2c3d", description: "Bastion" } },
      aws_eks_node_group: {
        main: nodes({
          remote_access: {
            ec2_ssh_key: "operators",
            source_security_group_ids: [ref("aws_security_group.bastion.id")],
          },
        }),
      },
    },
  }),
  example(
    "eks-05-bad-key-without-sources",
    { resource: { aws_eks_node_group: { main: nodes({ remote_access: { ec2_ssh_key: "operators" } }) } } },
    { fails: [["EKS-05.ssh-sources", "aws_eks_node_group.main"]] },
  ),
  example(
    "eks-05-bad-empty-sources",
    {
      resource: {
        aws_eks_node_group: {
          main: nodes({ remote_access: [{ ec2_ssh_key: "operators", source_security_group_ids: [] }] }),
        },
      },
    },
    { fails: [["EKS-05.ssh-sources", "aws_eks_node_group.main"]] },
  ),
];
