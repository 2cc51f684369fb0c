import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./NET-06";

test("a rule that is added by the VPC's attribute fills the default group too", () => {
  const rows = judgedRows(rule, {
    resource: {
      aws_vpc: { main: { cidr_block: "10.20.0.0/16" } },
      aws_default_security_group: { main: { vpc_id: ref("aws_vpc.main.id") } },
      aws_vpc_security_group_ingress_rule: {
        extra: {
          security_group_id: ref("aws_vpc.main.default_security_group_id"),
          ip_protocol: "tcp",
          from_port: 443,
          to_port: 443,
          cidr_ipv4: "10.0.0.0/8",
        },
      },
    },
  });
  expect(rows).toEqual(["fail NET-06.empty aws_default_security_group.main", "fail NET-06.taken-over aws_vpc.main"]);
});
