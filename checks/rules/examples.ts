/** All examples of all rules. Imported by tests and tools only, so that `digit-platform check` starts without them. */
import type { RuleExamples } from "../rule";
import { auditAndRetentionExamples } from "./audit-and-retention/examples";
import { backupAndRecoveryExamples } from "./backup-and-recovery/examples";
import { controlPlaneExamples } from "./control-plane/examples";
import { crossBoundaryExamples } from "./cross-boundary/examples";
import { dataProtectionExamples } from "./data-protection/examples";
import { edgeExamples } from "./edge/examples";
import { encryptionAtRestExamples } from "./encryption-at-rest/examples";
import { encryptionInTransitExamples } from "./encryption-in-transit/examples";
import { identityExamples } from "./identity/examples";
import { networkIsolationExamples } from "./network-isolation/examples";
import { secretsExamples } from "./secrets/examples";
import { versionExamples } from "./versions/examples";
import { workloadHardeningExamples } from "./workload-hardening/examples";

const byRule: ReadonlyMap<string, RuleExamples> = new Map(
  [
    encryptionAtRestExamples,
    encryptionInTransitExamples,
    networkIsolationExamples,
    auditAndRetentionExamples,
    backupAndRecoveryExamples,
    identityExamples,
    secretsExamples,
    workloadHardeningExamples,
    edgeExamples,
    dataProtectionExamples,
    controlPlaneExamples,
    crossBoundaryExamples,
    versionExamples,
  ].flatMap((group) => Object.entries(group)),
);

/** Empty for a rule without examples, which `examples.test.ts` reports as a failure. */
export function examplesOf(ruleId: string): RuleExamples {
  return byRule.get(ruleId) ?? [];
}
