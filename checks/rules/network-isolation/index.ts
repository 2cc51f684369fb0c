/** Rules of the group `network-isolation`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as cache08 } from "./CACHE-08";
import { rule as ec203 } from "./EC2-03";
import { rule as eks01 } from "./EKS-01";
import { rule as eks02 } from "./EKS-02";
import { rule as eks05 } from "./EKS-05";
import { rule as k8s07 } from "./K8S-07";
import { rule as k8s16 } from "./K8S-16";
import { rule as k8s23 } from "./K8S-23";
import { rule as msk04 } from "./MSK-04";
import { rule as net01 } from "./NET-01";
import { rule as net02 } from "./NET-02";
import { rule as net03 } from "./NET-03";
import { rule as net04 } from "./NET-04";
import { rule as net06 } from "./NET-06";
import { rule as net07 } from "./NET-07";
import { rule as net08 } from "./NET-08";
import { rule as net09 } from "./NET-09";
import { rule as net10 } from "./NET-10";
import { rule as net11 } from "./NET-11";
import { rule as net12 } from "./NET-12";
import { rule as os08 } from "./OS-08";
import { rule as rds03 } from "./RDS-03";
import { rule as reach01 } from "./REACH-01";
import { rule as reach02 } from "./REACH-02";
import { rule as reach03 } from "./REACH-03";
import { rule as reach04 } from "./REACH-04";
import { rule as reach05 } from "./REACH-05";
import { rule as reach06 } from "./REACH-06";
import { rule as s301 } from "./S3-01";
import { rule as vpce01 } from "./VPCE-01";

export const networkIsolationRules: readonly Rule[] = [
  cache08,
  ec203,
  eks01,
  eks02,
  eks05,
  k8s07,
  k8s16,
  k8s23,
  msk04,
  net01,
  net02,
  net03,
  net04,
  net06,
  net07,
  net08,
  net09,
  net10,
  net11,
  net12,
  os08,
  rds03,
  reach01,
  reach02,
  reach03,
  reach04,
  reach05,
  reach06,
  s301,
  vpce01,
];
