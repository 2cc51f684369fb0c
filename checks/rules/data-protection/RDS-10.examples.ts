import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const snapshot = (parts: JsonObject = {}): JsonObject => ({
  db_instance_identifier: "rds-10",
  db_snapshot_identifier: "rds-10-copy",
  ...parts,
});

export const examples: RuleExamples = [
  example("rds-10-good", {
    resource: {
      aws_db_snapshot: { own: snapshot(), named: snapshot({ shared_accounts: ["123456789012"] }) },
    },
  }),
  example(
    "rds-10-bad-image-for-a-named-account",
    {
      resource: {
        aws_ami_launch_permission: { named: { image_id: "ami-0a1b2c3d4e5f60718", account_id: "123456789012" } },
      },
    },
    { fails: [["RDS-10.shared-image", "aws_ami_launch_permission.named"]] },
  ),
  example(
    "rds-10-bad",
    {
      resource: {
        aws_db_snapshot: { main: snapshot({ shared_accounts: ["123456789012", "all"] }) },
        aws_ami_launch_permission: { main: { image_id: "ami-0a1b2c3d4e5f60718", group: "all" } },
      },
    },
    {
      fails: [
        ["RDS-10.public", "aws_db_snapshot.main"],
        ["RDS-10.public", "aws_ami_launch_permission.main"],
        ["RDS-10.shared-image", "aws_ami_launch_permission.main"],
      ],
    },
  ),
];
