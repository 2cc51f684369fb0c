import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const group = (parts: JsonObject = {}): JsonObject => ({ description: "Data", vpc_id: "vpc-0a1b2c3d", ...parts });
const egress = (ranges: JsonObject): JsonObject => ({
  description: "Out",
  protocol: "-1",
  from_port: 0,
  to_port: 0,
  cidr_blocks: null,
  ipv6_cidr_blocks: null,
  prefix_list_ids: null,
  security_groups: null,
  self: null,
  ...ranges,
});
const database: JsonObject = {
  main: {
    engine: "postgres",
    instance_class: "db.t4g.medium",
    allocated_storage: 20,
    username: "postgres",
    manage_master_user_password: true,
    skip_final_snapshot: true,
    vpc_security_group_ids: [ref("aws_security_group.data.id")],
  },
};

export const examples: RuleExamples = [
  example("net-03-good-no-egress", {
    resource: { aws_security_group: { data: group() }, aws_db_instance: database },
  }),
  example("net-03-good-egress-to-the-network", {
    resource: {
      aws_security_group: { data: group({ egress: [egress({ cidr_blocks: ["10.20.0.0/16"] })] }) },
      aws_db_instance: database,
    },
  }),
  example("net-03-good-one-port", {
    resource: {
      aws_security_group: {
        nodes: group({
          egress: [egress({ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] })],
        }),
      },
    },
  }),
  example(
    "net-03-bad-not-a-store",
    {
      resource: {
        aws_security_group: { nodes: group({ egress: [egress({ cidr_blocks: ["0.0.0.0/0"] })] }) },
        aws_security_group_rule: {
          all_tcp: {
            type: "egress",
            security_group_id: "sg-0a1b2c3d",
            protocol: "tcp",
            from_port: -1,
            to_port: -1,
            cidr_blocks: ["0.0.0.0/0"],
          },
        },
      },
    },
    {
      fails: [
        ["NET-03.other-egress", "aws_security_group.nodes"],
        ["NET-03.other-egress", "aws_security_group_rule.all_tcp"],
      ],
    },
  ),
  example(
    "net-03-bad-inline",
    {
      resource: {
        aws_security_group: { data: group({ egress: [egress({ cidr_blocks: ["0.0.0.0/0"] })] }) },
        aws_db_instance: database,
      },
    },
    { fails: [["NET-03.data-egress", "aws_security_group.data"]] },
  ),
  example(
    "net-03-bad-rule-resource",
    {
      resource: {
        aws_security_group: { data: group() },
        aws_vpc_security_group_egress_rule: {
          out: { security_group_id: ref("aws_security_group.data.id"), ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
        },
        aws_db_instance: database,
      },
    },
    { fails: [["NET-03.data-egress", "aws_vpc_security_group_egress_rule.out"]] },
  ),
];
