/**
 * What a store says it holds decides how much some findings weigh (DP-02): a store tagged as one of personal data
 * needs its key, its retention and its locks more than another one does.
 */
import type { ResourceNode } from "../../graph/graph";
import type { Severity } from "../../model";
import type { CheckResult, Rule } from "../../rule";
import { severityOf } from "../../severity";
import { storeTypes } from "./dataStores";
import { tagOf } from "./tags";

/** Checks on customer keys, retention and object locks. */
export const weighedChecks: ReadonlySet<string> = new Set([
  "BKP-03.retention",
  "BKP-04.locked",
  "CACHE-04.customer-key",
  "CACHE-05.snapshots",
  "DDB-01.customer-key",
  "DP-03.backup-expiry",
  "DP-03.bucket-expiry",
  "DP-03.lifecycle",
  "DP-03.log-expiry",
  "DP-03.minimum",
  "DP-03.table-expiry",
  "EBS-02.customer-key",
  "EFS-01.customer-key",
  "LOG-01.retention",
  "LOG-02.customer-key",
  "MSG-01.queue-customer-key",
  "MSG-01.topic-customer-key",
  "MSK-02.customer-key",
  "OS-02.customer-key",
  "RDS-02.activity-stream-key",
  "RDS-02.storage-key",
  "S3-03.customer-key",
  "S3-03.kms",
  "S3-08.object-lock",
]);

/** One level more, and never critical: that is for data which lies open. */
const raised: Readonly<Record<Severity, Severity>> = {
  low: "medium",
  medium: "high",
  high: "high",
  critical: "critical",
};

/** Beside the stores of `dataStores.ts`, what keeps copies of what passed through. */
const holderTypes: ReadonlySet<string> = new Set([
  ...storeTypes,
  "aws_cloudwatch_log_group",
  "aws_backup_plan",
  "aws_sns_topic",
  "aws_sqs_queue",
]);

/** The rule with its findings weighed; one that has none of the checks is returned as it is. */
export function weighedByDataClass(rule: Rule): Rule {
  if (!rule.metadata.checks.some(({ id }) => weighedChecks.has(id))) return rule;
  return {
    metadata: rule.metadata,
    evaluate: (node, context) => rule.evaluate(node, context).map((result) => weighed(rule, result, node)),
  };
}

function weighed(rule: Rule, result: CheckResult, node: ResourceNode): CheckResult {
  if (result.status === "pass" || !weighedChecks.has(result.check)) return result;
  const severity = severityOf(rule, result);
  if (raised[severity] === severity || !holdersOf(result, node).some(holdsPersonalData)) return result;
  return {
    ...result,
    severity: raised[severity],
    message: `${result.message.replace(/\.$/, "")} (weighs more, because the store is tagged as one of personal data)`,
  };
}

/** The store that the finding stands on; of a helper resource, the stores that it belongs to. */
function holdersOf(result: CheckResult, node: ResourceNode): readonly ResourceNode[] {
  const standsOn = result.resource ?? node;
  if (holderTypes.has(standsOn.type)) return [standsOn];
  const others = [...(result.related ?? []), ...standsOn.references("bucket").nodes];
  return others.filter((other) => holderTypes.has(other.type));
}

/** Only what is said counts here: a store without tags is DP-02's finding already. */
export function holdsPersonalData(store: ResourceNode): boolean {
  const personal = tagOf(store, "personal-data");
  if (personal.kind === "value") return /^(yes|true)$/i.test(personal.value.trim());
  const dataClass = tagOf(store, "data-class");
  return dataClass.kind === "value" && /^(personal|sensitive)/i.test(dataClass.value.trim());
}
