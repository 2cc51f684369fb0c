import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, atLeast, equals, isSet, isTrue, orAbsent, some } from "../kit/predicates";
import { isReplica } from "../kit/rds";

const check = "LIFE-01.kept";

/** Asks AWS's own protection of a type, which refuses a deletion as `prevent_destroy` does. */
type Protection = (node: ResourceNode, graph: ResourceGraph) => Answer;

const none: Protection = () => "no";
const flag =
  (path: string): Protection =>
  (node) =>
    isTrue().ask(node.get(path));

/**
 * What is lost for good when it is destroyed: stores that are the only place of their data, keys without which data
 * cannot be read, vaults and archives. Not among them: caches, log groups (the archive holds the record), replicas,
 * secrets (they have a recovery window), and whatever an apply builds anew.
 */
const protections: Readonly<Record<string, Protection>> = {
  aws_backup_vault: (node, graph) =>
    some(
      graph
        .referrers(node, "aws_backup_vault_lock_configuration", "backup_vault_name")
        .nodes.map((lock) => atLeast(1).ask(lock.get("min_retention_days"))),
    ),
  // On unless it is turned off.
  aws_cloudtrail_event_data_store: (node) => orAbsent(isTrue()).ask(node.get("termination_protection_enabled")),
  aws_cognito_user_pool: (node) => equals("ACTIVE").ask(node.get("deletion_protection")),
  aws_db_instance: flag("deletion_protection"),
  aws_docdb_cluster: flag("deletion_protection"),
  aws_dynamodb_table: flag("deletion_protection_enabled"),
  aws_ebs_volume: flag("final_snapshot"),
  aws_efs_file_system: none,
  aws_kms_external_key: none,
  aws_kms_key: none,
  aws_msk_cluster: none,
  aws_neptune_cluster: flag("deletion_protection"),
  aws_opensearch_domain: none,
  aws_rds_cluster: flag("deletion_protection"),
  aws_s3_bucket: (node, graph) =>
    some(
      graph
        .referrers(node, "aws_s3_bucket_object_lock_configuration", "bucket")
        .nodes.map((lock) => isSet().ask(lock.get("rule[0].default_retention[0].mode"))),
    ),
};

export const rule: Rule = {
  metadata: {
    id: "LIFE-01",
    aliases: [],
    title: "Nothing that keeps data is destroyed by a plan",
    control: "backup-and-recovery.no-accidental-destroy",
    severity: "medium",
    group: "backup-and-recovery",
    // prevent_destroy stands in the source alone: neither a plan nor a state repeats it.
    inputs: ["terraform-json", "hcl"],
    resourceTypes: Object.keys(protections),
    rationale: "A renamed resource or a changed attribute that forces a replacement deletes a store in one apply.",
    remediation:
      "Set lifecycle.prevent_destroy = true, or the type's own protection: deletion_protection = true (databases), deletion_protection_enabled = true (DynamoDB), an object lock with a default retention (S3), a vault lock (Backup).",
    parameters: {},
    checks: [{ id: check, title: "A destroy is refused", severity: "medium", equivalents: {} }],
    frameworks: frameworks({ nist: ["CP-9", "CM-3"], iso: ["A.8.13"], dpdp: ["6(1)(d)"], digit: ["backup"] }),
  },
  evaluate: (node, { graph }) => {
    const databases = node.type === "aws_db_instance" || node.type === "aws_rds_cluster";
    if (databases && isReplica(node)) return [];
    const prevented = isTrue().ask(node.get("lifecycle[0].prevent_destroy"));
    const ownProtection = (protections[node.type] ?? none)(node, graph);
    const answer = some([prevented, ownProtection]);
    const by = prevented === "yes" ? "lifecycle.prevent_destroy" : "protection of the service";
    return [
      verdict(
        answer,
        {
          path: "lifecycle.prevent_destroy",
          expected: "true, or the service's own protection",
          actual: answer === "yes" ? by : null,
          reason: "the service's own protection is not known",
        },
        { check, fails: "One apply can destroy the resource together with what it holds." },
      ),
    ];
  },
};
