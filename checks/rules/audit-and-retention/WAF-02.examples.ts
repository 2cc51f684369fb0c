import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const visibility: JsonObject = {
  cloudwatch_metrics_enabled: true,
  metric_name: "waf-02",
  sampled_requests_enabled: false,
};
const acl: JsonObject = {
  edge: { name: "waf-02", scope: "REGIONAL", default_action: { allow: {} }, visibility_config: visibility },
};

export const examples: RuleExamples = [
  example("waf-02-good", {
    resource: {
      aws_wafv2_web_acl: acl,
      aws_wafv2_web_acl_logging_configuration: {
        edge: {
          resource_arn: ref("aws_wafv2_web_acl.edge.arn"),
          log_destination_configs: ["arn:aws:logs:ap-south-1:123456789012:log-group:aws-waf-logs-edge"],
        },
      },
    },
  }),
  example(
    "waf-02-bad",
    { resource: { aws_wafv2_web_acl: acl } },
    { fails: [["WAF-02.logging", "aws_wafv2_web_acl.edge"]] },
  ),
];
