import type { Report } from "../../model";
import { samplePlatform, sampleRules } from "../testing/platform";
import { comparedReport, sampleFinding, sampleFindings, sampleReport } from "../testing/sample";
import { sarifSchema, schemaProblems } from "../testing/schemas";
import { renderSarif } from "./index";

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly baselineState?: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string; readonly index?: number };
      readonly region: { readonly startLine: number };
    };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly suppressions: readonly { readonly justification: string }[];
  readonly partialFingerprints: { readonly [name: string]: string };
}
interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Readonly<Record<string, unknown>>[] } };
  readonly results: readonly Result[];
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly invocations: readonly Readonly<Record<string, unknown>>[];
  readonly originalUriBaseIds: unknown;
}

const validate = sarifSchema();
const rules = sampleRules.map((rule) => ({
  ...rule,
  checks: [...new Set(sampleFindings.filter((finding) => finding.rule === rule.id).map(({ check }) => check))].map(
    (id) => ({ id, title: rule.title, severity: rule.severity, equivalents: { checkov: ["CKV_AWS_16"] } }),
  ),
}));
const options = { rules, exceptions: samplePlatform.exceptions };

function runOf(report: Report, more: Parameters<typeof renderSarif>[1] = {}): Run {
  const log = JSON.parse(renderSarif(report, { ...options, ...more })) as { readonly runs: readonly [Run] };
  expect(schemaProblems(validate, log)).toEqual([]);
  return log.runs[0];
}
const resultFor = (run: Run, check: string): Result => {
  const found = run.results.find(({ ruleId }) => ruleId === check);
  if (found === undefined) throw new Error(`no result of ${check}`);
  return found;
};

test("fits the official schema, with and without rules, findings and a baseline", () => {
  runOf(sampleReport());
  runOf(sampleReport([]));
  runOf(sampleReport(), { rules: [] });
  runOf(comparedReport());
  expect(schemaProblems(validate, { version: "2.1.0", runs: [{ results: [] }] })).not.toEqual([]);
});

test("a fail has the level of its severity, file, line and address", () => {
  const run = runOf(sampleReport());
  expect(resultFor(run, "NET-01.ssh-from-anywhere")).toMatchObject({ kind: "fail", level: "error", suppressions: [] });
  const [place] = resultFor(run, "RDS-01.storage-encrypted").locations;
  expect(place?.physicalLocation).toEqual({
    artifactLocation: { uri: "stacks/data/cdk.tf.json", uriBaseId: "%SRCROOT%", index: 0 },
    region: { startLine: 12 },
  });
  expect(place?.logicalLocations.map(({ fullyQualifiedName }) => fullyQualifiedName)).toEqual([
    "data/aws_db_instance.main",
    "data/Database/Instance",
  ]);
});

test("every result has a file, as GitHub asks, and a line, said to stand for none where none is known", () => {
  const run = runOf(sampleReport([sampleFinding({ source: {}, input: 1 })]));
  expect(run.results[0]?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "out/demo/stacks/network/plan.json", uriBaseId: "%SRCROOT%", index: 1 },
    region: { startLine: 1, properties: { lineKnown: false } },
  });
});

test("an unknown is open with its cause, a pass is a pass, both without a level", () => {
  const run = runOf(sampleReport());
  const open = resultFor(run, "KMS-02.open-policy");
  expect(open).toMatchObject({ kind: "open", level: "none" });
  expect(open.message.text).toContain("Cause: known after apply: aws_iam_role.writer.arn");
  expect(resultFor(run, "RDS-04.retention")).toMatchObject({ kind: "pass", level: "none" });
});

test("an excepted finding is suppressed with its justification", () => {
  expect(resultFor(runOf(sampleReport()), "RDS-08.multi-az")).toMatchObject({
    kind: "fail",
    level: "warning",
    suppressions: [
      {
        kind: "external",
        status: "accepted",
        justification: "Training system, rebuilt every night.",
        properties: { owner: "Asha Rao", ticket: "DP-17", expires: "2026-06-30" },
      },
    ],
  });
});

