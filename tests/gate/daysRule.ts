import type { Rule } from "../../checks/rule";
import { terraformInputs } from "../../checks/rules/kit/frameworks";
import { judge } from "../../checks/rules/kit/judge";
import { atLeast } from "../../checks/rules/kit/predicates";

/** A rule over Terraform's built-in resource: the gate's cases need findings and unknowns, not a cloud's types. */
export const daysRule: Rule = {
  metadata: {
    id: "LOG-90",
    aliases: [],
    title: "Days are at least 180",
    control: "test.days",
    severity: "high",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["terraform_data"],
    rationale: "The gate needs something to refuse.",
    remediation: "Set input.days to 180 or more.",
    parameters: {},
    checks: [{ id: "LOG-90.days", title: "Days are at least 180", severity: "high", equivalents: {} }],
    frameworks: {},
  },
  evaluate(node) {
    if (node.get("input.days").kind === "absent") return [];
    return [
      judge(node, "input.days", atLeast(180), { check: "LOG-90.days", fails: "Too few days", passes: "Enough days" }),
    ];
  },
};
