/** Rules of the group `backup-and-recovery`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as alb05 } from "./ALB-05";
import { rule as bkp02 } from "./BKP-02";
import { rule as bkp03 } from "./BKP-03";
import { rule as bkp04 } from "./BKP-04";
import { rule as cache05 } from "./CACHE-05";
import { rule as cache06 } from "./CACHE-06";
import { rule as ddb02 } from "./DDB-02";
import { rule as k8s18 } from "./K8S-18";
import { rule as k8s20 } from "./K8S-20";
import { rule as life01 } from "./LIFE-01";
import { rule as os10 } from "./OS-10";
import { rule as rds04 } from "./RDS-04";
import { rule as rds05 } from "./RDS-05";
import { rule as rds08 } from "./RDS-08";
import { rule as rds17 } from "./RDS-17";
import { rule as s304 } from "./S3-04";
import { rule as s312 } from "./S3-12";

export const backupAndRecoveryRules: readonly Rule[] = [
  alb05,
  bkp02,
  bkp03,
  bkp04,
  cache05,
  cache06,
  ddb02,
  k8s18,
  k8s20,
  life01,
  os10,
  rds04,
  rds05,
  rds08,
  rds17,
  s304,
  s312,
];
