/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as ecr01 } from "./ECR-01.examples";
import { examples as ecr02 } from "./ECR-02.examples";
import { examples as eks06 } from "./EKS-06.examples";
import { examples as k8s01 } from "./K8S-01.examples";
import { examples as k8s02 } from "./K8S-02.examples";
import { examples as k8s03 } from "./K8S-03.examples";
import { examples as k8s04 } from "./K8S-04.examples";
import { examples as k8s05 } from "./K8S-05.examples";
import { examples as k8s06 } from "./K8S-06.examples";
import { examples as k8s08 } from "./K8S-08.examples";
import { examples as k8s09 } from "./K8S-09.examples";
import { examples as k8s10 } from "./K8S-10.examples";
import { examples as k8s11 } from "./K8S-11.examples";
import { examples as k8s12 } from "./K8S-12.examples";
import { examples as k8s13 } from "./K8S-13.examples";
import { examples as k8s21 } from "./K8S-21.examples";
import { examples as k8s22 } from "./K8S-22.examples";
import { examples as k8s24 } from "./K8S-24.examples";
import { examples as k8s25 } from "./K8S-25.examples";
import { examples as rds14 } from "./RDS-14.examples";
import { examples as rds15 } from "./RDS-15.examples";
import { examples as vuln01 } from "./VULN-01.examples";

export const workloadHardeningExamples: Readonly<Record<string, RuleExamples>> = {
  "ECR-01": ecr01,
  "ECR-02": ecr02,
  "EKS-06": eks06,
  "K8S-01": k8s01,
  "K8S-02": k8s02,
  "K8S-03": k8s03,
  "K8S-04": k8s04,
  "K8S-05": k8s05,
  "K8S-06": k8s06,
  "K8S-08": k8s08,
  "K8S-09": k8s09,
  "K8S-10": k8s10,
  "K8S-11": k8s11,
  "K8S-12": k8s12,
  "K8S-13": k8s13,
  "K8S-21": k8s21,
  "K8S-22": k8s22,
  "K8S-24": k8s24,
  "K8S-25": k8s25,
  "RDS-14": rds14,
  "RDS-15": rds15,
  "VULN-01": vuln01,
};
