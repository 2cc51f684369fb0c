import { judgedRows } from "../kit/judgedRows";
import { rule } from "./NET-12";

const parts = {
  resource: {
    aws_vpc_security_group_egress_rule: {
      sms: { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "198.41.0.16/28" },
    },
  },
};

test("a declared third party is no stranger", () => {
  const row = "NET-12.declared-egress aws_vpc_security_group_egress_rule.sms";
  expect(judgedRows(rule, parts)).toEqual([`fail ${row}`]);
  expect(judgedRows(rule, parts, { declaredEgress: ["198.41.0.0/24"] })).toEqual([`pass ${row}`]);
});
