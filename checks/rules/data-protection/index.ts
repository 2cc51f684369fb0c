/** Rules of the group `data-protection`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as dp01 } from "./DP-01";
import { rule as dp02 } from "./DP-02";
import { rule as dp03 } from "./DP-03";
import { rule as dp04 } from "./DP-04";
import { rule as dp05 } from "./DP-05";
import { rule as dp06 } from "./DP-06";
import { rule as dp07 } from "./DP-07";
import { rule as dp08 } from "./DP-08";
import { rule as dp09 } from "./DP-09";
import { rule as rds10 } from "./RDS-10";

export const dataProtectionRules: readonly Rule[] = [...[dp01, dp02, dp03, dp04, dp05, dp06, dp07, dp08, dp09], rds10];
