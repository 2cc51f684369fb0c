/** Rules of the group `encryption-in-transit`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as alb01 } from "./ALB-01";
import { rule as alb02 } from "./ALB-02";
import { rule as alb07 } from "./ALB-07";
import { rule as cache02 } from "./CACHE-02";
import { rule as cache03 } from "./CACHE-03";
import { rule as k8s17 } from "./K8S-17";
import { rule as mesh01 } from "./MESH-01";
import { rule as msg04 } from "./MSG-04";
import { rule as msk01 } from "./MSK-01";
import { rule as msk05 } from "./MSK-05";
import { rule as os03 } from "./OS-03";
import { rule as os04 } from "./OS-04";
import { rule as os05 } from "./OS-05";
import { rule as rds07 } from "./RDS-07";
import { rule as rds13 } from "./RDS-13";
import { rule as s307 } from "./S3-07";

export const encryptionInTransitRules: readonly Rule[] = [
  alb01,
  alb02,
  alb07,
  cache02,
  cache03,
  k8s17,
  mesh01,
  msg04,
  msk01,
  msk05,
  os03,
  os04,
  os05,
  rds07,
  rds13,
  s307,
];
