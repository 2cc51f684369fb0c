/** Rules of the group `audit-and-retention`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as alb04 } from "./ALB-04";
import { rule as cache09 } from "./CACHE-09";
import { rule as cfg01 } from "./CFG-01";
import { rule as dns02 } from "./DNS-02";
import { rule as eks03 } from "./EKS-03";
import { rule as gd01 } from "./GD-01";
import { rule as ids01 } from "./IDS-01";
import { rule as log01 } from "./LOG-01";
import { rule as log03 } from "./LOG-03";
import { rule as log04 } from "./LOG-04";
import { rule as log05 } from "./LOG-05";
import { rule as msk03 } from "./MSK-03";
import { rule as net05 } from "./NET-05";
import { rule as os06 } from "./OS-06";
import { rule as os07 } from "./OS-07";
import { rule as rds06 } from "./RDS-06";
import { rule as rds16 } from "./RDS-16";
import { rule as s305 } from "./S3-05";
import { rule as s308 } from "./S3-08";
import { rule as time01 } from "./TIME-01";
import { rule as trail02 } from "./TRAIL-02";
import { rule as trail03 } from "./TRAIL-03";
import { rule as trail04 } from "./TRAIL-04";
import { rule as trail05 } from "./TRAIL-05";
import { rule as trail06 } from "./TRAIL-06";
import { rule as waf02 } from "./WAF-02";

export const auditAndRetentionRules: readonly Rule[] = [
  alb04,
  cache09,
  cfg01,
  dns02,
  eks03,
  gd01,
  ids01,
  log01,
  log03,
  log04,
  log05,
  msk03,
  net05,
  os06,
  os07,
  rds06,
  rds16,
  s305,
  s308,
  time01,
  trail02,
  trail03,
  trail04,
  trail05,
  trail06,
  waf02,
];
