/** What every format owes its reader, whatever stands in names and values. */
import type { Finding, Report } from "../model";
import { renderConsole } from "./console";
import { renderHtml } from "./html";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { FormatOptions } from "./options";
import { renderOscal } from "./oscal";
import { renderSarif } from "./sarif";
import { parseHtml } from "./testing/parseHtml";
import { parseXml } from "./testing/parseXml";
import { samplePlatform, sampleRules } from "./testing/platform";
import { comparedReport, sampleFinding } from "./testing/sample";
import { oscalSchema, sarifSchema, schemaProblems } from "./testing/schemas";

const formats: { readonly [name: string]: (report: Report, options: FormatOptions) => string } = {
  console: (report, options) => renderConsole(report, { ...options, width: 100, color: false }),
  json: (report, options) => renderJson(report, options),
  html: renderHtml,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
  oscal: renderOscal,
};
const names = Object.keys(formats);
const options: FormatOptions = {
  rules: sampleRules,
  exceptions: samplePlatform.exceptions,
  show: "all",
  reproducible: true,
};
const render = (format: string, report: Report, more: FormatOptions = {}): string =>
  formats[format]?.(report, { ...options, ...more }) ?? "";

/** A report in which one text stands wherever a report has text that comes from outside. */
function filledWith(text: string): Report {
  const base = comparedReport();
  const statuses = ["fail", "unknown", "excepted", "pass"] as const;
  const findings = statuses.map(
    (status): Finding => ({
      ...sampleFinding({
        status,
        stack: text,
        resource: text,
        type: text,
        path: text,
        expected: { [text]: [text] },
        actual: text,
        message: text,
        remediation: text,
        reason: text,
        related: [text],
        source: { file: text, line: 7, construct: text },
        inlineException: { tool: "checkov", id: "CKV_AWS_16", reason: text, counts: false, why: text },
      }),
      ...(status === "pass" ? {} : { baselineState: "new" as const }),
    }),
  );
  const inlineException = {
    tool: "checkov",
    id: null,
    reason: text,
    input: 0,
    stack: text,
    resource: text,
    source: { file: text },
    checks: [],
    counts: false,
    why: text,
  };
  return {
    ...base,
    parameters: { registries: [text] },
    inputs: base.inputs.map((input) => ({
      ...input,
      path: text,
      stack: text,
      notes: [{ kind: "unreadable-file" as const, message: text, source: { file: text } }],
    })),
    findings,
    inlineExceptions: [inlineException],
    baseline: {
      sha256: base.baseline?.sha256 ?? "",
      new: 3,
      unchanged: 0,
      fixed: 1,
      fixedFindings: (base.baseline?.fixedFindings ?? []).map((one) => ({
        ...one,
        resource: text,
        message: text,
        path: text,
        type: text,
        stack: text,
        inputPath: text,
        source: { file: text, construct: text },
      })),
    },
  };
}
const surroundings = (text: string): FormatOptions => ({
  passedOver: [{ path: text, reason: text }],
  exceptions: samplePlatform.exceptions.map((entry) => ({ ...entry, reason: text, owner: text, ticket: text })),
});

const hostile = [
  "<script>alert(1)</script>",
  "]]>",
  "\u001b[31mred\u001b[0m",
  "a|b`c",
  "line\nbreak\r\n# heading",
  "100%25 %n",
  "::error file=app.js,line=1::gotcha",
  "##[error]gotcha",
  "##vso[task.setvariable variable=x]y",
  "safe\u202egnp.exe",
  "half \ud800 pair",
  "\u0000\u0085\u2028\ufffe",
  "</testcase></details></code>",
  "{0} [here](1) @team #1",
  "__proto__",
  "=cmd|' /C calc'!A0",
  " ",
];

describe.each(names)("%s", (format) => {
  test.each(hostile)("%j is text and nothing else", (text) => {
    const shown = render(format, filledWith(text), surroundings(text));
    // No control character, no character that turns the direction, no broken pair: in no format.
    expect(/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2028\u2066-\u2069]/u.test(shown)).toBe(false);
    // No line that a pipeline's runner obeys.
    expect(shown.split("\n").filter((line) => /^\s*::[a-z-]+[^:]*::/i.test(line))).toEqual([]);
    expect(shown).not.toMatch(/##(?:\[|vso\[)/);
  });

  test("a canary secret appears nowhere", () => {
    const canary = ["AKIA", "QWERTYUIOPASDFGH"].join("");
    const shown = render(format, filledWith(`key ${canary} here`), surroundings(`key ${canary} here`));
    const decoded = shown.replace(/"value": "([A-Za-z0-9+/=]{40,})"/g, (_, text: string) =>
      Buffer.from(text, "base64").toString("utf8"),
    );
    for (const text of [
      shown,
      decoded,
      shown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
    ])
      expect(text).not.toContain(canary);
  });

  test("the same findings in another order give the same bytes", () => {
    const report = comparedReport();
    expect(render(format, { ...report, findings: [...report.findings].reverse() })).toBe(render(format, report));
  });

  test("nothing of the machine or the time stands in it", () => {
    const shown = render(format, comparedReport());
    expect(shown).not.toContain(process.cwd());
    expect(shown).not.toContain("2026-01-31");
  });

  test("a baseline shows: what is new and what is fixed", () => {
    const shown = render(format, comparedReport());
    expect(shown).toMatch(/\bnew\b/i);
    expect(shown).toMatch(/fixed|absent/i);
    expect(shown.replaceAll("\\_", "_")).toContain("aws_s3_bucket.old");
  });
});

describe.each(hostile)("with %j in every name", (text) => {
  const report = filledWith(text);
  const more = surroundings(text);

  test("SARIF and OSCAL fit their schemas", () => {
    expect(schemaProblems(sarif, JSON.parse(render("sarif", report, more)))).toEqual([]);
    expect(schemaProblems(oscal, JSON.parse(render("oscal", report, more)))).toEqual([]);
  });

  test("JUnit and HTML are well formed", () => {
    expect(parseXml(render("junit", report, more)).name).toBe("testsuites");
    const tags = render("html", report, more).match(/<(?:script|img|iframe)/g);
    expect(tags).toBeNull();
    expect(parseHtml(render("html", report, more)).tag).toBe("#root");
  });
});
const sarif = sarifSchema();
const oscal = oscalSchema();

test("JSON round-trips what is no secret", () => {
  for (const text of hostile.filter((one) => !/\p{Cs}/u.test(one))) {
    const parsed = JSON.parse(render("json", filledWith(text))) as Report;
    expect(parsed.findings[0]?.type).toBe(text);
  }
});
