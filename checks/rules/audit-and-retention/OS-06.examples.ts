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
  example("os-06-good", {
    resource: {
      aws_opensearch_domain: {
        one: { domain_name: "os-06-one", log_publishing_options: log("ES_APPLICATION_LOGS") },
        two: {
          domain_name: "os-06-two",
          log_publishing_options: [log("AUDIT_LOGS"), log("INDEX_SLOW_LOGS", { enabled: "true" })],
        },
      },
      aws_elasticsearch_domain: {
        old: { domain_name: "os-06-old", log_publishing_options: [log("SEARCH_SLOW_LOGS")] },
      },
    },
  }),
  example(
    "os-06-bad",
    {
      resource: {
        aws_opensearch_domain: {
          silent: { domain_name: "os-06-silent" },
          off: { domain_name: "os-06-off", log_publishing_options: [log("ES_APPLICATION_LOGS", { enabled: false })] },
          audit: { domain_name: "os-06-audit", log_publishing_options: [log("AUDIT_LOGS")] },
        },
      },
    },
    {
      fails: [
        ["OS-06.logs", "aws_opensearch_domain.silent"],
        ["OS-06.logs", "aws_opensearch_domain.off"],
        ["OS-06.logs", "aws_opensearch_domain.audit"],
      ],
    },
  ),
];
