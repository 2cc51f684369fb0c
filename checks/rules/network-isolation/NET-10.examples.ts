import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const group: JsonObject = { description: "Application", vpc_id: "vpc-0a1b2c3d" };
const id = (label: string): string => ref(`aws_security_group.${label}.id`);

export const examples: RuleExamples = [
  example("net-10-good", {
    resource: {
      aws_security_group: { machine: group, template: group, attached: group, other: group },
      aws_instance: {
        main: {
          ami: "ami-0a1b2c3d4e5f60718",
          instance_type: "t4g.small",
          vpc_security_group_ids: [id("machine")],
        },
      },
      aws_launch_template: {
        main: { network_interfaces: [{ device_index: 0 }, { security_groups: [id("template")] }] },
      },
      aws_network_interface_sg_attachment: {
        main: { security_group_id: id("attached"), network_interface_id: "eni-0a1b2c3d" },
      },
      aws_ssm_parameter: {
        main: { name: "net-10-groups", type: "String", value: `{"groups": ["${id("other")}"]}` },
      },
    },
  }),
  example(
    "net-10-bad",
    {
      resource: {
        aws_security_group: { unused: group, named_as_source: group, app: group },
        aws_vpc_security_group_ingress_rule: {
          app: {
            security_group_id: id("app"),
            referenced_security_group_id: id("named_as_source"),
            ip_protocol: "tcp",
            from_port: 443,
            to_port: 443,
          },
        },
      },
    },
    {
      fails: [
        ["NET-10.attached", "aws_security_group.unused"],
        ["NET-10.attached", "aws_security_group.named_as_source"],
        ["NET-10.attached", "aws_security_group.app"],
      ],
    },
  ),
];
