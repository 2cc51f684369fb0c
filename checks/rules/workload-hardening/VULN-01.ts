import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { numberParameter } from "../kit/parameters";
import { atMost, every, includesAll } from "../kit/predicates";

/** Images and machines are looked through for known weaknesses, and corrections are not held back. */
export const rule: Rule = {
  metadata: {
    id: "VULN-01",
    aliases: [],
    title: "Images and machines are scanned, and corrections are not held back",
    control: "workload-hardening.vulnerability-scan",
    severity: "medium",
    group: "workload-hardening",
    inputs: terraformInputs,
    resourceTypes: ["aws_inspector2_enabler", "aws_ssm_patch_baseline"],
    rationale:
      "A weakness becomes known long after the image was scanned on its push; only a scan that goes on finds it in what runs.",
    remediation:
      "Set resource_types = [EC2, ECR] in aws_inspector2_enabler, and approval_rule.approve_after_days to no more than the parameter patchDays.",
    parameters: {
      patchDays: { description: "Days for which a correction may wait before machines take it", default: 30 },
    },
    checks: [
      {
        id: "VULN-01.images",
        title: "Inspector scans images",
        severity: "medium",
        equivalents: { fsbp: ["Inspector.2"] },
      },
      {
        id: "VULN-01.machines",
        title: "Inspector scans machines",
        severity: "medium",
        equivalents: { fsbp: ["Inspector.1"] },
      },
      {
        id: "VULN-01.patch-age",
        title: "Machines take corrections in time",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({ nist: ["RA-5", "SI-2"], iso: ["A.8.8"], digit: ["vulnerability"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (node.mode === "data") return [];
    if (node.type === "aws_ssm_patch_baseline") return judgeBaseline(node, numberParameter(context, "patchDays", 30));
    return [
      judge(node, "resource_types", includesAll(["ECR"]), {
        check: "VULN-01.images",
        fails: "Images are not scanned once they have been pushed",
        passes: "Images are scanned for as long as they are kept",
      }),
      judge(node, "resource_types", includesAll(["EC2"]), {
        check: "VULN-01.machines",
        fails: "Machines are not scanned",
        passes: "Machines are scanned",
      }),
    ];
  },
};

/** A baseline without rules of approval takes what is named, and says nothing of time. */
function judgeBaseline(node: ResourceNode, days: number): readonly CheckResult[] {
  const path = "approval_rule";
  const rules = node.blocks(path);
  if (rules.items.length === 0 && rules.unknown === undefined) return [];
  const waits = rules.items.map((rule) => rule.get("approve_after_days")).filter(({ kind }) => kind !== "absent");
  return [
    verdict(
      every([...waits.map((wait) => atMost(days).ask(wait)), rules.unknown === undefined ? "yes" : "unknown"]),
      {
        path,
        expected: `approve_after_days <= ${days}`,
        actual: null,
        reason: rules.unknown ?? "how long a correction waits is not known",
      },
      {
        check: "VULN-01.patch-age",
        fails: `Corrections wait for more than ${days} days`,
        passes: `Corrections wait for ${days} days at most`,
      },
    ),
  ];
}
