/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as ec201 } from "./EC2-01.examples";
import { examples as ec202 } from "./EC2-02.examples";
import { examples as ec204 } from "./EC2-04.examples";
import { examples as ecr04 } from "./ECR-04.examples";
import { examples as efs02 } from "./EFS-02.examples";
import { examples as iam01 } from "./IAM-01.examples";
import { examples as iam02 } from "./IAM-02.examples";
import { examples as iam03 } from "./IAM-03.examples";
import { examples as iam04 } from "./IAM-04.examples";
import { examples as iam05 } from "./IAM-05.examples";
import { examples as iam06 } from "./IAM-06.examples";
import { examples as iam07 } from "./IAM-07.examples";
import { examples as iam08 } from "./IAM-08.examples";
import { examples as iam09 } from "./IAM-09.examples";
import { examples as k8s14 } from "./K8S-14.examples";
import { examples as k8s19 } from "./K8S-19.examples";
import { examples as msg03 } from "./MSG-03.examples";
import { examples as os09 } from "./OS-09.examples";
import { examples as os11 } from "./OS-11.examples";
import { examples as rds09 } from "./RDS-09.examples";
import { examples as s306 } from "./S3-06.examples";
import { examples as s310 } from "./S3-10.examples";
import { examples as s311 } from "./S3-11.examples";

export const identityExamples: Readonly<Record<string, RuleExamples>> = {
  "EC2-01": ec201,
  "EC2-02": ec202,
  "EC2-04": ec204,
  "ECR-04": ecr04,
  "EFS-02": efs02,
  "IAM-01": iam01,
  "IAM-02": iam02,
  "IAM-03": iam03,
  "IAM-04": iam04,
  "IAM-05": iam05,
  "IAM-06": iam06,
  "IAM-07": iam07,
  "IAM-08": iam08,
  "IAM-09": iam09,
  "K8S-14": k8s14,
  "K8S-19": k8s19,
  "MSG-03": msg03,
  "OS-09": os09,
  "OS-11": os11,
  "RDS-09": rds09,
  "S3-06": s306,
  "S3-10": s310,
  "S3-11": s311,
};
