/** Rules of the group `cross-boundary`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as xb01 } from "./XB-01";
import { rule as xb02 } from "./XB-02";
import { rule as xb03 } from "./XB-03";
import { rule as xb04 } from "./XB-04";
import { rule as xb05 } from "./XB-05";
import { rule as xb06 } from "./XB-06";

export const crossBoundaryRules: readonly Rule[] = [xb01, xb02, xb03, xb04, xb05, xb06];
