/** The data themselves. Reports load this file; judging does not need it. */
import duties from "../../catalogue/duties.json";
import certIn from "../../catalogue/frameworks/cert-in-2022.json";
import cisAws from "../../catalogue/frameworks/cis-aws-3.0.json";
import cisEks from "../../catalogue/frameworks/cis-eks-1.8.json";
import cisKubernetes from "../../catalogue/frameworks/cis-kubernetes-1.12.json";
import digit from "../../catalogue/frameworks/digit-guidelines.json";
import dpdp from "../../catalogue/frameworks/dpdp-rules-2025.json";
import iso from "../../catalogue/frameworks/iso-27001-2022.json";
import nist from "../../catalogue/frameworks/nist-800-53-r5.json";
import type { Duty, FrameworkData } from "./model";

/** What binds DIGIT first, then the standards. Their form is proven by a test. */
export const frameworkData = [
  digit,
  dpdp,
  certIn,
  iso,
  cisAws,
  cisEks,
  cisKubernetes,
  nist,
] as readonly unknown[] as readonly FrameworkData[];

export const dutyData: readonly Duty[] = duties;
