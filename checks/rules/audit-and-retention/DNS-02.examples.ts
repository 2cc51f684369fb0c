import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("dns-02-good", {
    resource: {
      aws_route53_zone: {
        public: { name: "digit.example.org" },
        private: { name: "inside.example.org", vpc: { vpc_id: "vpc-0a1b2c3d" } },
      },
      aws_route53_query_log: {
        public: {
          zone_id: ref("aws_route53_zone.public.zone_id"),
          cloudwatch_log_group_arn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/digit",
        },
      },
    },
  }),
  example(
    "dns-02-bad",
    {
      resource: {
        aws_route53_zone: { silent: { name: "silent.example.org" }, other: { name: "other.example.org" } },
        aws_route53_query_log: {
          other: {
            zone_id: ref("aws_route53_zone.other.id"),
            cloudwatch_log_group_arn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/other",
          },
        },
      },
    },
    { fails: [["DNS-02.query-log", "aws_route53_zone.silent"]] },
  ),
];
