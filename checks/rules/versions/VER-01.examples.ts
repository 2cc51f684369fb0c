import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const cluster = (name: string, parts: JsonObject): JsonObject => ({
  name,
  role_arn: "arn:aws:iam::123456789012:role/cluster",
  vpc_config: { subnet_ids: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] },
  ...parts,
});
const nodes = (version: string): JsonObject => ({
  cluster_name: "theirs",
  node_role_arn: "arn:aws:iam::123456789012:role/nodes",
  subnet_ids: ["subnet-0a1b2c3d"],
  scaling_config: { desired_size: 3, min_size: 3, max_size: 3 },
  version,
});

/** Judged as of 1 January 2026. */
export const examples: RuleExamples = [
  example("ver-01-good", {
    resource: {
      aws_eks_cluster: {
        current: cluster("ver-01-current", { version: "1.34" }),
        newest: cluster("ver-01-newest", {}),
        later: cluster("ver-01-later", { version: "1.99" }),
      },
      aws_eks_node_group: { current: nodes("1.34") },
    },
  }),
  example(
    "ver-01-bad",
    {
      resource: {
        aws_eks_cluster: {
          ended: cluster("ver-01-ended", { version: "1.30" }),
          soon: cluster("ver-01-soon", { version: "1.32" }),
          ancient: cluster("ver-01-ancient", { version: "1.14" }),
        },
        aws_eks_node_group: { ended: nodes("1.30") },
      },
    },
    {
      fails: [
        ["VER-01.supported", "aws_eks_cluster.ended"],
        ["VER-01.ends-soon", "aws_eks_cluster.soon"],
        ["VER-01.supported", "aws_eks_cluster.ancient"],
        ["VER-01.supported", "aws_eks_node_group.ended"],
      ],
    },
  ),
];
