/** Rules of the group `versions`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { rule as ver01 } from "./VER-01";
import { rule as ver02 } from "./VER-02";
import { rule as ver03 } from "./VER-03";
import { rule as ver04 } from "./VER-04";
import { rule as ver05 } from "./VER-05";
import { rule as ver06 } from "./VER-06";
import { rule as ver07 } from "./VER-07";

export const versionRules: readonly Rule[] = [ver01, ver02, ver03, ver04, ver05, ver06, ver07];
