import type { RuleExamples } from "../../rule";
import { carriedHome } from "../kit/carriedHomeExample";
import { ref } from "../kit/example";
import { regions } from "../kit/regionExample";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("log-01-good", {
    resource: {
      aws_cloudwatch_log_group: {
        year: { name: "log-01-year", retention_in_days: 365 },
        text: { name: "log-01-text", retention_in_days: "400" },
        ever: { name: "log-01-ever" },
        zero: { name: "log-01-zero", retention_in_days: 0 },
      },
    },
  }),
  example(
    "log-01-bad",
    {
      variable: { log_01_days: { type: "number", default: 180 } },
      resource: {
        aws_cloudwatch_log_group: {
          month: { name: "log-01-month", retention_in_days: 30 },
          cert_in_only: { name: "log-01-half", retention_in_days: ref("var.log_01_days") },
        },
      },
    },
    {
      fails: [
        ["LOG-01.retention", "aws_cloudwatch_log_group.month"],
        ["LOG-01.retention", "aws_cloudwatch_log_group.cert_in_only"],
      ],
    },
  ),
  example("log-01-good-carried-home", { ...regions, resource: carriedHome("log-01-carried") }),
  example(
    "log-01-bad-carried-in-part",
    { ...regions, resource: carriedHome("log-01-part", { subscription: { filter_pattern: "NXDOMAIN" } }) },
    { fails: [["LOG-01.retention", "aws_cloudwatch_log_group.abroad"]] },
  ),
];
