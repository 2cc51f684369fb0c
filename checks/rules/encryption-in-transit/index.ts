/** Rules of the group `encryption-in-transit`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { managedOnly } from "../kit/managed";
import { rule as rds07 } from "./RDS-07";
import { rule as rds13 } from "./RDS-13";
import { rule as s307 } from "./S3-07";

export const encryptionInTransitRules: readonly Rule[] = [rds07, rds13, s307].map(managedOnly);
