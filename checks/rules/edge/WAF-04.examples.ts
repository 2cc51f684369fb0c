import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";
import { managedGroup, webAcl } from "../kit/webAclExample";

const group = "AWSManagedRulesKnownBadInputsRuleSet";
const common = managedGroup("AWSManagedRulesCommonRuleSet");
const guarded = (rule: JsonObject): JsonObject => ({
  aws_lb: { edge: { subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"] } },
  aws_wafv2_web_acl: { edge: webAcl("waf-04", [rule]) },
  aws_wafv2_web_acl_association: {
    edge: { resource_arn: ref("aws_lb.edge.arn"), web_acl_arn: ref("aws_wafv2_web_acl.edge.arn") },
  },
});

export const examples: RuleExamples = [
  example("waf-04-good", { resource: guarded(managedGroup(group)) }),
  example("waf-04-good-other-rule-counts", {
    resource: {
      aws_wafv2_web_acl: {
        edge: webAcl("waf-04", [
          common,
          managedGroup(group, {
            rule_action_override: [
              { name: "Host_localhost_HEADER", action_to_use: { count: {} } },
              { name: "Log4JRCE_BODY", action_to_use: { block: {} } },
            ],
          }),
        ]),
      },
    },
  }),
  example(
    "waf-04-bad-missing",
    { resource: guarded(common) },
    {
      fails: [
        ["WAF-04.known-bad-inputs", "aws_wafv2_web_acl.edge"],
        ["WAF-04.load-balancer", "aws_lb.edge"],
      ],
    },
  ),
  example(
    "waf-04-bad-counts-only",
    {
      resource: {
        aws_wafv2_web_acl: {
          group: webAcl("waf-04-group", [managedGroup(group, {}, { override_action: { count: {} } })]),
          log4j: webAcl("waf-04-log4j", [
            managedGroup(group, {
              rule_action_override: [{ name: "Log4JRCE_HEADER", action_to_use: { count: {} } }],
            }),
          ]),
        },
      },
    },
    {
      fails: [
        ["WAF-04.known-bad-inputs", "aws_wafv2_web_acl.group"],
        ["WAF-04.known-bad-inputs", "aws_wafv2_web_acl.log4j"],
      ],
    },
  ),
];
