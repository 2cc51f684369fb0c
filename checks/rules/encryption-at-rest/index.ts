/** Rules of the group `encryption-at-rest`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as bkp01 } from "./BKP-01";
import { rule as cache01 } from "./CACHE-01";
import { rule as cache04 } from "./CACHE-04";
import { rule as ddb01 } from "./DDB-01";
import { rule as ebs01 } from "./EBS-01";
import { rule as ebs02 } from "./EBS-02";
import { rule as ebs03 } from "./EBS-03";
import { rule as ebs04 } from "./EBS-04";
import { rule as ebs05 } from "./EBS-05";
import { rule as ecr03 } from "./ECR-03";
import { rule as efs01 } from "./EFS-01";
import { rule as eks04 } from "./EKS-04";
import { rule as kms01 } from "./KMS-01";
import { rule as kms02 } from "./KMS-02";
import { rule as kms03 } from "./KMS-03";
import { rule as kms04 } from "./KMS-04";
import { rule as log02 } from "./LOG-02";
import { rule as msg01 } from "./MSG-01";
import { rule as msk02 } from "./MSK-02";
import { rule as os01 } from "./OS-01";
import { rule as os02 } from "./OS-02";
import { rule as pv01 } from "./PV-01";
import { rule as rds01 } from "./RDS-01";
import { rule as rds02 } from "./RDS-02";
import { rule as rds11 } from "./RDS-11";
import { rule as rds12 } from "./RDS-12";
import { rule as s302 } from "./S3-02";
import { rule as s303 } from "./S3-03";
import { rule as trail01 } from "./TRAIL-01";

export const encryptionAtRestRules: readonly Rule[] = [
  bkp01,
  cache01,
  cache04,
  ddb01,
  ebs01,
  ebs02,
  ebs03,
  ebs04,
  ebs05,
  ecr03,
  efs01,
  eks04,
  kms01,
  kms02,
  kms03,
  kms04,
  log02,
  msg01,
  msk02,
  os01,
  os02,
  pv01,
  rds01,
  rds02,
  rds11,
  rds12,
  s302,
  s303,
  trail01,
];
