import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const group = "arn:aws:logs:ap-south-1:123456789012:log-group:search";
const log = (type: string, parts: JsonObject = {}): JsonObject => ({
  log_type: type,
  cloudwatch_log_group_arn: group,
  ...parts,
});

export const examples: RuleExamples = [
  example("os-07-good", {
    resource: {
      aws_opensearch_domain: {
        both: {
          domain_name: "os-07-both",
          log_publishing_options: [log("ES_APPLICATION_LOGS"), log("AUDIT_LOGS", { enabled: true })],
        },
      },
      aws_elasticsearch_domain: { old: { domain_name: "os-07-old", log_publishing_options: [log("AUDIT_LOGS")] } },
    },
  }),
  example(
    "os-07-bad",
    {
      resource: {
        aws_opensearch_domain: {
          silent: { domain_name: "os-07-silent" },
          slow: { domain_name: "os-07-slow", log_publishing_options: [log("INDEX_SLOW_LOGS")] },
          off: { domain_name: "os-07-off", log_publishing_options: log("AUDIT_LOGS", { enabled: false }) },
        },
      },
    },
    {
      fails: [
        ["OS-07.audit-logs", "aws_opensearch_domain.silent"],
        ["OS-07.audit-logs", "aws_opensearch_domain.slow"],
        ["OS-07.audit-logs", "aws_opensearch_domain.off"],
      ],
    },
  ),
];
