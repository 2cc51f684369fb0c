import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import {
  type Finding,
  type InputSummary,
  inputKinds,
  noteKinds,
  type Report,
  type SourceLocation,
  severities,
  statuses,
} from "../model";
import { renderJson, renderPlatformJson } from "./json";
import { samplePlatform } from "./testing/platform";
import { sampleFinding, sampleReport } from "./testing/sample";

interface ObjectSchema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] } & Partial<ObjectSchema>>>;
}
const schema = JSON.parse(readFileSync(join(__dirname, "../../docs/report.schema.json"), "utf8")) as ObjectSchema & {
  readonly $defs: {
    readonly [name in "finding" | "input" | "note" | "source" | "fixedFinding"]: ObjectSchema;
  } & { readonly severity: { readonly enum: readonly string[] } };
};
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

function problemsOf(report: Report): unknown {
  validate(JSON.parse(renderJson(report)));
  return validate.errors ?? [];
}

test("what is written fits the published schema", () => {
  expect(problemsOf(sampleReport())).toEqual([]);
  expect(problemsOf(sampleReport([]))).toEqual([]);
});

test("the schema is strict", () => {
  const report = JSON.parse(renderJson(sampleReport())) as Record<string, unknown>;
  expect(validate({ ...report, extra: 1 })).toBe(false);
  expect(validate({ ...report, schemaVersion: "2.0" })).toBe(false);
  expect(validate({ ...report, findings: [{ ...sampleFinding(), status: "maybe" }] })).toBe(false);
  const { fingerprint, ...withoutFingerprint } = sampleFinding();
  expect(fingerprint).toHaveLength(64);
  expect(validate({ ...report, findings: [withoutFingerprint] })).toBe(false);
});

/** `required` or `optional` per field; the compiler refuses a table that does not agree with the type. */
type Fields<T> = { readonly [K in keyof Required<T>]: object extends Pick<T, K> ? "optional" : "required" };

function fieldsOf(object: ObjectSchema): Record<string, string> {
  return Object.fromEntries(
    Object.keys(object.properties).map((name) => [
      name,
      object.required?.includes(name) === true ? "required" : "optional",
    ]),
  );
}

test("schema and types agree", () => {
  const report: Fields<Report & { readonly passedOver?: unknown; readonly reachability?: unknown }> = {
    passedOver: "optional",
    reachability: "optional",
    schemaVersion: "required",
    tool: "required",
    parameters: "required",
    inputs: "required",
    summary: "required",
    coverage: "required",
    run: "optional",
    baseline: "optional",
    findings: "required",
    inlineExceptions: "optional",
  };
  const input: Fields<InputSummary> = {
    path: "required",
    kind: "required",
    stack: "required",
    sha256: "required",
    resources: "required",
    notes: "optional",
  };
  const finding: Fields<Finding> = {
    baselineState: "optional",
    rule: "required",
    check: "required",
    status: "required",
    severity: "required",
    input: "required",
    stack: "required",
    resource: "required",
    type: "required",
    path: "required",
    expected: "required",
    actual: "required",
    message: "required",
    remediation: "required",
    source: "required",
    reason: "optional",
    related: "required",
    fingerprint: "required",
    inlineException: "optional",
  };
  const source: Fields<SourceLocation> = { file: "optional", line: "optional", construct: "optional" };
  const summary: Fields<Report["summary"]> = {
    pass: "required",
    fail: "required",
    unknown: "required",
    excepted: "required",
    resources: "required",
    unevaluatedResources: "required",
  };
  const coverage: Fields<Report["coverage"]> = {
    rulesApplied: "required",
    rulesNotApplicable: "required",
    resourceTypes: "required",
  };
  expect(fieldsOf(schema)).toEqual(report);
  expect(fieldsOf(schema.$defs.input)).toEqual(input);
  expect(fieldsOf(schema.$defs.finding)).toEqual(finding);
  expect(fieldsOf(schema.$defs.source)).toEqual(source);
  expect(fieldsOf(schema.properties.summary as ObjectSchema)).toEqual(summary);
  expect(fieldsOf(schema.properties.coverage as ObjectSchema)).toEqual(coverage);
  expect(schema.$defs.finding.properties.status?.enum).toEqual([...statuses]);
  expect(schema.$defs.severity.enum).toEqual([...severities]);
  expect(schema.$defs.input.properties.kind?.enum).toEqual([...inputKinds]);
  expect(schema.$defs.note.properties.kind?.enum).toEqual([...noteKinds]);
  expect(fieldsOf(schema.$defs.source)).toEqual(source);
});

test("reproducible output leaves out the run and nothing else", () => {
  const whole = JSON.parse(renderJson(sampleReport())) as Record<string, unknown>;
  const reproducible = JSON.parse(renderJson(sampleReport(), { reproducible: true })) as Record<string, unknown>;
  const { run, ...rest } = whole;
  expect(run).toEqual({ durationMs: 142, startedAt: "2026-01-31T10:00:00.000Z" });
  expect(reproducible).toEqual(rest);
});

test("what was passed over is listed, where there is anything", () => {
  const passedOver = [{ path: "modules/link", reason: "a symbolic link" }];
  const written = JSON.parse(renderJson(sampleReport(), { passedOver })) as Record<string, unknown>;
  expect(validate(written)).toBe(true);
  expect(written.passedOver).toEqual(passedOver);
  expect(JSON.parse(renderJson(sampleReport()))).not.toHaveProperty("passedOver");
});

test("the order of findings in memory does not show", () => {
  const report = sampleReport();
  expect(renderJson({ ...report, findings: [...report.findings].reverse() })).toBe(renderJson(report));
});

test("what a caller's objects carry beyond the schema stays out", () => {
  const finding = { ...sampleFinding(), internal: "x" };
  expect(renderJson(sampleReport([finding]))).not.toContain("internal");
});

test("hostile names survive the round trip and move no terminal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
      fc.pre(!/\p{Cs}/u.test(name));
      const text = renderJson(sampleReport([sampleFinding({ type: name })]));
      expect((JSON.parse(text) as Report).findings[0]?.type).toBe(name);
      expect(/(?!\n)[\p{Cc}\u202a-\u202e]/u.test(text)).toBe(false);
    }),
  );
});

test("a platform's report holds the check report as published, and no secret", () => {
  const canary = ["AKIA", "QWERTYUIOPASDFGH"].join("");
  const text = renderPlatformJson({ ...samplePlatform, verdict: { outcome: "refused", reasons: [`found ${canary}`] } });
  const parsed = JSON.parse(text) as { readonly report: unknown; readonly stacks: readonly unknown[] };
  expect(validate(parsed.report)).toBe(true);
  expect(parsed.stacks).toHaveLength(samplePlatform.stacks.length);
  expect(text).not.toContain(canary);
});
