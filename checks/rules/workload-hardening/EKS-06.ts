import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, shown, verdict } from "../kit/judge";
import { daysLeft, supportOf } from "../kit/lifecycle";
import type { Answer } from "../kit/predicates";

const words = {
  check: "EKS-06.offered",
  fails: "AWS no longer supports the cluster's Kubernetes version, not even for money",
  passes: "AWS supports the cluster's Kubernetes version",
};

/** The cluster runs a version that EKS still offers; VER-01 looks at the end of standard support. */
export const rule: Rule = {
  metadata: {
    id: "EKS-06",
    aliases: [],
    title: "The cluster has a Kubernetes version that EKS offers",
    control: "workload-hardening.cluster-version",
    severity: "medium",
    group: "workload-hardening",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_cluster"],
    rationale: "Weaknesses of a version that nobody supports stay open, and AWS upgrades the cluster without asking.",
    remediation: "Set version to one whose standard support has not ended, going up one minor version at a time.",
    parameters: {},
    checks: [
      {
        id: words.check,
        title: "Neither standard nor extended support has ended",
        severity: "medium",
        equivalents: { checkov: ["CKV_AWS_339"], fsbp: ["EKS.2"] },
      },
    ],
    frameworks: frameworks({ nist: ["SI-2"], iso: ["A.8.8"], digit: ["vulnerability"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const reading = node.get("version");
    const text = reading.kind === "known" ? textOf(reading.value) : undefined;
    const version = text?.kind === "text" ? text.text : undefined;
    const answer = reading.kind === "absent" ? "yes" : version === undefined ? "unknown" : isOffered(version, context);
    return [
      verdict(
        answer,
        {
          path: "version",
          expected: "a version that EKS offers",
          actual: shown(node, "version", reading),
          reason: causeOf(reading) ?? "the catalogue of versions does not know the version",
        },
        words,
      ),
    ];
  },
};

function isOffered(version: string, { now }: RuleContext): Answer {
  const support = supportOf("kubernetes", version);
  if (support.kind === "unknown") return "unknown";
  if (support.kind !== "dated") return support.kind === "newer" ? "yes" : "no";
  const last = support.extended ?? support.until;
  return last === null || daysLeft(last, now) > 0 ? "yes" : "no";
}
