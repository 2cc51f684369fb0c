import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import type { PlacedModel, TrailModel, VaultModel } from "./model";
import { idOf, isTrue, keyOf, labelOf, managed, referred, stated, textOf } from "./read";

type IsRecovery = (node: ResourceNode) => boolean;

/** Stores that stand in no network. */
export function storesOf(graph: ResourceGraph, isRecovery: IsRecovery): PlacedModel[] {
  const of = (
    type: string,
    kind: PlacedModel["kind"],
    names: readonly string[],
    key: string,
    facts: (node: ResourceNode) => string[],
  ) =>
    managed(graph, type).map((node) => ({
      id: idOf(node),
      kind,
      label: labelOf(node, ...names),
      facts: facts(node),
      key: keyOf(node, key),
      recovery: isRecovery(node),
      copiesTo: [],
    }));
  return [
    ...managed(graph, "aws_s3_bucket").map((node) => bucketModel(graph, node, isRecovery)),
    ...of("aws_dynamodb_table", "table", ["name"], "server_side_encryption[0].kms_key_arn", () => []),
    ...of("aws_secretsmanager_secret", "secret", ["name", "name_prefix"], "kms_key_id", () => []),
    ...of("aws_ecr_repository", "images", ["name"], "encryption_configuration[0].kms_key", () => []),
    ...of("aws_cloudwatch_log_group", "logs", ["name"], "kms_key_id", retention),
  ];
}

function retention(node: ResourceNode): string[] {
  const days = textOf(node, "retention_in_days");
  return [days === undefined || days === "0" ? "never expires" : `kept ${days} days`];
}

/** A bucket with what its separate resources say of it. */
function bucketModel(graph: ResourceGraph, bucket: ResourceNode, isRecovery: IsRecovery): PlacedModel {
  const parts = (type: string) => graph.referrers(bucket, type, "bucket").nodes;
  const keyPath = "rule[0].apply_server_side_encryption_by_default[0].kms_master_key_id";
  const keys = parts("aws_s3_bucket_server_side_encryption_configuration").map((part) => keyOf(part, keyPath));
  const versioned = parts("aws_s3_bucket_versioning").some(
    (part) => textOf(part, "versioning_configuration[0].status") === "Enabled",
  );
  const locked = isTrue(bucket, "object_lock_enabled") || parts("aws_s3_bucket_object_lock_configuration").length > 0;
  const destinations = parts("aws_s3_bucket_replication_configuration").flatMap((part) =>
    part
      .blocks("rule")
      .items.flatMap((rule) =>
        rule.references("destination[0].bucket").nodes.filter(({ type }) => type === "aws_s3_bucket"),
      ),
  );
  return {
    id: idOf(bucket),
    kind: "bucket",
    label: labelOf(bucket, "bucket", "bucket_prefix"),
    facts: stated(
      textOf(bucket, "tags.personal-data") === "yes" && "personal data",
      versioned && "versions kept",
      locked && "object lock",
    ),
    key: keys.find((key) => key !== null) ?? null,
    recovery: isRecovery(bucket),
    copiesTo: [...new Set(destinations.map(idOf))].sort(),
  };
}

export function trailsOf(graph: ResourceGraph): TrailModel[] {
  return managed(graph, "aws_cloudtrail").map((trail) => ({
    id: idOf(trail),
    label: labelOf(trail, "name"),
    facts: stated(
      isTrue(trail, "is_multi_region_trail") && "all regions",
      isTrue(trail, "enable_log_file_validation") && "files validated",
    ),
    key: keyOf(trail, "kms_key_id"),
    archive: referred(trail, "s3_bucket_name", "aws_s3_bucket").map(idOf)[0] ?? null,
  }));
}

/** Vaults with what plans put into them and where they copy it. */
export function vaultsOf(graph: ResourceGraph, isRecovery: IsRecovery): VaultModel[] {
  const rules = managed(graph, "aws_backup_plan").flatMap((plan) =>
    plan.blocks("rule").items.map((rule) => ({ plan, rule })),
  );
  const selections = managed(graph, "aws_backup_selection");
  return managed(graph, "aws_backup_vault").map((vault) => {
    const filling = rules.filter(({ rule }) => rule.references("target_vault_name").nodes.includes(vault));
    const plans = new Set(filling.map(({ plan }) => plan));
    const chosen = selections.filter((selection) =>
      referred(selection, "plan_id", "aws_backup_plan").some((plan) => plans.has(plan)),
    );
    const copies = filling.flatMap(({ rule }) =>
      rule.blocks("copy_action").items.flatMap((copy) => copy.references("destination_vault_arn").nodes),
    );
    return {
      id: idOf(vault),
      label: labelOf(vault, "name"),
      locked: graph.referrers(vault, "aws_backup_vault_lock_configuration", "backup_vault_name").nodes.length > 0,
      key: keyOf(vault, "kms_key_arn"),
      recovery: isRecovery(vault),
      copiesTo: [...new Set(copies.filter(({ type }) => type === "aws_backup_vault").map(idOf))].sort(),
      protects: [...new Set(chosen.flatMap((selection) => protectedBy(selection)))].sort(),
    };
  });
}

function protectedBy(selection: ResourceNode): string[] {
  const named = selection.references("resources").nodes.map((node) => labelOf(node, "identifier", "bucket", "name"));
  const tagged = selection.blocks("selection_tag").items.length > 0 || selection.blocks("condition").items.length > 0;
  return [...named, ...(tagged ? ["whatever carries its tags"] : [])];
}
