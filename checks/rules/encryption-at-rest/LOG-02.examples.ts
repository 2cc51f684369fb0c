import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

export const examples: RuleExamples = [
  {
    name: "customer-key",
    terraform: rootModule({
      resource: {
        aws_kms_key: { log_02_own: { description: "log-02" } },
        aws_cloudwatch_log_group: {
          log_02_own: { name: "/log-02/own", kms_key_id: ref("aws_kms_key.log_02_own.arn") },
        },
      },
    }),
    fails: [],
  },
  {
    name: "no-key",
    terraform: rootModule({
      resource: {
        aws_cloudwatch_log_group: {
          log_02_absent: { name: "/log-02/absent" },
          log_02_null: { name: "/log-02/null", kms_key_id: null },
        },
      },
    }),
    fails: [
      { check: "LOG-02.customer-key", resource: "aws_cloudwatch_log_group.log_02_absent" },
      { check: "LOG-02.customer-key", resource: "aws_cloudwatch_log_group.log_02_null" },
    ],
  },
];
