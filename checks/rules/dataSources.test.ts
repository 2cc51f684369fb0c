import type { JsonObject } from "../../common/json";
import { evaluate } from "../evaluate";
import { buildGraph } from "../graph/buildGraph";
import { readInputs } from "../inputs/readInputs";
import { graphOf } from "../testing/graph";
import { allRules } from ".";
import { rootModule } from "./kit/example";

test("what somebody else made is not judged for what the source cannot see of it", () => {
  const types = [...new Set(allRules.flatMap((rule) => rule.metadata.resourceTypes))].filter(
    (type) => type.startsWith("aws_") && type !== "aws_iam_policy_document",
  );
  const data = Object.fromEntries(types.sort().map((type) => [type, { found: { name: "found" } }]));
  const { findings } = evaluate(graphOf({ json: rootModule({ data }) }), allRules, {
    version: "test",
    now: new Date(0),
  });
  expect(findings.map(({ check, resource }) => `${check} ${resource}`)).toEqual([]);
});

const account = (enabled: boolean) => ({
  version: 4,
  terraform_version: "1.11.4",
  serial: 1,
  lineage: "l",
  outputs: {},
  resources: [
    data("aws_ebs_encryption_by_default", { enabled }),
    data("aws_s3_account_public_access_block", {
      block_public_acls: true,
      block_public_policy: enabled,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
    data("aws_guardduty_detector", {
      id: "d1",
      status: enabled ? "ENABLED" : "DISABLED",
      features: ["EKS_AUDIT_LOGS", "RDS_LOGIN_EVENTS", "S3_DATA_EVENTS"].map((name) => ({
        name,
        status: enabled || name === "S3_DATA_EVENTS" ? "ENABLED" : "DISABLED",
        additional_configuration: [],
      })),
    }),
    // Somebody else's bucket has its settings elsewhere.
    data("aws_s3_bucket", { bucket: "theirs", id: "theirs" }),
  ],
});

function data(type: string, attributes: JsonObject) {
  return {
    mode: "data",
    type,
    name: "found",
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
  };
}

test("services of the account that somebody else runs are judged by what was read of them", () => {
  const judge = (enabled: boolean) => {
    const content = JSON.stringify(account(enabled));
    const { inputs } = readInputs([{ path: "state.json", stack: "account", kind: "state", content }]);
    return evaluate(buildGraph(inputs), allRules, { version: "test", now: new Date(0), show: "all" });
  };
  const good = judge(true);
  expect(good.findings.filter(({ status }) => status !== "pass")).toEqual([]);
  expect([...new Set(good.findings.map(({ rule }) => rule))]).toEqual(
    expect.arrayContaining(["EBS-03", "GD-01", "S3-01"]),
  );
  const fails = judge(false).findings.filter(({ status }) => status === "fail");
  expect(fails.map(({ check }) => check).sort()).toEqual([
    "EBS-03.on",
    "GD-01.cluster-audit",
    "GD-01.database-logins",
    "GD-01.enabled",
    "S3-01.block-public-policy",
  ]);
});
