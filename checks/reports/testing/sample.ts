/** A small made-up report with one finding of each status, for tests of the renderers. */
import { sha256 } from "../../../common/hash";
import type { Finding, FixedFinding, Report } from "../../model";

export function sampleFinding(over: Partial<Finding> = {}): Finding {
  const base = {
    rule: "RDS-01",
    check: "RDS-01.storage-encrypted",
    status: "fail",
    severity: "high",
    input: 0,
    stack: "data",
    resource: "aws_db_instance.main",
    type: "aws_db_instance",
    path: "storage_encrypted",
    expected: true,
    actual: false,
    message: "The database's storage is not encrypted.",
    remediation: "Set `storage_encrypted = true`.",
    source: { file: "stacks/data/cdk.tf.json", line: 12, construct: "data/Database/Instance" },
    related: [],
    ...over,
  } as const;
  const identity = [base.rule, base.check, base.stack, base.resource, base.path].join("\n");
  return { ...base, fingerprint: over.fingerprint ?? sha256(identity) };
}

export const sampleFindings: readonly Finding[] = [
  sampleFinding(),
  sampleFinding({ resource: "aws_db_instance.reports" }),
  sampleFinding({
    rule: "NET-01",
    check: "NET-01.ssh-from-anywhere",
    severity: "critical",
    stack: "network",
    input: 1,
    resource: "aws_security_group.way_in",
    type: "aws_security_group",
    path: "ingress[0].cidr_blocks[0]",
    expected: "no 0.0.0.0/0 and no ::/0 on port 22",
    actual: "0.0.0.0/0",
    message: "Port 22 is open to the whole internet.",
    remediation: "Remove the rule, or name the networks that may connect.",
    source: { file: "out/demo/stacks/network/plan.json" },
    related: ["aws_vpc.main"],
  }),
  sampleFinding({
    rule: "KMS-02",
    check: "KMS-02.open-policy",
    status: "unknown",
    stack: "network",
    input: 1,
    resource: "aws_kms_key.logs",
    type: "aws_kms_key",
    path: "policy",
    expected: "no Allow for everybody without a condition",
    actual: null,
    message: "Whether the key's policy is open cannot be told.",
    remediation: "Write the policy so that its principals are known before the apply.",
    source: {},
    reason: "known after apply: aws_iam_role.writer.arn",
  }),
  sampleFinding({
    rule: "RDS-08",
    check: "RDS-08.multi-az",
    status: "excepted",
    severity: "medium",
    path: "multi_az",
    message: "The database stands in one zone.",
    remediation: "Set `multi_az = true`.",
    reason: "Training system, rebuilt every night.",
  }),
  sampleFinding({
    rule: "RDS-04",
    check: "RDS-04.retention",
    status: "pass",
    path: "backup_retention_period",
    expected: "at least 7",
    actual: 35,
    message: "Backups are kept 35 days.",
    remediation: "Set `backup_retention_period` to 7 or more.",
  }),
];

/** A report whose counts are those of the findings. */
export function sampleReport(findings: readonly Finding[] = sampleFindings): Report {
  const count = (status: Finding["status"]) => findings.filter((finding) => finding.status === status).length;
  const rules = [...new Set(findings.map((finding) => finding.rule))].sort();
  return {
    schemaVersion: "1.0",
    tool: { name: "digit-platform", version: "0.1.0" },
    parameters: { allowedRegions: ["ap-south-1", "ap-south-2"], logRetentionDays: 365 },
    inputs: [
      { path: "stacks/data/cdk.tf.json", kind: "terraform-json", stack: "data", sha256: sha256("data"), resources: 9 },
      {
        path: "out/demo/stacks/network/plan.json",
        kind: "plan",
        stack: "network",
        sha256: sha256("network"),
        resources: 30,
      },
    ],
    summary: {
      pass: count("pass"),
      fail: count("fail"),
      unknown: count("unknown"),
      excepted: count("excepted"),
      resources: 39,
      unevaluatedResources: 2,
    },
    coverage: {
      rulesApplied: rules,
      rulesNotApplicable: ["MSK-01", "OS-01"],
      resourceTypes: [
        { type: "aws_db_instance", resources: 2, rules: 3 },
        { type: "aws_kms_key", resources: 4, rules: 2 },
        { type: "aws_route_table_association", resources: 2, rules: 0 },
        { type: "aws_security_group", resources: 5, rules: 1 },
      ],
    },
    run: { durationMs: 142, startedAt: "2026-01-31T10:00:00.000Z" },
    findings,
  };
}

const fixedFinding: FixedFinding = {
  ...pickFixed(sampleFinding({ rule: "S3-01", check: "S3-01.public", resource: "aws_s3_bucket.old", path: "acl" })),
  message: "The bucket is open to everybody.",
};

function pickFixed(finding: Finding): FixedFinding {
  const { rule, check, severity, stack, resource, type, path, message, source, fingerprint } = finding;
  const inputPath = "stacks/data/cdk.tf.json";
  return {
    rule,
    check,
    status: "fail",
    severity,
    stack,
    resource,
    type,
    path,
    message,
    source,
    fingerprint,
    inputPath,
  };
}

/** The sample report beside an earlier one: the open port is new, the rest was there, a public bucket is fixed. */
export function comparedReport(): Report {
  const report = sampleReport();
  const findings = report.findings.map((finding): Finding => {
    if (finding.status === "pass") return finding;
    return { ...finding, baselineState: finding.rule === "NET-01" ? "new" : "unchanged" };
  });
  const baseline = {
    path: "baseline.json",
    sha256: sha256("baseline"),
    new: 1,
    unchanged: 4,
    fixed: 1,
    fixedFindings: [fixedFinding],
  };
  return { ...report, findings, baseline };
}
