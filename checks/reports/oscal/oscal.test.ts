import type { Report } from "../../model";
import { samplePlatform, sampleRules } from "../testing/platform";
import { comparedReport, sampleFinding, sampleFindings, sampleReport } from "../testing/sample";
import { oscalSchema, schemaProblems } from "../testing/schemas";
import { renderOscal } from "./index";
import { uuidOf } from "./uuid";

type Item = Readonly<Record<string, unknown>> & { readonly uuid: string };
interface Result {
  readonly start: string;
  readonly observations?: readonly Item[];
  readonly risks?: readonly (Item & { readonly title: string; readonly status: string; readonly deadline?: string })[];
  readonly findings?: readonly (Item & {
    readonly target: { readonly "target-id": string; readonly status: { readonly state: string } };
  })[];
  readonly "reviewed-controls": unknown;
}

const validate = oscalSchema();
const options = { rules: sampleRules, exceptions: samplePlatform.exceptions };

function read(report: Report, more: Parameters<typeof renderOscal>[1] = {}): { document: unknown; result: Result } {
  const document = JSON.parse(renderOscal(report, { ...options, ...more }));
  expect(schemaProblems(validate, document)).toEqual([]);
  return { document, result: document["assessment-results"].results[0] as Result };
}

/** All values under keys that fit, anywhere in a document. */
function valuesOf(value: unknown, fits: (key: string) => boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, fits));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === "string" ? (fits(key) ? [item] : []) : valuesOf(item, fits),
  );
}

test.each([
  ["the sample", sampleReport()],
  ["a clean report", sampleReport([])],
  ["a comparison", comparedReport()],
  ["passes only", sampleReport(sampleFindings.filter(({ status }) => status === "pass"))],
])("%s fits NIST's schema, and every reference leads to one thing", (_, report) => {
  for (const more of [{}, { show: "all" as const }, { rules: [], reproducible: true }]) {
    const { document } = read(report, more);
    const defined = valuesOf(document, (key) => key === "uuid");
    expect(new Set(defined).size).toBe(defined.length);
    const used = [
      ...valuesOf(document, (key) => key.endsWith("-uuid")),
      ...valuesOf(document, (key) => key === "href").flatMap((href) => (href.startsWith("#") ? [href.slice(1)] : [])),
    ];
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((uuid) => !defined.includes(uuid))).toEqual([]);
  }
});

test("the schema refuses what is none of it", () => {
  expect(schemaProblems(validate, { "assessment-results": { uuid: "x" } })).not.toEqual([]);
});

test("controls are those that NIST's catalog names, satisfied only where every check holds", () => {
  const { result } = read(sampleReport(), {
    rules: sampleRules.map((rule) => ({
      ...rule,
      frameworks: { nist80053: rule.id === "RDS-04" ? ["NIST SP 800-53 r5: CP-9"] : ["NIST SP 800-53 r5: SC-28(1)"] },
    })),
  });
  expect(result.findings?.map(({ target }) => `${target["target-id"]} ${target.status.state}`)).toEqual([
    "cp-9_smt satisfied",
    "sc-28.1_smt not-satisfied",
  ]);
  expect(JSON.stringify(result["reviewed-controls"])).toContain(
    '"include-controls":[{"control-id":"cp-9"},{"control-id":"sc-28.1"}]',
  );
});

test("fails are open risks, exceptions approved deviations with their deadline, unknowns no risk", () => {
  const { result } = read(sampleReport());
  expect(result.risks?.map(({ title, status }) => `${title.split(" ")[0]} ${status}`)).toEqual([
    "`NET-01.ssh-from-anywhere` open",
    "`RDS-01.storage-encrypted` open",
    "`RDS-08.multi-az` deviation-approved",
  ]);
  expect(result.risks?.[2]?.deadline).toBe("2026-06-30T23:59:59Z");
});

test("what is fixed since the baseline is a closed risk", () => {
  const { document, result } = read(comparedReport());
  expect(result.risks?.find(({ status }) => status === "closed")?.title).toContain("S3-01.public");
  expect(JSON.stringify(document)).toContain('"name":"baseline-state","ns":"urn:digit-platform:oscal","value":"new"');
});

test("an observation names its resource, and passes name theirs only when asked", () => {
  const { result } = read(sampleReport());
  expect(result.observations).toHaveLength(sampleFindings.length);
  const passed = (more: Parameters<typeof renderOscal>[1]) =>
    read(sampleReport(), more).result.observations?.find(({ title }) => title === "`RDS-04.retention` holds");
  expect(passed({})).not.toHaveProperty("subjects");
  expect(passed({ show: "all" })).toMatchObject({ subjects: [{ title: "`aws_db_instance.main`" }] });
});

test("the same findings give the same bytes, other findings another document", () => {
  const text = renderOscal(sampleReport(), { ...options, reproducible: true });
  const again = sampleReport([...sampleFindings].reverse());
  expect(
    renderOscal(
      { ...again, run: { durationMs: 9, startedAt: "2027-01-01T00:00:00.000Z" } },
      { ...options, reproducible: true },
    ),
  ).toBe(text);
  const uuid = (report: Report) => (JSON.parse(renderOscal(report, options))["assessment-results"] as Item).uuid;
  expect(uuid(sampleReport([sampleFinding()]))).not.toBe(uuid(sampleReport()));
});

test("the moment is that of the run, of the caller, or one that nobody takes for real", () => {
  expect(read(sampleReport()).result.start).toBe("2026-01-31T10:00:00.000Z");
  expect(read(sampleReport(), { reproducible: true }).result.start).toBe("1970-01-01T00:00:00Z");
  expect(read(sampleReport(), { reproducible: true, moment: "2026-11-22T00:00:00Z" }).result.start).toBe(
    "2026-11-22T00:00:00Z",
  );
});

test("equal findings and inputs of one path stay apart", () => {
  const report = sampleReport([sampleFinding(), sampleFinding(), sampleFinding({ input: 1 })]);
  const { document } = read({ ...report, inputs: report.inputs.map((input) => ({ ...input, path: "same" })) });
  const defined = valuesOf(document, (key) => key === "uuid");
  expect(new Set(defined).size).toBe(defined.length);
});

test("UUIDs are of version 5 and depend on every name", () => {
  expect(uuidOf("a", "b")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidOf("a", "b")).not.toBe(uuidOf("ab"));
  expect(uuidOf("a", null)).not.toBe(uuidOf("a", ""));
});
