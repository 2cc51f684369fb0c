import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";
import { aclRule, managedGroup, ownGroup, webAcl } from "../kit/webAclExample";

const abroad: JsonObject = { geo_match_statement: { country_codes: ["AQ"] } };
const classic = (rule: JsonObject): JsonObject => ({
  name: "waf05",
  metric_name: "waf05",
  default_action: { type: "ALLOW" },
  rule: [{ priority: 1, rule_id: "0f1e2d3c", type: "REGULAR", ...rule }],
});

export const examples: RuleExamples = [
  example("waf-05-good", {
    resource: {
      aws_wafv2_web_acl: {
        edge: webAcl("waf-05", [
          managedGroup("AWSManagedRulesCommonRuleSet"),
          managedGroup("AWSManagedRulesAmazonIpReputationList", {}, { priority: 2 }),
          aclRule("abroad", abroad, { priority: 3, action: { challenge: {} } }),
        ]),
      },
      aws_wafregional_web_acl: { older: classic({ action: { type: "BLOCK" } }) },
      aws_wafv2_rule_group: { own: ownGroup("waf-05-own", [aclRule("abroad", abroad, { action: { count: {} } })]) },
    },
  }),
  example("waf-05-good-no-rules", { resource: { aws_wafv2_web_acl: { edge: webAcl("waf-05-none", []) } } }),
  example(
    "waf-05-bad",
    {
      resource: {
        aws_wafv2_web_acl: {
          edge: webAcl("waf-05", [
            aclRule("first", abroad, { action: { block: {} } }),
            aclRule("second", abroad, { priority: 2, action: {} }),
          ]),
        },
        aws_wafregional_web_acl: { older: classic({}) },
      },
    },
    {
      fails: [
        ["WAF-05.actions", "aws_wafv2_web_acl.edge"],
        ["WAF-05.actions", "aws_wafregional_web_acl.older"],
      ],
    },
  ),
];