test("every check has its descriptor, and every result points at its own", () => {
  const run = runOf(sampleReport());
  const descriptors = run.tool.driver.rules;
  for (const { ruleId, ruleIndex } of run.results) expect(descriptors[ruleIndex]?.id).toBe(ruleId);
  expect(descriptors.find(({ id }) => id === "RDS-01.storage-encrypted")).toMatchObject({
    name: "Rds01StorageEncrypted",
    shortDescription: { text: "Database storage is encrypted" },
    help: {
      text: expect.stringContaining("What to do: Set the attribute that the evidence names."),
      markdown: expect.stringMatching(/### What to do\n\nSet the attribute[\s\S]*- ISO\/IEC 27001:2022: A\.8\.24/),
    },
    defaultConfiguration: { level: "error" },
    properties: {
      severity: "high",
      "security-severity": "8.0",
      tags: [
        "security",
        "encryption-at-rest",
        "ISO/IEC 27001:2022: A.8.24",
        "DPDP Rules 2025: 6(1)(a)",
        "CERT-In Directions 2022: (iv)",
      ],
    },
  });
});

test("fingerprints are ours, and equal ones of several inputs stay apart", () => {
  const run = runOf(sampleReport([sampleFinding(), sampleFinding({ input: 1 })]));
  const { fingerprint } = sampleFinding();
  expect(run.results.map(({ partialFingerprints }) => partialFingerprints)).toEqual([
    { "digitPlatform/v1": fingerprint, primaryLocationLineHash: `${fingerprint.slice(0, 16)}:1` },
    { "digitPlatform/v1": fingerprint, primaryLocationLineHash: `${fingerprint.slice(0, 16)}:2` },
  ]);
});

test("with a baseline every result has a state, and what is fixed is absent", () => {
  const states = runOf(comparedReport()).results.map(({ ruleId, baselineState }) => `${ruleId} ${baselineState}`);
  expect(states).toContain("NET-01.ssh-from-anywhere new");
  expect(states).toContain("RDS-01.storage-encrypted unchanged");
  expect(states).toContain("S3-01.public absent");
  expect(states).toContain("RDS-04.retention unchanged");
});

test("paths become relative references, whatever stands in them", () => {
  const uri = (path: string) =>
    runOf(sampleReport([sampleFinding({ source: { file: path, line: 3 } })])).results[0]?.locations[0]?.physicalLocation
      .artifactLocation.uri;
  expect(uri("a b/c#d?e%.tf")).toBe("a%20b/c%23d%3Fe%25.tf");
  expect(uri("cluster:prod")).toBe("cluster%3Aprod");
  expect(uri("नगर/x.tf")).toBe("%E0%A4%A8%E0%A4%97%E0%A4%B0/x.tf");
});

test("what was passed over is a notification, and times are left out when asked", () => {
  const passedOver = [{ path: "modules/x", reason: "a symbolic link out of the folder" }];
  const [invocation] = runOf(sampleReport(), { passedOver, reproducible: true }).invocations;
  expect(invocation).toMatchObject({
    executionSuccessful: true,
    toolExecutionNotifications: [
      { level: "note", message: { text: expect.stringContaining("modules/x was not judged") } },
    ],
  });
  expect(invocation).not.toHaveProperty("startTimeUtc");
  expect(runOf(sampleReport()).invocations[0]).toHaveProperty("startTimeUtc", "2026-01-31T10:00:00.000Z");
});

test("no placeholder and no link comes from a name", () => {
  const [result] = runOf(sampleReport([sampleFinding({ resource: "aws_x.y", message: "see {0} [here](1)" })])).results;
  expect(result?.message.text).toBe("aws_x.y: see {{0}} [here] (1)");
});
