import type { JsonObject } from "../../../common/json";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./EC2-03";

const machine = (address: string): JsonObject => ({
  ami: "ami-1",
  instance_type: "t4g.small",
  associate_public_ip_address: address,
});

test("what is neither true nor false is no public address", () => {
  const resource = { aws_instance: { yes: machine("true"), no: machine("false"), other: machine("v") } };
  expect(judgedRows(rule, { resource })).toEqual([
    "fail EC2-03.public-address aws_instance.yes",
    "pass EC2-03.public-address aws_instance.no",
    "unknown EC2-03.public-address aws_instance.other",
  ]);
});
