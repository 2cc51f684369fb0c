import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const endpoints = (...services: readonly string[]): JsonObject =>
  Object.fromEntries(
    services.map((service) => [
      service.replace(".", "_"),
      {
        vpc_id: ref("aws_vpc.main.id"),
        service_name: `com.amazonaws.ap-south-1.${service}`,
        vpc_endpoint_type: service === "s3" ? "Gateway" : "Interface",
      },
    ]),
  );
const network: JsonObject = {
  aws_vpc: { main: { cidr_block: "10.20.0.0/16" } },
  aws_subnet: { app: { vpc_id: ref("aws_vpc.main.id"), cidr_block: "10.20.1.0/24" } },
};

export const examples: RuleExamples = [
  example("vpce-01-good", {
    resource: {
      ...network,
      aws_vpc_endpoint: endpoints("ecr.api", "ecr.dkr", "kms", "logs", "s3", "secretsmanager", "sts"),
    },
  }),
  example("vpce-01-good-nothing-private", { resource: { aws_vpc: { main: { cidr_block: "10.20.0.0/16" } } } }),
  example(
    "vpce-01-bad-only-some",
    { resource: { ...network, aws_vpc_endpoint: endpoints("s3", "ecr.api") } },
    { fails: [["VPCE-01.endpoints", "aws_vpc.main"]] },
  ),
];
