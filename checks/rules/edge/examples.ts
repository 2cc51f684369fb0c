/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as alb03 } from "./ALB-03.examples";
import { examples as alb06 } from "./ALB-06.examples";
import { examples as alb08 } from "./ALB-08.examples";
import { examples as dns01 } from "./DNS-01.examples";
import { examples as waf01 } from "./WAF-01.examples";
import { examples as waf03 } from "./WAF-03.examples";
import { examples as waf04 } from "./WAF-04.examples";
import { examples as waf05 } from "./WAF-05.examples";
import { examples as waf06 } from "./WAF-06.examples";

export const edgeExamples: Readonly<Record<string, RuleExamples>> = {
  "ALB-03": alb03,
  "ALB-06": alb06,
  "ALB-08": alb08,
  "DNS-01": dns01,
  "WAF-01": waf01,
  "WAF-03": waf03,
  "WAF-04": waf04,
  "WAF-05": waf05,
  "WAF-06": waf06,
};
