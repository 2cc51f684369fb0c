import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

export const examples: RuleExamples = [
  example("net-09-good", {
    resource: { aws_vpc: { main: { cidr_block: "10.20.0.0/16" } } },
  }),
  example(
    "net-09-bad-managed",
    {
      resource: {
        aws_default_vpc: { main: {} },
        aws_default_subnet: { main: { availability_zone: "ap-south-1a" } },
      },
    },
    {
      fails: [
        ["NET-09.managed", "aws_default_vpc.main"],
        ["NET-09.managed", "aws_default_subnet.main"],
      ],
    },
  ),
];
