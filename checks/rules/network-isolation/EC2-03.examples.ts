import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const machine = (parts: JsonObject = {}): JsonObject => ({
  ami: "ami-0a1b2c3d4e5f60718",
  instance_type: "t4g.small",
  ...parts,
});
const subnets = (parts: JsonObject = {}): JsonObject => ({
  app: { vpc_id: "vpc-0a1b2c3d", cidr_block: "10.20.1.0/24", ...parts },
});

export const examples: RuleExamples = [
  example("ec2-03-good", {
    resource: {
      aws_subnet: subnets(),
      aws_instance: {
        stated: machine({ associate_public_ip_address: false }),
        by_subnet: machine({ subnet_id: ref("aws_subnet.app.id") }),
      },
      aws_launch_template: {
        plain: { image_id: "ami-0a1b2c3d4e5f60718" },
        stated: { network_interfaces: [{ associate_public_ip_address: "false" }] },
      },
    },
  }),
  example(
    "ec2-03-bad-stated",
    {
      resource: {
        aws_instance: { main: machine({ associate_public_ip_address: true }) },
        aws_launch_template: { main: { network_interfaces: [{ associate_public_ip_address: "true" }] } },
      },
    },
    {
      fails: [
        ["EC2-03.public-address", "aws_instance.main"],
        ["EC2-03.public-address", "aws_launch_template.main"],
      ],
    },
  ),
  example(
    "ec2-03-bad-by-subnet",
    {
      resource: {
        aws_subnet: subnets({ map_public_ip_on_launch: true }),
        aws_instance: { main: machine({ subnet_id: ref("aws_subnet.app.id") }) },
      },
    },
    { fails: [["EC2-03.public-address", "aws_instance.main"]] },
  ),
  example(
    "ec2-03-bad-elastic-address",
    {
      resource: {
        aws_instance: { main: machine({ associate_public_ip_address: false }) },
        aws_eip: { main: { domain: "vpc", instance: ref("aws_instance.main.id") } },
      },
    },
    { fails: [["EC2-03.public-address", "aws_instance.main"]] },
  ),
];
