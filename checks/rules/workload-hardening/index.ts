/** Rules of the group `workload-hardening`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as ecr01 } from "./ECR-01";
import { rule as ecr02 } from "./ECR-02";
import { rule as eks06 } from "./EKS-06";
import { rule as k8s01 } from "./K8S-01";
import { rule as k8s02 } from "./K8S-02";
import { rule as k8s03 } from "./K8S-03";
import { rule as k8s04 } from "./K8S-04";
import { rule as k8s05 } from "./K8S-05";
import { rule as k8s06 } from "./K8S-06";
import { rule as k8s08 } from "./K8S-08";
import { rule as k8s09 } from "./K8S-09";
import { rule as k8s10 } from "./K8S-10";
import { rule as k8s11 } from "./K8S-11";
import { rule as k8s12 } from "./K8S-12";
import { rule as k8s13 } from "./K8S-13";
import { rule as k8s21 } from "./K8S-21";
import { rule as k8s22 } from "./K8S-22";
import { rule as k8s24 } from "./K8S-24";
import { rule as k8s25 } from "./K8S-25";
import { rule as rds14 } from "./RDS-14";
import { rule as rds15 } from "./RDS-15";
import { rule as vuln01 } from "./VULN-01";

export const workloadHardeningRules: readonly Rule[] = [
  ecr01,
  ecr02,
  eks06,
  k8s01,
  k8s02,
  k8s03,
  k8s04,
  k8s05,
  k8s06,
  k8s08,
  k8s09,
  k8s10,
  k8s11,
  k8s12,
  k8s13,
  k8s21,
  k8s22,
  k8s24,
  k8s25,
  rds14,
  rds15,
  vuln01,
];
