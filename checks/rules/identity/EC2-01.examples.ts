import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const machine = (parts: JsonObject = {}): JsonObject => ({
  ami: "ami-0a1b2c3d4e5f60718",
  instance_type: "t4g.small",
  ...parts,
});
const required: JsonObject = { metadata_options: { http_tokens: "required" } };

export const examples: RuleExamples = [
  example("ec2-01-good", {
    resource: {
      aws_instance: {
        stated: machine(required),
        off: machine({ metadata_options: [{ http_endpoint: "disabled" }] }),
        by_template: machine({ launch_template: { id: ref("aws_launch_template.nodes.id"), version: "1" } }),
      },
      aws_launch_template: { nodes: required },
    },
  }),
  example(
    "ec2-01-bad",
    {
      resource: {
        aws_instance: { silent: machine(), optional: machine({ metadata_options: { http_tokens: "optional" } }) },
        aws_launch_template: { silent: { image_id: "ami-0a1b2c3d4e5f60718" } },
        aws_launch_configuration: { silent: { image_id: "ami-0a1b2c3d4e5f60718", instance_type: "t3.small" } },
      },
    },
    {
      fails: [
        ["EC2-01.tokens", "aws_instance.silent"],
        ["EC2-01.tokens", "aws_instance.optional"],
        ["EC2-01.tokens", "aws_launch_template.silent"],
        ["EC2-01.tokens", "aws_launch_configuration.silent"],
      ],
    },
  ),
];
