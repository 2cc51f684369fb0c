import type { RawState } from "../engine/terraform";
import type { JournalEntry } from "./journal";
import type { PlanDocument } from "./planDocument";

/** An object that exists and that the state does not know, as an import block names it. */
export interface Adoption {
  readonly to: string;
  readonly id: string;
}

/** Plain addresses of a raw state, and which of them are tainted. */
export function addressesOf(state: RawState | undefined): ReadonlyMap<string, { readonly tainted: boolean }> {
  const addresses = new Map<string, { tainted: boolean }>();
  for (const resource of state?.resources ?? []) {
    const base = `${resource.module ? `${resource.module}.` : ""}${resource.mode === "data" ? "data." : ""}${resource.type}.${resource.name}`;
    for (const instance of resource.instances) {
      const key = instance.index_key;
      const index = key === undefined ? "" : typeof key === "number" ? `[${key}]` : `[${JSON.stringify(key)}]`;
      addresses.set(base + index, { tainted: instance.status === "tainted" });
    }
  }
  return addresses;
}

/**
 * What an interrupted apply left behind: objects that it had made (or had begun to make) and that the state lost.
 * `certain` are objects whose making was reported as complete; `possible` are those begun, named by their natural key.
 */
export function lostObjects(
  journal: readonly JournalEntry[],
  state: RawState | undefined,
  plan: PlanDocument | undefined,
): {
  readonly certain: readonly Adoption[];
  readonly possible: readonly Adoption[];
  readonly untaint: readonly string[];
} {
  const known = addressesOf(state);
  const planned = new Map((plan?.resource_changes ?? []).map((change) => [change.address, change]));
  const begun = new Set<string>();
  const made = new Map<string, string>();
  // What failed of itself is not picked up: its name may be somebody else's object, and a broken one is to be replaced.
  const failed = new Set(journal.flatMap((entry) => (entry.event === "failed" ? [entry.address] : [])));
  for (const entry of journal) {
    if (entry.event === "start" && entry.action === "create") begun.add(entry.address);
    if (entry.event === "complete" && entry.action === "create" && entry.id) made.set(entry.address, entry.id);
  }
  const certain: Adoption[] = [];
  const possible: Adoption[] = [];
  for (const address of [...begun].sort()) {
    if (known.has(address)) continue;
    const change = planned.get(address);
    const after = attributes(change?.change.after);
    const id = made.get(address);
    const type = change?.type ?? address.split(".").at(-2) ?? "";
    const importId = id === undefined ? undefined : importIdOf(type, id, after);
    const key = naturalKeyOf(type, after);
    if (importId !== undefined) certain.push({ to: address, id: importId });
    else if (key !== undefined && !failed.has(address)) possible.push({ to: address, id: key });
  }
  const untaint = [...begun]
    .filter((address) => known.get(address)?.tainted && !made.has(address) && !failed.has(address))
    .sort();
  return { certain, possible, untaint };
}

type Attributes = Readonly<Record<string, unknown>>;
const attributes = (value: unknown): Attributes =>
  value !== null && typeof value === "object" ? (value as Attributes) : {};

/**
 * Types whose import id is not their `id`, after the provider's documentation (5.100.0); undefined means that the
 * object is made by an idempotent call (a put or an attachment), so that making it again is the way to adopt it.
 */
const importIds: Readonly<Record<string, (id: string, after: Attributes) => string | undefined>> = {
  aws_appautoscaling_policy: () => undefined,
  aws_appautoscaling_target: () => undefined,
  aws_iam_role_policy_attachment: () => undefined,
  aws_route_table_association: () => undefined,
  aws_route: () => undefined,
  aws_guardduty_detector_feature: () => undefined,
  aws_vpc_endpoint_route_table_association: () => undefined,
  aws_backup_selection: (id, after) => (typeof after.plan_id === "string" ? `${after.plan_id}|${id}` : undefined),
  aws_opensearch_domain: (id) => id.split("/").pop(),
  aws_eks_pod_identity_association: (id, after) =>
    typeof after.cluster_name === "string" ? `${after.cluster_name},${id}` : undefined,
};

function importIdOf(type: string, id: string, after: Attributes): string | undefined {
  const special = importIds[type];
  return special ? special(id, after) : id;
}

/** Attribute that names an object before it exists; a second create with the same name is refused by AWS. */
const naturalKeys: Readonly<Record<string, string>> = {
  aws_backup_vault: "name",
  aws_cloudwatch_log_group: "name",
  aws_cloudtrail: "name",
  aws_db_instance: "identifier",
  aws_db_parameter_group: "name",
  aws_db_subnet_group: "name",
  aws_eks_cluster: "name",
  aws_elasticache_parameter_group: "name",
  aws_elasticache_replication_group: "replication_group_id",
  aws_elasticache_subnet_group: "name",
  aws_elasticache_user: "user_id",
  aws_elasticache_user_group: "user_group_id",
  aws_iam_instance_profile: "name",
  aws_iam_role: "name",
  aws_kms_alias: "name",
  aws_opensearch_domain: "domain_name",
  aws_s3_bucket: "bucket",
  aws_ssm_document: "name",
};

function naturalKeyOf(type: string, after: Attributes): string | undefined {
  const attribute = naturalKeys[type];
  const value = attribute === undefined ? undefined : after[attribute];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Terraform JSON with one import block for each adoption. */
export function importBlocks(adoptions: readonly Adoption[]): {
  readonly import: readonly { readonly to: string; readonly id: string }[];
} {
  return { import: adoptions.map(({ to, id }) => ({ to, id })) };
}
