import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const instance = {
  allocated_storage: 20,
  engine: "postgres",
  engine_version: "16.4",
  instance_class: "db.t4g.medium",
  username: "digit",
  manage_master_user_password: true,
  final_snapshot_identifier: "rds-08-final",
};
const cluster = { engine: "aurora-postgresql", master_username: "digit", manage_master_user_password: true };
const check = "RDS-08.multi-az";

function member(cluster: string, zone?: string) {
  return {
    cluster_identifier: ref(`aws_rds_cluster.${cluster}.id`),
    engine: "aurora-postgresql",
    instance_class: "db.t4g.medium",
    ...(zone === undefined ? {} : { availability_zone: zone }),
  };
}

export const examples: RuleExamples = [
  {
    name: "two-zones",
    terraform: rootModule({
      resource: {
        aws_db_instance: { rds_08_on: { ...instance, multi_az: true } },
        aws_rds_cluster: {
          rds_08_pair: cluster,
          rds_08_counted: cluster,
          rds_08_non_aurora: {
            engine: "postgres",
            engine_version: "16.4",
            db_cluster_instance_class: "db.m6gd.large",
            allocated_storage: 100,
            iops: 1000,
            storage_type: "io1",
            master_username: "digit",
            manage_master_user_password: true,
          },
        },
        aws_rds_cluster_instance: {
          rds_08_one: member("rds_08_pair", "ap-south-1a"),
          rds_08_two: member("rds_08_pair", "ap-south-1b"),
          rds_08_counted: { ...member("rds_08_counted"), count: 2 },
        },
      },
    }),
    fails: [],
  },
  {
    name: "one-zone",
    terraform: rootModule({
      resource: {
        aws_db_instance: { rds_08_off: { ...instance, multi_az: false }, rds_08_absent: instance },
        aws_rds_cluster: { rds_08_single: cluster, rds_08_same_zone: cluster },
        aws_rds_cluster_instance: {
          rds_08_alone: member("rds_08_single"),
          rds_08_first: member("rds_08_same_zone", "ap-south-1a"),
          rds_08_second: member("rds_08_same_zone", "ap-south-1a"),
        },
      },
    }),
    fails: [
      { check, resource: "aws_db_instance.rds_08_off" },
      { check, resource: "aws_db_instance.rds_08_absent" },
      { check, resource: "aws_rds_cluster.rds_08_single" },
      { check, resource: "aws_rds_cluster.rds_08_same_zone" },
    ],
  },
];
