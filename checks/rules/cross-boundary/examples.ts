/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as xb01 } from "./XB-01.examples";
import { examples as xb02 } from "./XB-02.examples";
import { examples as xb03 } from "./XB-03.examples";
import { examples as xb04 } from "./XB-04.examples";
import { examples as xb05 } from "./XB-05.examples";
import { examples as xb06 } from "./XB-06.examples";

export const crossBoundaryExamples: Readonly<Record<string, RuleExamples>> = {
  "XB-01": xb01,
  "XB-02": xb02,
  "XB-03": xb03,
  "XB-04": xb04,
  "XB-05": xb05,
  "XB-06": xb06,
};
