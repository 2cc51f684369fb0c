/** Rules of the group `secrets`; one line per rule, in the order of their ids. */
import type { Rule } from "../../rule";
import { managedOnly } from "../kit/managed";
import { rule as k8s15 } from "./K8S-15";
import { rule as sec01 } from "./SEC-01";
import { rule as sec02 } from "./SEC-02";
import { rule as sec03 } from "./SEC-03";
import { rule as sec04 } from "./SEC-04";
import { rule as sec05 } from "./SEC-05";
import { rule as sec06 } from "./SEC-06";

export const secretsRules: readonly Rule[] = [k8s15, ...[sec01, sec02, sec03, sec04, sec05, sec06].map(managedOnly)];
