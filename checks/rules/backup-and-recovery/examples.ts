/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as alb05 } from "./ALB-05.examples";
import { examples as bkp02 } from "./BKP-02.examples";
import { examples as bkp03 } from "./BKP-03.examples";
import { examples as bkp04 } from "./BKP-04.examples";
import { examples as cache05 } from "./CACHE-05.examples";
import { examples as cache06 } from "./CACHE-06.examples";
import { examples as ddb02 } from "./DDB-02.examples";
import { examples as k8s18 } from "./K8S-18.examples";
import { examples as k8s20 } from "./K8S-20.examples";
import { examples as life01 } from "./LIFE-01.examples";
import { examples as os10 } from "./OS-10.examples";
import { examples as rds04 } from "./RDS-04.examples";
import { examples as rds05 } from "./RDS-05.examples";
import { examples as rds08 } from "./RDS-08.examples";
import { examples as rds17 } from "./RDS-17.examples";
import { examples as s304 } from "./S3-04.examples";
import { examples as s312 } from "./S3-12.examples";

export const backupAndRecoveryExamples: Readonly<Record<string, RuleExamples>> = {
  "ALB-05": alb05,
  "BKP-02": bkp02,
  "BKP-03": bkp03,
  "BKP-04": bkp04,
  "CACHE-05": cache05,
  "CACHE-06": cache06,
  "DDB-02": ddb02,
  "K8S-18": k8s18,
  "K8S-20": k8s20,
  "LIFE-01": life01,
  "OS-10": os10,
  "RDS-04": rds04,
  "RDS-05": rds05,
  "RDS-08": rds08,
  "RDS-17": rds17,
  "S3-04": s304,
  "S3-12": s312,
};
