import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const role = { master_user_arn: "arn:aws:iam::123456789012:role/search" };

export const examples: RuleExamples = [
  example("os-09-good", {
    resource: {
      aws_opensearch_domain: {
        main: { domain_name: "os-09-main", advanced_security_options: { enabled: true, master_user_options: role } },
      },
      aws_elasticsearch_domain: {
        old: { domain_name: "os-09-old", advanced_security_options: [{ enabled: "true", master_user_options: role }] },
      },
    },
  }),
  example(
    "os-09-bad",
    {
      resource: {
        aws_opensearch_domain: {
          silent: { domain_name: "os-09-silent" },
          off: { domain_name: "os-09-off", advanced_security_options: { enabled: false } },
        },
        aws_elasticsearch_domain: { old: { domain_name: "os-09-older" } },
      },
    },
    {
      fails: [
        ["OS-09.fine-grained", "aws_opensearch_domain.silent"],
        ["OS-09.fine-grained", "aws_opensearch_domain.off"],
        ["OS-09.fine-grained", "aws_elasticsearch_domain.old"],
      ],
    },
  ),
];
