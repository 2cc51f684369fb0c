import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

const subnet = (parts: JsonObject = {}): JsonObject => ({
  vpc_id: "vpc-0a1b2c3d",
  cidr_block: "10.20.1.0/24",
  ...parts,
});

export const examples: RuleExamples = [
  example("net-08-good", {
    resource: {
      aws_subnet: {
        by_default: subnet(),
        stated: subnet({ map_public_ip_on_launch: false }),
        edge: subnet({ map_public_ip_on_launch: true, tags: { tier: "edge" } }),
        balancers: subnet({ map_public_ip_on_launch: true, tags: { "kubernetes.io/role/elb": "1" } }),
      },
    },
  }),
  example(
    "net-08-bad",
    {
      resource: {
        aws_subnet: {
          app: subnet({ map_public_ip_on_launch: true, tags: { tier: "application" } }),
          internal: subnet({ map_public_ip_on_launch: "true", tags: { "kubernetes.io/role/internal-elb": "1" } }),
        },
      },
    },
    {
      fails: [
        ["NET-08.public-addresses", "aws_subnet.app"],
        ["NET-08.public-addresses", "aws_subnet.internal"],
      ],
    },
  ),
];
