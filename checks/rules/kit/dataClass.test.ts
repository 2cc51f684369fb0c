import type { JsonObject } from "../../../common/json";
import { evaluate } from "../../evaluate";
import type { Finding } from "../../model";
import { graphOf } from "../../testing/graph";
import { allRules } from "..";
import { rule as otherRule } from "../network-isolation/NET-08";
import { weighedByDataClass, weighedChecks } from "./dataClass";
import { rootModule } from "./example";

function findings(resource: JsonObject): readonly Finding[] {
  const graph = graphOf({ json: rootModule({ resource }) });
  return evaluate(graph, allRules, { version: "test", now: new Date(0) }).findings;
}

function severityOf(check: string, resource: JsonObject): readonly string[] {
  return findings(resource).flatMap((one) => (one.check === check ? [`${one.severity} ${one.resource}`] : []));
}

const cache = (tags?: JsonObject): JsonObject => ({
  aws_elasticache_replication_group: {
    main: { replication_group_id: "main", description: "Sessions", ...(tags ? { tags } : {}) },
  },
});
const address = "aws_elasticache_replication_group.main";

test.each([
  ["yes", { "personal-data": "yes" }, "high"],
  ["true", { "personal-data": "TRUE" }, "high"],
  ["only the class", { "data-class": "personal" }, "high"],
  ["no, whatever the class", { "personal-data": "no", "data-class": "personal" }, "medium"],
  ["another class", { "data-class": "telemetry" }, "medium"],
  ["nothing", undefined, "medium"],
])("a key that is missing weighs by the tag: %s", (_, tags, severity) => {
  expect(severityOf("CACHE-04.customer-key", cache(tags))).toEqual([`${severity} ${address}`]);
});

test("retention and object locks weigh more too, and say why", () => {
  const bucket = { bucket: "records", tags: { "data-class": "audit", "personal-data": "yes" } };
  const trail = { name: "trail", s3_bucket_name: "records" };
  const found = findings({ aws_s3_bucket: { records: bucket }, aws_cloudtrail: { main: trail } });
  const of = (check: string) => found.find((one) => one.check === check);
  expect(of("S3-08.object-lock")).toMatchObject({ severity: "high", resource: "aws_s3_bucket.records" });
  expect(of("DP-03.lifecycle")?.severity).toBe("high");
  expect(of("DP-03.lifecycle")?.message).toContain("tagged as one of personal data");
});

test("a helper resource weighs as the store that it belongs to", () => {
  const lifecycle = (tag: string) => ({
    aws_s3_bucket: { files: { bucket: "files", tags: { "personal-data": tag } } },
    aws_s3_bucket_server_side_encryption_configuration: {
      files: {
        bucket: "files",
        rule: { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
      },
    },
  });
  const severities = (tag: string) => severityOf("S3-03.kms", lifecycle(tag)).map((row) => row.split(" ")[0]);
  expect(new Set(severities("yes"))).toEqual(new Set(["high"]));
  expect(new Set(severities("no"))).toEqual(new Set(["medium"]));
});

test("other findings on the same store keep their weight", () => {
  expect(severityOf("CACHE-08.subnet-group", cache({ "personal-data": "yes" }))).toEqual([`medium ${address}`]);
  expect(weighedByDataClass(otherRule)).toBe(otherRule);
});

test("what is high already stays so", () => {
  const resource = { aws_backup_vault: { main: { name: "main", tags: { "personal-data": "yes" } } } };
  expect(severityOf("BKP-01.customer-key", resource)).toEqual(["high aws_backup_vault.main"]);
});

test("every check that is weighed exists", () => {
  const known = new Set(allRules.flatMap((rule) => rule.metadata.checks.map(({ id }) => id)));
  expect([...weighedChecks].filter((id) => !known.has(id))).toEqual([]);
});
