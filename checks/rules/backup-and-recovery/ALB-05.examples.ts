import type { RuleExamples } from "../../rule";
import { rootModule } from "../kit/example";

const balancer = { internal: true, subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"] };

export const examples: RuleExamples = [
  {
    name: "protected",
    terraform: rootModule({
      resource: { aws_lb: { alb_05_on: { ...balancer, name: "alb-05-on", enable_deletion_protection: true } } },
    }),
    fails: [],
  },
  {
    name: "unprotected",
    terraform: rootModule({
      resource: {
        aws_lb: { alb_05_absent: { ...balancer, name: "alb-05-absent" } },
        aws_alb: { alb_05_off: { ...balancer, name: "alb-05-off", enable_deletion_protection: "false" } },
      },
    }),
    fails: [
      { check: "ALB-05.deletion-protection", resource: "aws_lb.alb_05_absent" },
      { check: "ALB-05.deletion-protection", resource: "aws_alb.alb_05_off" },
    ],
  },
];
