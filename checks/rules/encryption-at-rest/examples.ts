/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as bkp01 } from "./BKP-01.examples";
import { examples as ebs01 } from "./EBS-01.examples";
import { examples as ebs03 } from "./EBS-03.examples";
import { examples as ebs05 } from "./EBS-05.examples";
import { examples as eks04 } from "./EKS-04.examples";
import { examples as kms01 } from "./KMS-01.examples";
import { examples as kms02 } from "./KMS-02.examples";
import { examples as kms03 } from "./KMS-03.examples";
import { examples as kms04 } from "./KMS-04.examples";
import { examples as log02 } from "./LOG-02.examples";
import { examples as rds01 } from "./RDS-01.examples";
import { examples as rds02 } from "./RDS-02.examples";
import { examples as rds12 } from "./RDS-12.examples";
import { examples as s303 } from "./S3-03.examples";
import { examples as trail01 } from "./TRAIL-01.examples";

export const encryptionAtRestExamples: Readonly<Record<string, RuleExamples>> = {
  "BKP-01": bkp01,
  "EBS-01": ebs01,
  "EBS-03": ebs03,
  "EBS-05": ebs05,
  "EKS-04": eks04,
  "KMS-01": kms01,
  "KMS-02": kms02,
  "KMS-03": kms03,
  "KMS-04": kms04,
  "LOG-02": log02,
  "RDS-01": rds01,
  "RDS-02": rds02,
  "RDS-12": rds12,
  "S3-03": s303,
  "TRAIL-01": trail01,
};
