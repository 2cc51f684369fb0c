/**
 * The registry of all rules. Each group owns its list (`<group>/index.ts`); this file joins them.
 * Examples are joined in `examples.ts`, which nothing but tests and tools import.
 */
import type { Rule } from "../rule";
import { auditAndRetentionRules } from "./audit-and-retention";
import { backupAndRecoveryRules } from "./backup-and-recovery";
import { controlPlaneRules } from "./control-plane";
import { crossBoundaryRules } from "./cross-boundary";
import { dataProtectionRules } from "./data-protection";
import { edgeRules } from "./edge";
import { encryptionAtRestRules } from "./encryption-at-rest";
import { encryptionInTransitRules } from "./encryption-in-transit";
import { exceptionRules } from "./exceptions";
import { identityRules } from "./identity";
import { weighedByDataClass } from "./kit/dataClass";
import { managedOnly, managedOrRead } from "./kit/managed";
import { networkIsolationRules } from "./network-isolation";
import { secretsRules } from "./secrets";
import { versionRules } from "./versions";
import { workloadHardeningRules } from "./workload-hardening";

/** What is looked up is their very subject: documents, AWS's own policies, and a default network are used that way. */
const readsData: ReadonlySet<string> = new Set(["IAM-01", "IAM-02", "IAM-03", "IAM-04", "IAM-06", "IAM-09", "NET-09"]);

/** Services that an account has once and somebody else may run: of these the provider reads what the rule asks. */
const readTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ["EBS-03", ["aws_ebs_encryption_by_default"]],
  ["GD-01", ["aws_guardduty_detector"]],
  ["S3-01", ["aws_s3_account_public_access_block"]],
]);

function overData(rule: Rule): Rule {
  const { id } = rule.metadata;
  if (readsData.has(id)) return rule;
  const types = readTypes.get(id);
  return types ? managedOrRead(rule, types) : managedOnly(rule);
}

/** In the order of their ids, whatever group they belong to. */
export const allRules: readonly Rule[] = [
  ...encryptionAtRestRules,
  ...encryptionInTransitRules,
  ...networkIsolationRules,
  ...auditAndRetentionRules,
  ...backupAndRecoveryRules,
  ...identityRules,
  ...secretsRules,
  ...workloadHardeningRules,
  ...edgeRules,
  ...dataProtectionRules,
  ...controlPlaneRules,
  ...crossBoundaryRules,
  ...versionRules,
  ...exceptionRules,
]
  .map((rule) => weighedByDataClass(overData(rule)))
  .sort((a, b) => (a.metadata.id < b.metadata.id ? -1 : 1));
