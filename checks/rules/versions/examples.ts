/** Examples of the group's rules by rule id. Kept apart from the rules so that the command line never loads them. */
import type { RuleExamples } from "../../rule";
import { examples as ver01 } from "./VER-01.examples";
import { examples as ver02 } from "./VER-02.examples";
import { examples as ver03 } from "./VER-03.examples";
import { examples as ver04 } from "./VER-04.examples";
import { examples as ver05 } from "./VER-05.examples";
import { examples as ver06 } from "./VER-06.examples";
import { examples as ver07 } from "./VER-07.examples";

export const versionExamples: Readonly<Record<string, RuleExamples>> = {
  "VER-01": ver01,
  "VER-02": ver02,
  "VER-03": ver03,
  "VER-04": ver04,
  "VER-05": ver05,
  "VER-06": ver06,
  "VER-07": ver07,
};
