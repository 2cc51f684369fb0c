import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";
import { managedGroup, webAcl } from "../kit/webAclExample";

const classic = (parts: JsonObject = {}): JsonObject => ({
  name: "waf03",
  metric_name: "waf03",
  default_action: { type: "ALLOW" },
  ...parts,
});
const regular: JsonObject = { priority: 1, rule_id: "0f1e2d3c", type: "REGULAR", action: { type: "BLOCK" } };

export const examples: RuleExamples = [
  example("waf-03-good", {
    resource: {
      aws_wafv2_web_acl: { edge: webAcl("waf-03", [managedGroup("AWSManagedRulesCommonRuleSet")]) },
      aws_wafregional_web_acl: { older: classic({ rule: regular }) },
      aws_waf_web_acl: { oldest: classic({ rules: [regular] }) },
    },
  }),
  example(
    "waf-03-bad-no-rules",
    {
      resource: {
        aws_wafv2_web_acl: { edge: webAcl("waf-03", [], { default_action: [{ block: [{}] }] }) },
        aws_wafregional_web_acl: { older: classic() },
        aws_waf_web_acl: { oldest: classic() },
      },
    },
    {
      fails: [
        ["WAF-03.rules", "aws_wafv2_web_acl.edge"],
        ["WAF-03.rules", "aws_wafregional_web_acl.older"],
        ["WAF-03.rules", "aws_waf_web_acl.oldest"],
      ],
    },
  ),
  example(
    "waf-03-bad-no-default",
    {
      resource: {
        aws_wafv2_web_acl: {
          edge: webAcl("waf-03", [managedGroup("AWSManagedRulesCommonRuleSet")], { default_action: {} }),
        },
      },
    },
    { fails: [["WAF-03.default-action", "aws_wafv2_web_acl.edge"]] },
  ),
];
