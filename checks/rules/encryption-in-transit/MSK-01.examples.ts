import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

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
        aws_msk_cluster: {
          msk_01_default: { ...cluster, cluster_name: "msk-01-default" },
          msk_01_stated: {
            ...cluster,
            cluster_name: "msk-01-stated",
            encryption_info: [{ encryption_in_transit: [{ client_broker: "TLS", in_cluster: true }] }],
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
          msk_01_both: {
            ...cluster,
            cluster_name: "msk-01-both",
            encryption_info: { encryption_in_transit: { client_broker: "TLS_PLAINTEXT" } },
          },
          msk_01_inside: {
            ...cluster,
            cluster_name: "msk-01-inside",
            encryption_info: { encryption_in_transit: { in_cluster: false } },
          },
        },
      },
    }),
    fails: [
      { check: "MSK-01.client-broker", resource: "aws_msk_cluster.msk_01_both" },
      { check: "MSK-01.in-cluster", resource: "aws_msk_cluster.msk_01_inside" },
    ],
  },
];
