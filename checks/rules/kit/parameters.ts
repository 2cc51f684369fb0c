/** Parameters that several rules share: one name, one meaning, one default. */
import type { Json } from "../../../common/json";
import type { ParameterMetadata, RuleContext } from "../../rule";

/** Regions of AWS in India: Mumbai and Hyderabad. */
export const allowedRegions: ParameterMetadata = {
  description: "Regions in which personal data and logs may be kept",
  default: ["ap-south-1", "ap-south-2"],
};

/** DPDP Rules 2025, rules 6(1)(e) and 8(3): one year. CERT-In's 180 days are the floor below which no value goes. */
export const retentionDays: ParameterMetadata = {
  description: "Days for which logs must be kept; a value below 180 counts as 180",
  default: 365,
};

export const productionParameter: ParameterMetadata = {
  description:
    "Whether what is judged is production: true or false; null leaves it to tags (environment, env, stage) and names",
  default: null,
};

export const trustedAccounts: ParameterMetadata = {
  description: "Ids of the accounts that are one's own, so that trust in them is not trust in a stranger",
  default: [],
};

export const declaredEgress: ParameterMetadata = {
  description: "Address ranges of declared third parties (integrations) that workloads may call",
  default: [],
};

export const declaredEdges: ParameterMetadata = {
  description:
    "Resources that are meant to face the internet, by address (aws_lb.edge, Ingress/edge/gateway) or with * for any part of it; empty: every internet-facing load balancer and ingress is",
  default: [],
};

export function stringsOf(context: RuleContext, name: string): readonly string[] {
  const value = context.parameter(name);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function numbersOf(context: RuleContext, name: string): readonly number[] {
  const value: Json = context.parameter(name);
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === "number") : [];
}

/** CERT-In Directions of 28 April 2022, paragraph (iv). */
const certInDays = 180;

export function minimumRetention(context: RuleContext): number {
  const value = context.parameter("retentionDays");
  return Math.max(certInDays, typeof value === "number" ? value : 365);
}

/** Shared by automated backups of databases, which reach back 35 days at most, and by backup plans. */
export const backupRetentionDays: ParameterMetadata = {
  description: "Days for which backups must be kept",
  default: 7,
};

export function numberParameter(context: RuleContext, name: string, fallback: number): number {
  const value = context.parameter(name);
  return typeof value === "number" ? value : fallback;
}
