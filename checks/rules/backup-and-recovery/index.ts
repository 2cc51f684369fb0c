/** Rules of the group `backup-and-recovery`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as bkp04 } from "./BKP-04";
import { rule as rds04 } from "./RDS-04";
import { rule as rds05 } from "./RDS-05";
import { rule as rds08 } from "./RDS-08";
import { rule as rds17 } from "./RDS-17";
import { rule as s304 } from "./S3-04";

export const backupAndRecoveryRules: readonly Rule[] = [bkp04, rds04, rds05, rds08, rds17, s304];
