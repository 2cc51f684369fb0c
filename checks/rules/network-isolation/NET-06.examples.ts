import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const network: JsonObject = { main: { cidr_block: "10.20.0.0/16" } };
const own: JsonObject = { vpc_id: ref("aws_vpc.main.id") };

export const examples: RuleExamples = [
  example("net-06-good-emptied", {
    resource: { aws_vpc: network, aws_default_security_group: { main: own } },
  }),
  example("net-06-good-emptied-explicitly", {
    resource: { aws_vpc: network, aws_default_security_group: { main: { ...own, ingress: [], egress: [] } } },
  }),
  example(
    "net-06-bad-untouched",
    { resource: { aws_vpc: network } },
    { fails: [["NET-06.taken-over", "aws_vpc.main"]] },
  ),
  example(
    "net-06-bad-members-talk",
    {
      resource: {
        aws_vpc: network,
        aws_default_security_group: {
          main: {
            ...own,
            ingress: [
              {
                protocol: "-1",
                self: true,
                from_port: 0,
                to_port: 0,
                description: null,
                cidr_blocks: null,
                ipv6_cidr_blocks: null,
                prefix_list_ids: null,
                security_groups: null,
              },
            ],
          },
        },
      },
    },
    {
      fails: [
        ["NET-06.empty", "aws_default_security_group.main"],
        ["NET-06.taken-over", "aws_vpc.main"],
      ],
    },
  ),
  example(
    "net-06-bad-rule-added",
    {
      resource: {
        aws_vpc: network,
        aws_default_security_group: { main: own },
        aws_vpc_security_group_ingress_rule: {
          extra: {
            security_group_id: ref("aws_default_security_group.main.id"),
            ip_protocol: "tcp",
            from_port: 443,
            to_port: 443,
            cidr_ipv4: "10.0.0.0/8",
          },
        },
      },
    },
    {
      fails: [
        ["NET-06.empty", "aws_default_security_group.main"],
        ["NET-06.taken-over", "aws_vpc.main"],
      ],
    },
  ),
];
