/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as alb04 } from "./ALB-04.examples";
import { examples as cache09 } from "./CACHE-09.examples";
import { examples as cfg01 } from "./CFG-01.examples";
import { examples as dns02 } from "./DNS-02.examples";
import { examples as eks03 } from "./EKS-03.examples";
import { examples as gd01 } from "./GD-01.examples";
import { examples as ids01 } from "./IDS-01.examples";
import { examples as log01 } from "./LOG-01.examples";
import { examples as log03 } from "./LOG-03.examples";
import { examples as log04 } from "./LOG-04.examples";
import { examples as log05 } from "./LOG-05.examples";
import { examples as msk03 } from "./MSK-03.examples";
import { examples as net05 } from "./NET-05.examples";
import { examples as os06 } from "./OS-06.examples";
import { examples as os07 } from "./OS-07.examples";
import { examples as rds06 } from "./RDS-06.examples";
import { examples as rds16 } from "./RDS-16.examples";
import { examples as s305 } from "./S3-05.examples";
import { examples as s308 } from "./S3-08.examples";
import { examples as time01 } from "./TIME-01.examples";
import { examples as trail02 } from "./TRAIL-02.examples";
import { examples as trail03 } from "./TRAIL-03.examples";
import { examples as trail04 } from "./TRAIL-04.examples";
import { examples as trail05 } from "./TRAIL-05.examples";
import { examples as trail06 } from "./TRAIL-06.examples";
import { examples as waf02 } from "./WAF-02.examples";

export const auditAndRetentionExamples: Readonly<Record<string, RuleExamples>> = {
  "ALB-04": alb04,
  "CACHE-09": cache09,
  "CFG-01": cfg01,
  "DNS-02": dns02,
  "EKS-03": eks03,
  "GD-01": gd01,
  "IDS-01": ids01,
  "LOG-01": log01,
  "LOG-03": log03,
  "LOG-04": log04,
  "LOG-05": log05,
  "MSK-03": msk03,
  "NET-05": net05,
  "OS-06": os06,
  "OS-07": os07,
  "RDS-06": rds06,
  "RDS-16": rds16,
  "S3-05": s305,
  "S3-08": s308,
  "TIME-01": time01,
  "TRAIL-02": trail02,
  "TRAIL-03": trail03,
  "TRAIL-04": trail04,
  "TRAIL-05": trail05,
  "TRAIL-06": trail06,
  "WAF-02": waf02,
};
