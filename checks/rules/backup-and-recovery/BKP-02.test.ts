import type { Json, JsonObject } from "../../../common/json";
import { ref } from "../kit/example";
import { judgedRows } from "../kit/judgedRows";
import { rule } from "./BKP-02";

const selecting = (resources: Json): JsonObject => ({
  resource: {
    aws_backup_selection: {
      it: { name: "it", plan_id: "plan", iam_role_arn: "arn:aws:iam::123456789012:role/backup", resources },
    },
    aws_efs_file_system: { files: { encrypted: true } },
  },
});
const row = "BKP-02.selected aws_efs_file_system.files";

test("another resource that a selection mentions is not this store, wherever it is declared; what is looked up may be", () => {
  expect(judgedRows(rule, selecting([ref("aws_db_instance.elsewhere.arn")]))).toEqual([`fail ${row}`]);
  expect(judgedRows(rule, selecting([ref("aws_efs_file_system.elsewhere.arn")]))).toEqual([`fail ${row}`]);
  expect(judgedRows(rule, selecting([ref("data.aws_db_instance.elsewhere.arn")]))).toEqual([`fail ${row}`]);
  expect(judgedRows(rule, selecting([ref("data.aws_efs_file_system.elsewhere.arn")]))).toEqual([`unknown ${row}`]);
});
