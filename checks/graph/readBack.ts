/**
 * Older blocks inside a resource that the provider fills from what it finds. In a plan they show what stood there
 * before: where another resource changes it, the plan would be judged by the past.
 */
const readBack: ReadonlyMap<string, ReadonlySet<unknown>> = new Map([
  [
    "aws_s3_bucket",
    new Set([
      "acceleration_status",
      "cors_rule",
      "grant",
      "lifecycle_rule",
      "logging",
      "object_lock_configuration",
      "policy",
      "replication_configuration",
      "request_payer",
      "server_side_encryption_configuration",
      "versioning",
      "website",
    ]),
  ],
]);

/** Whether an attribute of a planned resource is only read back, because the configuration does not state it. */
export function isReadBack(type: string, attribute: unknown, stated: Readonly<Record<string, unknown>>): boolean {
  return readBack.get(type)?.has(attribute) === true && !Object.hasOwn(stated, String(attribute));
}
