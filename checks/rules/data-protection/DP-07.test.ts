import { judgedRows } from "../kit/judgedRows";
import { rule } from "./DP-07";

const resource = { aws_db_instance: { main: { identifier: "registry", snapshot_identifier: "registry-prod-1" } } };
const row = "DP-07.production-data aws_db_instance.main";

test.each([
  [true, []],
  [false, [`fail ${row}`]],
  [null, [`unknown ${row}`]],
])("the parameter decides before tags and names: %s", (production, rows) => {
  expect(judgedRows(rule, { resource }, { production })).toEqual(rows);
});

test("a snapshot that is looked up says of which database it is", () => {
  const data = { aws_db_snapshot: { latest: { db_instance_identifier: "registry-prod", most_recent: true } } };
  const main = { identifier: "registry-uat", snapshot_identifier: "$" + "{data.aws_db_snapshot.latest.id}" };
  expect(judgedRows(rule, { data, resource: { aws_db_instance: { main } } })).toEqual([`fail ${row}`]);
});
