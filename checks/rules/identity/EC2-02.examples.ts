import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("ec2-02-good", {
    resource: {
      aws_launch_template: {
        silent: { metadata_options: { http_tokens: "required" } },
        one: { metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 } },
      },
    },
  }),
  example(
    "ec2-02-bad",
    {
      resource: {
        aws_launch_template: {
          two: { metadata_options: { http_tokens: "required", http_put_response_hop_limit: 2 } },
          text: { metadata_options: [{ http_put_response_hop_limit: "64" }] },
        },
      },
    },
    {
      fails: [
        ["EC2-02.hop-limit", "aws_launch_template.two"],
        ["EC2-02.hop-limit", "aws_launch_template.text"],
      ],
    },
  ),
];
