/** Rules of the group `identity`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as ec201 } from "./EC2-01";
import { rule as ec202 } from "./EC2-02";
import { rule as ec204 } from "./EC2-04";
import { rule as ecr04 } from "./ECR-04";
import { rule as efs02 } from "./EFS-02";
import { rule as iam01 } from "./IAM-01";
import { rule as iam02 } from "./IAM-02";
import { rule as iam03 } from "./IAM-03";
import { rule as iam04 } from "./IAM-04";
import { rule as iam05 } from "./IAM-05";
import { rule as iam06 } from "./IAM-06";
import { rule as iam07 } from "./IAM-07";
import { rule as iam08 } from "./IAM-08";
import { rule as iam09 } from "./IAM-09";
import { rule as k8s14 } from "./K8S-14";
import { rule as k8s19 } from "./K8S-19";
import { rule as msg03 } from "./MSG-03";
import { rule as os09 } from "./OS-09";
import { rule as os11 } from "./OS-11";
import { rule as rds09 } from "./RDS-09";
import { rule as s306 } from "./S3-06";
import { rule as s310 } from "./S3-10";
import { rule as s311 } from "./S3-11";

export const identityRules: readonly Rule[] = [
  ec201,
  ec202,
  ec204,
  ecr04,
  efs02,
  iam01,
  iam02,
  iam03,
  iam04,
  iam05,
  iam06,
  iam07,
  iam08,
  iam09,
  k8s14,
  k8s19,
  msg03,
  os09,
  os11,
  rds09,
  s306,
  s310,
  s311,
];
