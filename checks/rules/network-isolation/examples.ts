/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as cache08 } from "./CACHE-08.examples";
import { examples as ec203 } from "./EC2-03.examples";
import { examples as eks01 } from "./EKS-01.examples";
import { examples as eks02 } from "./EKS-02.examples";
import { examples as eks05 } from "./EKS-05.examples";
import { examples as k8s07 } from "./K8S-07.examples";
import { examples as k8s16 } from "./K8S-16.examples";
import { examples as k8s23 } from "./K8S-23.examples";
import { examples as msk04 } from "./MSK-04.examples";
import { examples as net01 } from "./NET-01.examples";
import { examples as net02 } from "./NET-02.examples";
import { examples as net03 } from "./NET-03.examples";
import { examples as net04 } from "./NET-04.examples";
import { examples as net06 } from "./NET-06.examples";
import { examples as net07 } from "./NET-07.examples";
import { examples as net08 } from "./NET-08.examples";
import { examples as net09 } from "./NET-09.examples";
import { examples as net10 } from "./NET-10.examples";
import { examples as net11 } from "./NET-11.examples";
import { examples as net12 } from "./NET-12.examples";
import { examples as os08 } from "./OS-08.examples";
import { examples as rds03 } from "./RDS-03.examples";
import { examples as reach01 } from "./REACH-01.examples";
import { examples as reach02 } from "./REACH-02.examples";
import { examples as reach03 } from "./REACH-03.examples";
import { examples as reach04 } from "./REACH-04.examples";
import { examples as reach05 } from "./REACH-05.examples";
import { examples as reach06 } from "./REACH-06.examples";
import { examples as s301 } from "./S3-01.examples";
import { examples as vpce01 } from "./VPCE-01.examples";

export const networkIsolationExamples: Readonly<Record<string, RuleExamples>> = {
  "CACHE-08": cache08,
  "EC2-03": ec203,
  "EKS-01": eks01,
  "EKS-02": eks02,
  "EKS-05": eks05,
  "K8S-07": k8s07,
  "K8S-16": k8s16,
  "K8S-23": k8s23,
  "MSK-04": msk04,
  "NET-01": net01,
  "NET-02": net02,
  "NET-03": net03,
  "NET-04": net04,
  "NET-06": net06,
  "NET-07": net07,
  "NET-08": net08,
  "NET-09": net09,
  "NET-10": net10,
  "NET-11": net11,
  "NET-12": net12,
  "OS-08": os08,
  "RDS-03": rds03,
  "REACH-01": reach01,
  "REACH-02": reach02,
  "REACH-03": reach03,
  "REACH-04": reach04,
  "REACH-05": reach05,
  "REACH-06": reach06,
  "S3-01": s301,
  "VPCE-01": vpce01,
};
