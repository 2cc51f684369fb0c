/**
 * What `destroy` leaves of a stack: pure functions over its Terraform JSON. A stack is destroyed by planning a reduced
 * configuration, in which only what cannot or must not go is left; so what remains stays in the state, under the same
 * rules, and is simply there when the same name is deployed again.
 */

type JsonObject = { [key: string]: unknown };
const objectOf = (value: unknown): JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as JsonObject) : {};
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** Managed resources of a Terraform JSON document by address. */
export function resourcesOf(
  source: unknown,
): ReadonlyMap<string, { readonly type: string; readonly name: string; readonly body: JsonObject }> {
  const resources = new Map<string, { type: string; name: string; body: JsonObject }>();
  for (const [type, named] of Object.entries(objectOf(objectOf(source).resource))) {
    for (const [name, body] of Object.entries(objectOf(named))) {
      resources.set(`${type}.${name}`, { type, name, body: objectOf(first(body)) });
    }
  }
  return resources;
}

/** Words inside a value that have the form of addresses (managed and `data.`); callers keep those that exist. */
function referencesIn(value: unknown): ReadonlySet<string> {
  const text = JSON.stringify(value) ?? "";
  return new Set(
    [...text.matchAll(/\b((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z0-9_-]+)/g)].map((match) => match[1] ?? ""),
  );
}

/** Types that keep their contents for a time that nobody can shorten, and the type that says so. */
const locks: Readonly<Record<string, { readonly of: string; readonly attribute: string; readonly why: string }>> = {
  aws_s3_bucket_object_lock_configuration: { of: "aws_s3_bucket", attribute: "bucket", why: "object lock" },
  aws_backup_vault_lock_configuration: { of: "aws_backup_vault", attribute: "backup_vault_name", why: "vault lock" },
};

export interface Remaining {
  readonly address: string;
  /** Why it remains, in words for the operator. */
  readonly why: string;
}

/** What remains of a stack, sorted: locked stores, what protects them, and what those refer to (keys first of all). */
export function remainingOf(source: unknown): readonly Remaining[] {
  const resources = resourcesOf(source);
  const remaining = new Map<string, string>();
  for (const [address, { type, body }] of resources) {
    const lock = locks[type];
    if (!lock) continue;
    for (const store of referencesIn(body[lock.attribute])) {
      if (resources.get(store)?.type !== lock.of) continue;
      remaining.set(
        store,
        `${lock.why}: its contents may not be deleted before their retention ends${retention(type, body)}`,
      );
      remaining.set(address, `part of ${store}`);
    }
  }
  for (let before = -1; before < remaining.size; ) {
    before = remaining.size;
    for (const [address, { type, body }] of resources) {
      const targets = [...referencesIn(withoutOrder(body))];
      if (!remaining.has(address)) {
        const store = targets.find((target) => remaining.has(target) && isSatellite(type, resources.get(target)?.type));
        if (store) remaining.set(address, `protects ${store}`);
      }
      if (!remaining.has(address)) continue;
      for (const target of targets) {
        if (resources.has(target) && !remaining.has(target)) remaining.set(target, `used by ${address}`);
      }
    }
  }
  return [...remaining].map(([address, why]) => ({ address, why })).sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** A bucket's or vault's own settings (`aws_s3_bucket_policy` of an `aws_s3_bucket`), and a key's alias and policy. */
function isSatellite(type: string, store: string | undefined): boolean {
  if (store === undefined || !["aws_s3_bucket", "aws_backup_vault", "aws_kms_key"].includes(store)) return false;
  return type.startsWith(`${store}_`) || (store === "aws_kms_key" && type === "aws_kms_alias");
}

function retention(type: string, body: JsonObject): string {
  if (type === "aws_s3_bucket_object_lock_configuration") {
    const kept = objectOf(first(objectOf(first(body.rule)).default_retention));
    if (typeof kept.days === "number") return ` (${kept.days} days after each was written)`;
    return typeof kept.years === "number" ? ` (${kept.years} years after each was written)` : "";
  }
  return typeof body.max_retention_days === "number"
    ? ` (at most ${body.max_retention_days} days after each recovery point)`
    : "";
}

/** `depends_on` orders creation; it is no reason to keep something. */
function withoutOrder(body: JsonObject): JsonObject {
  const { depends_on: _, ...rest } = body;
  return rest;
}

/**
 * The Terraform JSON with only the given resources, and with the outputs that they allow. Where none is left, what was
 * only read goes as well: a state that holds nothing is that of a stack which is not there.
 */
export function reduceTo(source: unknown, addresses: ReadonlySet<string>): JsonObject {
  const { resource: _, output, ...rest } = objectOf(source);
  const kept: Record<string, JsonObject> = {};
  const all = resourcesOf(source);
  for (const [address, { type, name, body }] of all) {
    if (!addresses.has(address)) continue;
    const dependsOn = Array.isArray(body.depends_on)
      ? body.depends_on.filter((target) => addresses.has(String(target)))
      : [];
    const byName = kept[type] ?? {};
    kept[type] = byName;
    byName[name] = { ...withoutOrder(body), ...(dependsOn.length > 0 ? { depends_on: dependsOn } : {}) };
  }
  if (Object.keys(kept).length === 0) {
    const { data: __, ...bare } = rest;
    return bare;
  }
  const outputs = Object.fromEntries(
    Object.entries(objectOf(output)).filter(([, body]) =>
      [...referencesIn(body)].every((target) => !all.has(target) || addresses.has(target)),
    ),
  );
  return {
    ...rest,
    resource: kept,
    ...(Object.keys(outputs).length > 0 ? { output: outputs } : {}),
  };
}

/** Attributes that keep a resource from being deleted, and the value that lifts them. */
const protections: Readonly<Record<string, { readonly attribute: string; readonly lifted: unknown }>> = {
  aws_db_instance: { attribute: "deletion_protection", lifted: false },
  aws_rds_cluster: { attribute: "deletion_protection", lifted: false },
  aws_lb: { attribute: "enable_deletion_protection", lifted: false },
  aws_s3_bucket: { attribute: "force_destroy", lifted: true },
};

/** Override that lifts protections on exactly the given resources, or undefined when none of them has one. */
export function liftedProtections(
  source: unknown,
  addresses: ReadonlySet<string>,
): { readonly override: JsonObject; readonly addresses: readonly string[] } | undefined {
  const lifted: string[] = [];
  const resource: Record<string, Record<string, unknown>> = {};
  for (const [address, { type, name }] of resourcesOf(source)) {
    const protection = protections[type];
    if (!protection || !addresses.has(address)) continue;
    const byName = resource[type] ?? {};
    resource[type] = byName;
    byName[name] = { [protection.attribute]: protection.lifted };
    lifted.push(address);
  }
  return lifted.length > 0 ? { override: { resource }, addresses: lifted.sort() } : undefined;
}

/** Types whose deletion loses data that people or auditors may miss. */
const dataTypes = new Set([
  "aws_backup_vault",
  "aws_cloudwatch_log_group",
  "aws_db_instance",
  "aws_dynamodb_table",
  "aws_ebs_volume",
  "aws_efs_file_system",
  "aws_elasticache_replication_group",
  "aws_msk_cluster",
  "aws_opensearch_domain",
  "aws_rds_cluster",
  "aws_s3_bucket",
]);

/** Of the given addresses, those whose deletion loses data; sorted. */
export function dataBearing(source: unknown, addresses: ReadonlySet<string>): readonly string[] {
  return [...resourcesOf(source)]
    .filter(([address, { type }]) => addresses.has(address) && dataTypes.has(type))
    .map(([address]) => address)
    .sort();
}
