import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";
import { aclRule, managedGroup, ownGroup, webAcl } from "../kit/webAclExample";

const rate = (statement: JsonObject, action: JsonObject = { block: {} }): JsonObject =>
  aclRule("rate", { rate_based_statement: { limit: 2000, ...statement } }, { action });

export const examples: RuleExamples = [
  example("waf-06-good", {
    resource: {
      aws_wafv2_web_acl: {
        by_default: webAcl("waf-06-default", [rate({})]),
        proxied: webAcl("waf-06-proxied", [
          rate(
            {
              aggregate_key_type: "FORWARDED_IP",
              forwarded_ip_config: { fallback_behavior: "MATCH", header_name: "X-Forwarded-For" },
            },
            { challenge: {} },
          ),
        ]),
        custom: webAcl("waf-06-custom", [
          rate({ aggregate_key_type: "CUSTOM_KEYS", custom_key: [{ ip: {} }, { http_method: {} }] }),
        ]),
        by_group: webAcl("waf-06-group", [
          aclRule(
            "own",
            { rule_group_reference_statement: { arn: ref("aws_wafv2_rule_group.own.arn") } },
            { override_action: { none: {} } },
          ),
        ]),
      },
      aws_wafv2_rule_group: { own: ownGroup("waf-06-own", [rate({ aggregate_key_type: "IP" })]) },
    },
  }),
  example(
    "waf-06-bad",
    {
      resource: {
        aws_wafv2_web_acl: {
          none: webAcl("waf-06-none", [managedGroup("AWSManagedRulesCommonRuleSet")]),
          counts: webAcl("waf-06-counts", [rate({}, { count: {} })]),
          all_together: webAcl("waf-06-all", [
            rate({
              aggregate_key_type: "CONSTANT",
              scope_down_statement: { geo_match_statement: { country_codes: ["AQ"] } },
            }),
          ]),
        },
      },
    },
    {
      fails: [
        ["WAF-06.rate-limit", "aws_wafv2_web_acl.none"],
        ["WAF-06.rate-limit", "aws_wafv2_web_acl.counts"],
        ["WAF-06.rate-limit", "aws_wafv2_web_acl.all_together"],
      ],
    },
  ),
];
