import type { JsonObject } from "../../../common/json";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./IAM-04";

const lookUp = (parts: JsonObject): JsonObject => ({ data: { aws_iam_policy: { it: parts } } });

test("AWS's policy is not looked up either; planning one needs an account, so no example shows it", () => {
  const row = "IAM-04.administrator-policy data.aws_iam_policy.it";
  expect(judgedRows(rule, lookUp({ name: "IAMFullAccess" }))).toEqual([`fail ${row}`]);
  expect(judgedRows(rule, lookUp({ arn: "arn:aws:iam::aws:policy/AdministratorAccess" }))).toEqual([`fail ${row}`]);
  expect(judgedRows(rule, lookUp({ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }))).toEqual([`pass ${row}`]);
  expect(judgedRows(rule, lookUp({ path_prefix: "/digit/" }))).toEqual([]);
});
