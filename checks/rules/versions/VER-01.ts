import type { Rule } from "../../rule";
import { terraformInputs } from "../kit/frameworks";
import { judgeVersion } from "../kit/lifecycle";
import { noticeParameters, versionChecks, versionFrameworks } from "../kit/versionRule";

/** Clusters and nodes run a Kubernetes that still gets corrections. */
export const rule: Rule = {
  metadata: {
    id: "VER-01",
    aliases: [],
    title: "Kubernetes is a supported version",
    control: "versions.cluster",
    severity: "medium",
    group: "versions",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_cluster", "aws_eks_node_group"],
    rationale:
      "After its end a version costs six times as much on EKS for a year, and is then upgraded by AWS at a moment of its own choice.",
    remediation:
      "Upgrade one minor version at a time: version of aws_eks_cluster, then of aws_eks_node_group, then the add-ons.",
    parameters: noticeParameters,
    checks: versionChecks("VER-01", "Kubernetes"),
    frameworks: versionFrameworks,
  },

  evaluate: (node, context) =>
    node.mode === "data"
      ? []
      : judgeVersion(node, "version", "kubernetes", context, { rule: "VER-01", name: "Kubernetes" }),
};
