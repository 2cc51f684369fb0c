import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const instance = (identifier: string, parts: JsonObject): JsonObject => ({
  identifier,
  instance_class: "db.t4g.medium",
  skip_final_snapshot: true,
  ...parts,
});
const fresh: JsonObject = {
  engine: "postgres",
  allocated_storage: 20,
  username: "digit",
  manage_master_user_password: true,
};
const cluster = (identifier: string, parts: JsonObject): JsonObject => ({
  cluster_identifier: identifier,
  engine: "aurora-postgresql",
  skip_final_snapshot: true,
  ...parts,
});
const staging: JsonObject = { tags: { environment: "staging" } };

export const examples: RuleExamples = [
  example("dp-07-good", {
    resource: {
      aws_db_instance: {
        fresh: instance("dp-07-uat", fresh),
        production: instance("dp-07-production", { snapshot_identifier: "dp-07-prod-2025-01-01" }),
        masked: instance("dp-07-test", { snapshot_identifier: "dp-07-test-masked" }),
      },
    },
  }),
  example(
    "dp-07-bad",
    {
      resource: {
        aws_db_instance: {
          by_name: instance("dp-07-dev", { snapshot_identifier: "rds:dp-07-prod-2025-01-01" }),
          by_source: instance("dp-07-copy", {
            restore_to_point_in_time: {
              source_db_instance_identifier: ref("aws_db_instance.live.identifier"),
              use_latest_restorable_time: true,
            },
            ...staging,
          }),
          live: instance("dp-07-live", { ...fresh, tags: { Environment: "Production" } }),
        },
        aws_rds_cluster: {
          by_tag: cluster("dp-07-cluster", { snapshot_identifier: "dp-07-production-final", ...staging }),
        },
      },
    },
    {
      fails: [
        ["DP-07.production-data", "aws_db_instance.by_name"],
        ["DP-07.production-data", "aws_db_instance.by_source"],
        ["DP-07.production-data", "aws_rds_cluster.by_tag"],
      ],
    },
  ),
  example(
    "dp-07-open",
    {
      resource: {
        aws_db_instance: {
          source_unsaid: instance("dp-07-uat-2", { snapshot_identifier: "registry-2025-01-01" }),
          own_unsaid: instance("dp-07-registry", { snapshot_identifier: "registry-prod-2025-01-01" }),
        },
      },
    },
    {
      unknowns: [
        ["DP-07.production-data", "aws_db_instance.source_unsaid"],
        ["DP-07.production-data", "aws_db_instance.own_unsaid"],
      ],
    },
  ),
];
