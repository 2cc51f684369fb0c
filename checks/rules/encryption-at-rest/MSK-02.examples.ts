import type { RuleExamples } from "../../rule";
import { ref, rootModule } from "../kit/example";

const cluster = {
  kafka_version: "3.6.0",
  number_of_broker_nodes: 3,
  broker_node_group_info: {
    instance_type: "kafka.t3.small",
    client_subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718", "subnet-2a1b2c3d4e5f60718"],
    security_groups: ["sg-0a1b2c3d4e5f60718"],
  },
};

export const examples: RuleExamples = [
  {
    name: "good",
    terraform: rootModule({
      resource: {
        aws_kms_key: { msk_02_own: { description: "msk-02" } },
        aws_msk_cluster: {
          msk_02_own: {
            ...cluster,
            cluster_name: "msk-02-own",
            encryption_info: { encryption_at_rest_kms_key_arn: ref("aws_kms_key.msk_02_own.arn") },
          },
        },
      },
    }),
    fails: [],
  },
  {
    name: "bad",
    terraform: rootModule({
      resource: {
        aws_msk_cluster: {
          msk_02_absent: { ...cluster, cluster_name: "msk-02-absent" },
          msk_02_transit: {
            ...cluster,
            cluster_name: "msk-02-transit",
            encryption_info: { encryption_in_transit: { client_broker: "TLS" } },
          },
        },
      },
    }),
    fails: [
      { check: "MSK-02.customer-key", resource: "aws_msk_cluster.msk_02_absent" },
      { check: "MSK-02.customer-key", resource: "aws_msk_cluster.msk_02_transit" },
    ],
  },
];
