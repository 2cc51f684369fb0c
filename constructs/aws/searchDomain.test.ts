import { podTrust } from "./policy";
import { SearchDomain } from "./searchDomain";
import { openStatements, statements, synthesized, testPlace, type Written } from "./testing";

function search(name: string) {
  return synthesized((scope) => {
    new SearchDomain(scope, "search", {
      name,
      place: testPlace,
      network: { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b", "subnet-c"], clientGroupId: "sg-application" },
      version: "2.19",
      dataNodes: { type: "t3.medium.search", count: 3, storageGib: 50 },
      masterType: "t3.small.search",
      administratorTrust: podTrust("arn:aws:eks:ap-south-1:111122223333:cluster/digit-test", "111122223333"),
      classification: { dataClass: "personal", personalData: true, retentionDays: 2555 },
      logRetentionDays: 365,
    });
  });
}

const { only, all, text } = search("digit-test-search");
const domain: Written = only("aws_opensearch_domain");

test("the domain speaks HTTPS with TLS 1.2 or later, and TLS between its nodes", () => {
  expect(domain).toMatchObject({
    domain_endpoint_options: { enforce_https: true, tls_security_policy: "Policy-Min-TLS-1-2-PFS-2023-10" },
    node_to_node_encryption: { enabled: true },
  });
});

test("indexes and logs are encrypted, each under its own key", () => {
  expect(domain.encrypt_at_rest).toMatchObject({ enabled: true, kms_key_id: expect.stringContaining("search_key") });
  for (const group of Object.values(all("aws_cloudwatch_log_group"))) {
    expect(group.kms_key_id).toEqual(expect.stringContaining("search_log_key"));
    expect(group.retention_in_days).toBe(365);
  }
});

test("three zones hold the indexes, three nodes without indexes decide who leads", () => {
  expect(domain.cluster_config).toMatchObject({
    instance_count: 3,
    dedicated_master_enabled: true,
    dedicated_master_count: 3,
    zone_awareness_enabled: true,
    zone_awareness_config: { availability_zone_count: 3 },
  });
});

test("callers are signed by IAM and held to indexes and fields; no password exists", () => {
  expect(domain.advanced_security_options).toEqual({
    enabled: true,
    internal_user_database_enabled: false,
    master_user_options: { master_user_arn: expect.stringContaining("search_administrator") },
  });
  expect(text).not.toContain("password");
  expect(openStatements(domain.access_policies)).toEqual([]);
  expect(statements(domain.access_policies)).toEqual([
    expect.objectContaining({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
  ]);
});

test("who looked at what is logged, and only this domain may write to these groups", () => {
  const published = domain.log_publishing_options as readonly Written[];
  expect(published.map((log) => [log.log_type, log.enabled])).toEqual([
    ["AUDIT_LOGS", true],
    ["ES_APPLICATION_LOGS", true],
    ["SEARCH_SLOW_LOGS", true],
    ["INDEX_SLOW_LOGS", true],
  ]);
  expect(statements(only("aws_cloudwatch_log_resource_policy").policy_document)).toEqual([
    expect.objectContaining({
      Principal: { Service: "es.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:es:ap-south-1:111122223333:domain/digit-test-search" },
      },
    }),
  ]);
  expect(JSON.stringify(domain.depends_on)).toContain("aws_cloudwatch_log_resource_policy.");
});

test("it stands inside the network and is reached from one group on one port", () => {
  expect(domain.vpc_options).toMatchObject({ subnet_ids: ["subnet-a", "subnet-b", "subnet-c"] });
  expect(only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    referenced_security_group_id: "sg-application",
    from_port: 443,
    to_port: 443,
  });
  expect(all("aws_vpc_security_group_egress_rule")).toEqual({});
});

test("indexes cannot be deleted with a plan", () => {
  expect(domain.lifecycle).toMatchObject({ prevent_destroy: true });
});

test("the longest environment name still gives names that AWS takes, alike wherever the domain is named", () => {
  const longest = search(`digit-${"a".repeat(24)}-search`);
  const name = String(longest.only("aws_opensearch_domain").domain_name);
  expect(name.length).toBe(28);
  expect(longest.only("aws_opensearch_domain").access_policies).toContain(`:domain/${name}/*`);
  expect(String(longest.only("aws_iam_role").name).length).toBeLessThanOrEqual(64);
});
