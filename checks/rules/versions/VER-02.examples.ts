import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const instance = (engine: string, version: string | undefined): JsonObject => ({
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "digit",
  manage_master_user_password: true,
  engine,
  ...(version === undefined ? {} : { engine_version: version }),
});

/** Judged as of 1 January 2026. */
export const examples: RuleExamples = [
  example("ver-02-good", {
    resource: {
      aws_db_instance: {
        major: instance("postgres", "17"),
        minor: instance("postgres", "16.4"),
        newest: instance("postgres", undefined),
        mysql: instance("mysql", "8.4.5"),
        mariadb: instance("mariadb", "10.11.8"),
        oracle: { ...instance("oracle-se2", "19"), license_model: "license-included" },
      },
      aws_rds_cluster: {
        main: { cluster_identifier: "ver-02-main", engine: "aurora-postgresql", engine_version: "16.6" },
      },
    },
  }),
  example(
    "ver-02-bad",
    {
      resource: {
        aws_db_instance: {
          ended: instance("postgres", "12.19"),
          soon: instance("postgres", "13"),
          ancient: instance("postgres", "9.5.2"),
          mysql: instance("mysql", "5.7.44"),
          mariadb: instance("mariadb", "10.3.39"),
        },
        aws_rds_cluster: {
          main: { cluster_identifier: "ver-02-old", engine: "aurora-postgresql", engine_version: "11.21" },
        },
      },
    },
    {
      fails: [
        ["VER-02.supported", "aws_db_instance.ended"],
        ["VER-02.ends-soon", "aws_db_instance.soon"],
        ["VER-02.supported", "aws_db_instance.ancient"],
        ["VER-02.supported", "aws_db_instance.mysql"],
        ["VER-02.supported", "aws_db_instance.mariadb"],
        ["VER-02.supported", "aws_rds_cluster.main"],
      ],
    },
  ),
];
