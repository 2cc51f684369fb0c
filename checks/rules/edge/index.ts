/** Rules of the group `edge`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as alb03 } from "./ALB-03";
import { rule as alb06 } from "./ALB-06";
import { rule as alb08 } from "./ALB-08";
import { rule as dns01 } from "./DNS-01";
import { rule as waf01 } from "./WAF-01";
import { rule as waf03 } from "./WAF-03";
import { rule as waf04 } from "./WAF-04";
import { rule as waf05 } from "./WAF-05";
import { rule as waf06 } from "./WAF-06";

export const edgeRules: readonly Rule[] = [alb03, alb06, alb08, dns01, waf01, waf03, waf04, waf05, waf06];
