/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as alb01 } from "./ALB-01.examples";
import { examples as alb02 } from "./ALB-02.examples";
import { examples as alb07 } from "./ALB-07.examples";
import { examples as cache02 } from "./CACHE-02.examples";
import { examples as cache03 } from "./CACHE-03.examples";
import { examples as k8s17 } from "./K8S-17.examples";
import { examples as mesh01 } from "./MESH-01.examples";
import { examples as msg04 } from "./MSG-04.examples";
import { examples as msk01 } from "./MSK-01.examples";
import { examples as msk05 } from "./MSK-05.examples";
import { examples as os03 } from "./OS-03.examples";
import { examples as os04 } from "./OS-04.examples";
import { examples as os05 } from "./OS-05.examples";
import { examples as rds07 } from "./RDS-07.examples";
import { examples as rds13 } from "./RDS-13.examples";
import { examples as s307 } from "./S3-07.examples";

export const encryptionInTransitExamples: Readonly<Record<string, RuleExamples>> = {
  "ALB-01": alb01,
  "ALB-02": alb02,
  "ALB-07": alb07,
  "CACHE-02": cache02,
  "CACHE-03": cache03,
  "K8S-17": k8s17,
  "MESH-01": mesh01,
  "MSG-04": msg04,
  "MSK-01": msk01,
  "MSK-05": msk05,
  "OS-03": os03,
  "OS-04": os04,
  "OS-05": os05,
  "RDS-07": rds07,
  "RDS-13": rds13,
  "S3-07": s307,
};
