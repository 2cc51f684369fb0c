/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as bkp01 } from "./BKP-01.examples";
import { examples as cache01 } from "./CACHE-01.examples";
import { examples as cache04 } from "./CACHE-04.examples";
import { examples as ddb01 } from "./DDB-01.examples";
import { examples as ebs01 } from "./EBS-01.examples";
import { examples as ebs02 } from "./EBS-02.examples";
import { examples as ebs03 } from "./EBS-03.examples";
import { examples as ebs04 } from "./EBS-04.examples";
import { examples as ebs05 } from "./EBS-05.examples";
import { examples as ecr03 } from "./ECR-03.examples";
import { examples as efs01 } from "./EFS-01.examples";
import { examples as eks04 } from "./EKS-04.examples";
import { examples as kms01 } from "./KMS-01.examples";
import { examples as kms02 } from "./KMS-02.examples";
import { examples as kms03 } from "./KMS-03.examples";
import { examples as kms04 } from "./KMS-04.examples";
import { examples as log02 } from "./LOG-02.examples";
import { examples as msg01 } from "./MSG-01.examples";
import { examples as msk02 } from "./MSK-02.examples";
import { examples as os01 } from "./OS-01.examples";
import { examples as os02 } from "./OS-02.examples";
import { examples as pv01 } from "./PV-01.examples";
import { examples as rds01 } from "./RDS-01.examples";
import { examples as rds02 } from "./RDS-02.examples";
import { examples as rds11 } from "./RDS-11.examples";
import { examples as rds12 } from "./RDS-12.examples";
import { examples as s302 } from "./S3-02.examples";
import { examples as s303 } from "./S3-03.examples";
import { examples as trail01 } from "./TRAIL-01.examples";

export const encryptionAtRestExamples: Readonly<Record<string, RuleExamples>> = {
  "BKP-01": bkp01,
  "CACHE-01": cache01,
  "CACHE-04": cache04,
  "DDB-01": ddb01,
  "EBS-01": ebs01,
  "EBS-02": ebs02,
  "EBS-03": ebs03,
  "EBS-04": ebs04,
  "EBS-05": ebs05,
  "ECR-03": ecr03,
  "EFS-01": efs01,
  "EKS-04": eks04,
  "KMS-01": kms01,
  "KMS-02": kms02,
  "KMS-03": kms03,
  "KMS-04": kms04,
  "LOG-02": log02,
  "MSG-01": msg01,
  "MSK-02": msk02,
  "OS-01": os01,
  "OS-02": os02,
  "PV-01": pv01,
  "RDS-01": rds01,
  "RDS-02": rds02,
  "RDS-11": rds11,
  "RDS-12": rds12,
  "S3-02": s302,
  "S3-03": s303,
  "TRAIL-01": trail01,
};
