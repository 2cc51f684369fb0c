import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const machine = (parts: JsonObject): JsonObject => ({ ami: "ami-0a1b2c3d", instance_type: "t3.micro", ...parts });
const templated = machine({
  launch_template: { id: ref("aws_launch_template.base.id"), version: "$Latest" },
});

export const examples: RuleExamples = [
  example("ec2-04-good", {
    resource: {
      aws_iam_instance_profile: { app: { name: "ec2-04-app", role: "app" } },
      aws_launch_template: { base: { iam_instance_profile: { name: "app" } } },
      aws_instance: {
        named: machine({ iam_instance_profile: "app" }),
        referring: machine({ iam_instance_profile: ref("aws_iam_instance_profile.app.name") }),
        templated,
      },
    },
  }),
  example(
    "ec2-04-bad",
    {
      resource: {
        aws_launch_template: { base: { instance_type: "t3.micro" } },
        aws_instance: { bare: machine({}), empty: machine({ iam_instance_profile: "" }), templated },
      },
    },
    {
      fails: [
        ["EC2-04.instance-profile", "aws_instance.bare"],
        ["EC2-04.instance-profile", "aws_instance.empty"],
        ["EC2-04.instance-profile", "aws_instance.templated"],
      ],
    },
  ),
  example(
    "ec2-04-template-of-somebody-else",
    { resource: { aws_instance: { app: machine({ launch_template: { name: "theirs" } }) } } },
    { unknowns: [["EC2-04.instance-profile", "aws_instance.app"]] },
  ),
];
