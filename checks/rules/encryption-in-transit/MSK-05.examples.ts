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
          msk_05_iam: { ...cluster, cluster_name: "msk-05-iam", client_authentication: { sasl: { iam: true } } },
          msk_05_certificates: {
            ...cluster,
            cluster_name: "msk-05-certificates",
            client_authentication: {
              tls: {
                certificate_authority_arns: [
                  "arn:aws:acm-pca:ap-south-1:123456789012:certificate-authority/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
                ],
              },
              unauthenticated: false,
            },
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
          msk_05_absent: { ...cluster, cluster_name: "msk-05-absent" },
          msk_05_anonymous: {
            ...cluster,
            cluster_name: "msk-05-anonymous",
            client_authentication: { sasl: { scram: true }, unauthenticated: true },
          },
        },
      },
    }),
    fails: [
      { check: "MSK-05.authentication", resource: "aws_msk_cluster.msk_05_absent" },
      { check: "MSK-05.no-anonymous", resource: "aws_msk_cluster.msk_05_anonymous" },
    ],
  },
];
