/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as rds07 } from "./RDS-07.examples";
import { examples as rds13 } from "./RDS-13.examples";
import { examples as s307 } from "./S3-07.examples";

export const encryptionInTransitExamples: Readonly<Record<string, RuleExamples>> = {
  "RDS-07": rds07,
  "RDS-13": rds13,
  "S3-07": s307,
};
