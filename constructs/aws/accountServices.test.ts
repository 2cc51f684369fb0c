import catalogue from "../../catalogue/config-rules.json";
import { AccessAnalysis } from "./accessAnalysis";
import { ConfigurationRecord } from "./configurationRecord";
import { ConfigurationRules } from "./configurationRules";
import { PrivateBucket } from "./privateBucket";
import { synthesized, testPlace } from "./testing";
import { VulnerabilityScan } from "./vulnerabilityScan";

const { only, all } = synthesized((scope) => {
  new AccessAnalysis(scope, "access", { name: "digit-test" });
  new VulnerabilityScan(scope, "weaknesses", { accountId: testPlace.accountId });
  const bucket = new PrivateBucket(scope, "bucket", {
    name: "configuration",
    place: testPlace,
    kmsKeyArn: "key",
    classification: { dataClass: "audit", personalData: false, retentionDays: 365 },
    expiry: { currentDays: 365, previousDays: 30 },
    accessLogBucket: "logs",
  });
  const record = new ConfigurationRecord(scope, "configuration", {
    name: "test-configuration",
    accountId: testPlace.accountId,
    bucket,
    kmsKeyArn: "key",
  });
  new ConfigurationRules(scope, "rule", { name: "digit-test", record });
});

test("access from outside and unused permissions are both analysed", () => {
  const types = Object.values(all("aws_accessanalyzer_analyzer")).map(({ type }) => type);
  expect(types).toEqual(["ACCOUNT", "ACCOUNT_UNUSED_ACCESS"]);
});

test("Inspector scans machines and images of this account alone", () => {
  expect(only("aws_inspector2_enabler")).toMatchObject({
    account_ids: ["111122223333"],
    resource_types: ["EC2", "ECR"],
  });
});

test("each rule of the catalogue is declared once, with its parameters, after the recorder is on", () => {
  const rules = Object.values(all("aws_config_config_rule"));
  const identifiers = rules.map(({ source }) => (source as { source_identifier: string }).source_identifier);
  expect(identifiers.sort()).toEqual(catalogue.rules.map(({ identifier }) => identifier).sort());
  expect(new Set(identifiers).size).toBe(identifiers.length);
  for (const rule of rules) {
    expect(rule.depends_on).toEqual([expect.stringMatching(/^aws_config_configuration_recorder_status\./)]);
  }
  expect(rules.flatMap(({ input_parameters }) => input_parameters ?? [])).toEqual(['{"daysToExpiration":"30"}']);
});
