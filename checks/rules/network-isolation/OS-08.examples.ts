import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const domain = (options: JsonObject | null): JsonObject => ({ domain_name: "os-08", vpc_options: options });
const subnets = ["subnet-0a1b2c3d"];

export const examples: RuleExamples = [
  example("os-08-good", {
    resource: {
      aws_security_group: { search: { description: "Search", vpc_id: "vpc-0a1b2c3d" } },
      aws_opensearch_domain: {
        main: domain({ subnet_ids: subnets, security_group_ids: [ref("aws_security_group.search.id")] }),
      },
    },
  }),
  example(
    "os-08-bad",
    {
      resource: {
        aws_default_security_group: { main: { vpc_id: "vpc-0a1b2c3d" } },
        aws_opensearch_domain: {
          outside: domain(null),
          empty: domain({}),
          no_group: domain({ subnet_ids: subnets }),
          default_group: domain({
            subnet_ids: subnets,
            security_group_ids: [ref("aws_default_security_group.main.id")],
          }),
        },
      },
    },
    {
      fails: [
        ["OS-08.inside-network", "aws_opensearch_domain.outside"],
        ["OS-08.inside-network", "aws_opensearch_domain.empty"],
        ["OS-08.own-group", "aws_opensearch_domain.empty"],
        ["OS-08.own-group", "aws_opensearch_domain.no_group"],
        ["OS-08.own-group", "aws_opensearch_domain.default_group"],
      ],
    },
  ),
];
