import { judgedRows } from "../kit/judgedRows";
import { rule } from "./NET-09";

test("a default network that is looked up is used; another one that is looked up is no matter", () => {
  const rows = judgedRows(rule, {
    data: {
      aws_vpc: { default: { default: true }, own: { tags: { Name: "own" } } },
      aws_subnet: { default: { default_for_az: "true", availability_zone: "ap-south-1a" } },
    },
  });
  expect(rows).toEqual(["fail NET-09.looked-up data.aws_subnet.default", "fail NET-09.looked-up data.aws_vpc.default"]);
});
