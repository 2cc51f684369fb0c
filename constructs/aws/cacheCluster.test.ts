import { CacheCluster } from "./cacheCluster";
import { synthesized, testPlace, type Written } from "./testing";

function cache(name: string, retentionDays: number) {
  return synthesized((scope) => {
    new CacheCluster(scope, "cache", {
      name,
      place: testPlace,
      network: { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b", "subnet-c"], clientGroupId: "sg-application" },
      version: "8.1",
      nodeType: "cache.t4g.small",
      nodes: 3,
      classification: { dataClass: "personal", personalData: true, retentionDays },
      logRetentionDays: 365,
    });
  });
}

const { only, all, text } = cache("digit-test-cache", 14);
const group: Written = only("aws_elasticache_replication_group");

test("the cache speaks TLS only and is encrypted, data and logs each under its own key", () => {
  expect(group).toMatchObject({
    transit_encryption_enabled: true,
    transit_encryption_mode: "required",
    at_rest_encryption_enabled: "true",
  });
  const logKeys = Object.values(all("aws_cloudwatch_log_group")).map((one) => one.kms_key_id);
  expect(new Set([group.kms_key_id, ...logKeys]).size).toBe(2);
});

test("services sign on as one user by identity; no password is in the state, because there is none", () => {
  const user = only("aws_elasticache_user");
  expect(user).toMatchObject({ engine: "valkey", authentication_mode: { type: "iam" } });
  expect(user.user_name).toBe(user.user_id);
  expect(text).not.toContain("passwords");
  expect(text).not.toContain("auth_token");
  expect(only("aws_elasticache_user_group").user_ids).toEqual([
    expect.stringMatching(/^\$\{aws_elasticache_user\.cache_services\w*\.user_id\}$/),
  ]);
  expect(group.user_group_ids).toEqual([
    expect.stringMatching(/^\$\{aws_elasticache_user_group\.cache_users\w*\.user_group_id\}$/),
  ]);
});

test("that user can neither change settings nor empty the cache", () => {
  const access = String(only("aws_elasticache_user").access_string).split(" ");
  expect(access).toEqual(expect.arrayContaining(["on", "-@admin", "-flushall", "-flushdb"]));
  expect(access.indexOf("+@all")).toBeLessThan(access.indexOf("-@admin"));
});

test("a copy in another zone takes over, and snapshots bring back what was lost", () => {
  expect(group).toMatchObject({
    num_cache_clusters: 3,
    automatic_failover_enabled: true,
    multi_az_enabled: true,
    snapshot_retention_limit: 14,
    lifecycle: { prevent_destroy: true },
  });
  expect(group.final_snapshot_identifier).toMatch(/^digit-test-cache-final-\$\{aws_security_group\.[^}]+\.id\}$/);
  expect(cache("digit-test-cache", 90).only("aws_elasticache_replication_group").snapshot_retention_limit).toBe(35);
});

test("slow commands and lost nodes are logged to groups with a retention", () => {
  expect(group.log_delivery_configuration).toEqual([
    expect.objectContaining({ log_type: "slow-log", destination: expect.stringContaining("cache_slow_log") }),
    expect.objectContaining({ log_type: "engine-log", destination: expect.stringContaining("cache_engine_log") }),
  ]);
  for (const one of Object.values(all("aws_cloudwatch_log_group"))) expect(one.retention_in_days).toBe(365);
});

test("it is reached from one group on one port and opens no connection", () => {
  expect(only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    referenced_security_group_id: "sg-application",
    from_port: 6379,
    to_port: 6379,
  });
  expect(all("aws_vpc_security_group_egress_rule")).toEqual({});
});

test("the longest environment name still gives identifiers that ElastiCache takes", () => {
  const longest = cache(`digit-${"a".repeat(24)}-cache`, 14);
  const ids = [
    longest.only("aws_elasticache_replication_group").replication_group_id,
    longest.only("aws_elasticache_user").user_id,
    longest.only("aws_elasticache_user_group").user_group_id,
  ];
  for (const id of ids) expect(String(id).length).toBeLessThanOrEqual(40);
  expect(new Set(ids).size).toBe(3);
});
