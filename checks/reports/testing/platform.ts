/** A made-up platform's report on top of the sample report, for tests of the renderers. */
import { sha256 } from "../../../common/hash";
import type { PlatformReport, ReportedRule, StackReport } from "../platformReport";
import { sampleReport } from "./sample";

const rule = (
  id: string,
  title: string,
  group: ReportedRule["group"],
  frameworks: ReportedRule["frameworks"],
): ReportedRule => ({
  id,
  title,
  control: `${group}.database`,
  severity: "high",
  group,
  rationale: "Whoever gets hold of a disk or a backup must not be able to read it.",
  remediation: "Set the attribute that the evidence names.",
  frameworks,
});

export const sampleRules: readonly ReportedRule[] = [
  rule("KMS-02", "Keys are not open to everybody", "encryption-at-rest", {
    nist80053: ["NIST SP 800-53 r5: AC-3"],
    iso27001: ["ISO/IEC 27001:2022: A.8.24", "ISO/IEC 27001:2022: A.5.15"],
    dpdpRules2025: ["DPDP Rules 2025: 6(1)(b)"],
  }),
  rule("MSK-01", "Kafka talks TLS only", "encryption-in-transit", {}),
  rule("NET-01", "Administration ports are closed to the internet", "network-isolation", {
    cis: ["CIS AWS Foundations 3.0: 5.2"],
    dpdpRules2025: ["DPDP Rules 2025: 6(1)(b)"],
  }),
  rule("RDS-01", "Database storage is encrypted", "encryption-at-rest", {
    iso27001: ["ISO/IEC 27001:2022: A.8.24"],
    dpdpRules2025: ["DPDP Rules 2025: 6(1)(a)"],
    certIn2022: ["CERT-In Directions 2022: (iv)"],
  }),
  rule("RDS-04", "Database backups are kept", "backup-and-recovery", { dpdpRules2025: ["DPDP Rules 2025: 6(1)(d)"] }),
  rule("RDS-08", "Database survives the loss of a zone", "backup-and-recovery", {
    digitGuidelines: ["DIGIT Data Protection and Privacy Guidelines D.1: Data backup and disaster recovery"],
  }),
];

const stack = (name: string, title: string, over: Partial<StackReport>): StackReport => ({
  name,
  title,
  needs: [],
  judgedOn: "plan",
  verdict: { outcome: "allowed", reasons: [] },
  summary: { pass: 0, fail: 0, unknown: 0, excepted: 0 },
  applied: null,
  secondPlanEmpty: null,
  hashes: { planSha256: sha256(`${name}.plan`), sourceSha256: sha256(`${name}.tf`), lockSha256: sha256("lock") },
  durations: [
    { step: "plan", milliseconds: 4200 },
    { step: "check", milliseconds: 95 },
  ],
  ...over,
});

export const samplePlatform: PlatformReport = {
  schemaVersion: "1.0",
  environment: {
    name: "demo",
    target: "aws",
    region: "ap-south-1",
    recoveryRegion: "ap-south-2",
    accountId: "123456789012",
    size: "demo",
    digitRelease: "2.9",
    emulator: {
      name: "moto 5.2.1",
      replaced: [{ what: "Account", written: "210987654321", used: "123456789012" }],
    },
  },
  verdict: {
    outcome: "refused",
    reasons: ["Two stacks have findings of high severity or above.", "The key policy of one stack is unknown."],
  },
  stacks: [
    stack("foundation", "Keys, log archive and trail.", {
      judgedOn: "state",
      summary: { pass: 41, fail: 0, unknown: 0, excepted: 0 },
      applied: { added: 23, changed: 0, destroyed: 0, at: "2026-01-31T10:01:00.000Z" },
      secondPlanEmpty: true,
    }),
    stack("network", "Three zones with edge, application and data tiers.", {
      needs: ["foundation"],
      verdict: { outcome: "refused", reasons: ["Port 22 is open to the internet."] },
      summary: { pass: 12, fail: 1, unknown: 1, excepted: 0 },
    }),
    stack("data", "Database and file store.", {
      needs: ["foundation", "network"],
      judgedOn: "synthesis",
      verdict: { outcome: "refused", reasons: ["The database is not encrypted."] },
      summary: { pass: 1, fail: 2, unknown: 0, excepted: 1 },
      hashes: {
        planSha256: null,
        sourceSha256: sha256("data.tf"),
        lockSha256: null,
        overridesSha256: sha256("overrides"),
      },
      durations: [],
    }),
  ],
  report: sampleReport(),
  rules: sampleRules,
  exceptions: [
    {
      rule: "RDS-08",
      check: "RDS-08.multi-az",
      stack: "data",
      resource: "aws_db_instance.main",
      reason: "Training system, rebuilt every night.",
      owner: "Asha Rao",
      approvedBy: "Vikram Shah",
      ticket: "DP-17",
      expires: "2026-06-30",
      state: "active",
    },
  ],
  provenance: {
    kitVersion: "0.1.0",
    engine: { name: "Terraform", version: "1.11.4" },
    providers: [{ name: "hashicorp/aws", version: "5.100.0" }],
    nodeVersion: "20.19.0",
    gitRevision: "0123456789abcdef0123456789abcdef01234567",
    time: "2026-01-31T10:00:00.000Z",
    hashes: [{ name: "environments/demo.yaml", sha256: sha256("demo") }],
  },
  drawing: null,
};
