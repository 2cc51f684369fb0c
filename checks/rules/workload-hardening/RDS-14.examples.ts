import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const instance = (parts: JsonObject): JsonObject => ({
  instance_class: "db.t4g.medium",
  allocated_storage: 20,
  username: "digit",
  engine: "postgres",
  manage_master_user_password: true,
  ...parts,
});
const cache = (name: string, parts: JsonObject): JsonObject => ({
  cluster_id: name,
  node_type: "cache.t4g.small",
  num_cache_nodes: 1,
  engine: "redis",
  ...parts,
});
const off = { auto_minor_version_upgrade: false };

export const examples: RuleExamples = [
  example("rds-14-good", {
    resource: {
      aws_db_instance: { silent: instance({}), on: instance({ auto_minor_version_upgrade: "true" }) },
      aws_elasticache_cluster: {
        silent: cache("rds-14-silent", {}),
        plain: cache("rds-14-plain", { engine: "memcached", ...off }),
      },
      aws_rds_cluster: { aurora: { cluster_identifier: "rds-14-aurora", engine: "aurora-postgresql" } },
    },
  }),
  example(
    "rds-14-bad",
    {
      resource: {
        aws_db_instance: { off: instance(off) },
        aws_rds_cluster_instance: {
          off: {
            cluster_identifier: "theirs",
            instance_class: "db.r7g.large",
            engine: "aurora-postgresql",
            ...off,
          },
        },
        aws_elasticache_cluster: { off: cache("rds-14-off", off) },
        aws_elasticache_replication_group: {
          off: {
            replication_group_id: "rds-14-group",
            description: "Sessions",
            node_type: "cache.t4g.small",
            auto_minor_version_upgrade: "false",
          },
        },
      },
    },
    {
      fails: [
        ["RDS-14.database", "aws_db_instance.off"],
        ["RDS-14.database", "aws_rds_cluster_instance.off"],
        ["RDS-14.cache", "aws_elasticache_cluster.off"],
        ["RDS-14.cache", "aws_elasticache_replication_group.off"],
      ],
    },
  ),
];
