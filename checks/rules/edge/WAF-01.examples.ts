import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const balancer = (parts: JsonObject = {}): JsonObject => ({
  subnets: ["subnet-0a1b2c3d", "subnet-1a2b3c4d"],
  ...parts,
});
const acl = "arn:aws:wafv2:ap-south-1:123456789012:regional/webacl/edge/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9";

export const examples: RuleExamples = [
  example("waf-01-good", {
    resource: {
      aws_lb: {
        edge: balancer(),
        inside: balancer({ internal: true }),
        pass_through: balancer({ load_balancer_type: "network" }),
      },
      aws_alb: { older: balancer({ internal: "false" }) },
      aws_wafv2_web_acl_association: {
        edge: { resource_arn: ref("aws_lb.edge.arn"), web_acl_arn: acl },
      },
      aws_wafregional_web_acl_association: {
        older: { resource_arn: ref("aws_alb.older.arn"), web_acl_id: "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9" },
      },
    },
  }),
  example(
    "waf-01-bad",
    {
      resource: {
        aws_lb: { edge: balancer(), other: balancer({ internal: false, load_balancer_type: "application" }) },
        aws_wafv2_web_acl_association: { edge: { resource_arn: ref("aws_lb.edge.arn"), web_acl_arn: acl } },
      },
    },
    { fails: [["WAF-01.web-acl", "aws_lb.other"]] },
  ),
];
