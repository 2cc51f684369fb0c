import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { oneOf } from "../kit/predicates";

/** A tag means the same image for ever. */
export const rule: Rule = {
  metadata: {
    id: "ECR-01",
    aliases: [],
    title: "Tags of images cannot be moved",
    control: "workload-hardening.immutable-tags",
    severity: "medium",
    group: "workload-hardening",
    inputs: terraformInputs,
    resourceTypes: ["aws_ecr_repository"],
    rationale:
      "Where a tag can be moved, what was scanned and approved is not what runs: whoever may push replaces it unseen.",
    remediation: 'Set image_tag_mutability = "IMMUTABLE".',
    parameters: {},
    checks: [
      {
        id: "ECR-01.immutable",
        title: "Tags of the repository are immutable",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_51"], trivy: ["AVD-AWS-0031"], fsbp: ["ECR.2"] },
      },
    ],
    frameworks: frameworks({ nist: ["CM-2", "SI-7"], iso: ["A.8.9"], digit: ["vulnerability"] }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    return [
      judge(node, "image_tag_mutability", oneOf(["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]), {
        check: "ECR-01.immutable",
        fails: "A tag of the repository can be moved to another image",
        passes: "A tag of the repository always means the same image",
      }),
    ];
  },
};
