/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as dp01 } from "./DP-01.examples";
import { examples as dp02 } from "./DP-02.examples";
import { examples as dp03 } from "./DP-03.examples";
import { examples as dp04 } from "./DP-04.examples";
import { examples as dp05 } from "./DP-05.examples";
import { examples as dp06 } from "./DP-06.examples";
import { examples as dp07 } from "./DP-07.examples";
import { examples as dp08 } from "./DP-08.examples";
import { examples as dp09 } from "./DP-09.examples";
import { examples as rds10 } from "./RDS-10.examples";

export const dataProtectionExamples: Readonly<Record<string, RuleExamples>> = {
  "DP-01": dp01,
  "DP-02": dp02,
  "DP-03": dp03,
  "DP-04": dp04,
  "DP-05": dp05,
  "DP-06": dp06,
  "DP-07": dp07,
  "DP-08": dp08,
  "DP-09": dp09,
  "RDS-10": rds10,
};
