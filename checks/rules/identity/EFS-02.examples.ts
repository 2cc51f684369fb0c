import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const user = { uid: 1000, gid: 1000 };

export const examples: RuleExamples = [
  example("efs-02-good", {
    resource: {
      aws_efs_access_point: {
        app: { file_system_id: "fs-0a1b2c3d", root_directory: { path: "/app" }, posix_user: user },
        list: { file_system_id: "fs-0a1b2c3d", root_directory: [{ path: "/app" }], posix_user: [user] },
      },
    },
  }),
  example(
    "efs-02-bad",
    {
      resource: {
        aws_efs_access_point: {
          root: { file_system_id: "fs-0a1b2c3d", root_directory: { path: "/" }, posix_user: user },
          silent: { file_system_id: "fs-0a1b2c3d" },
        },
      },
    },
    {
      fails: [
        ["EFS-02.root-directory", "aws_efs_access_point.root"],
        ["EFS-02.root-directory", "aws_efs_access_point.silent"],
        ["EFS-02.user", "aws_efs_access_point.silent"],
      ],
    },
  ),
];
