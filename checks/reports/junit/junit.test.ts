import type { Report } from "../../model";
import { parseXml, type XmlElement } from "../testing/parseXml";
import { comparedReport, sampleFinding, sampleReport } from "../testing/sample";
import { renderJunit } from "./index";

const parse = (report: Report, options: Parameters<typeof renderJunit>[1] = {}) =>
  parseXml(renderJunit(report, options));
const cases = (root: XmlElement) =>
  root.children.flatMap(({ children }) => children.filter(({ name }) => name === "testcase"));
const caseOf = (root: XmlElement, check: string): XmlElement => {
  const found = cases(root).find(({ attributes }) => attributes.classname === check);
  if (found === undefined) throw new Error(`no case of ${check}`);
  return found;
};
const outcomes = (root: XmlElement, check: string) => caseOf(root, check).children.map(({ name }) => name);

/** What Jenkins' schema for JUnit XML allows, as far as this product writes it. */
const grammar: {
  readonly [name: string]: { attributes: readonly string[]; required: readonly string[]; children: readonly string[] };
} = {
  testsuites: {
    attributes: ["name", "time", "tests", "failures", "errors", "disabled"],
    required: [],
    children: ["testsuite"],
  },
  testsuite: {
    attributes: ["name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id", "package"],
    required: ["name", "tests"],
    children: ["properties", "testcase", "system-out", "system-err"],
  },
  properties: { attributes: [], required: [], children: ["property"] },
  property: { attributes: ["name", "value"], required: ["name", "value"], children: [] },
  testcase: {
    attributes: ["name", "classname", "time", "status", "assertions"],
    required: ["name", "classname"],
    children: ["skipped", "error", "failure", "system-out", "system-err"],
  },
  failure: { attributes: ["message", "type"], required: [], children: [] },
  error: { attributes: ["message", "type"], required: [], children: [] },
  skipped: { attributes: ["message", "type"], required: [], children: [] },
};

function violations(element: XmlElement): string[] {
  const allowed = grammar[element.name];
  if (allowed === undefined) return [`<${element.name}> is not known`];
  const names = Object.keys(element.attributes);
  return [
    ...names.filter((name) => !allowed.attributes.includes(name)).map((name) => `${element.name}.${name}`),
    ...allowed.required.filter((name) => !names.includes(name)).map((name) => `${element.name} lacks ${name}`),
    ...element.children
      .filter(({ name }) => !allowed.children.includes(name))
      .map(({ name }) => `${element.name}>${name}`),
    ...element.children.flatMap(violations),
  ];
}

test.each([
  ["the sample", sampleReport()],
  ["a clean report", sampleReport([])],
  ["a comparison", comparedReport()],
])("%s is well formed, of known elements, and its counts add up", (_, report) => {
  const root = parse(report);
  expect(violations(root)).toEqual([]);
  const number = (element: XmlElement, name: string) => Number(element.attributes[name]);
  for (const suite of root.children) {
    const own = suite.children.filter(({ name }) => name === "testcase");
    const having = (kind: string) => own.filter(({ children }) => children.some(({ name }) => name === kind)).length;
    expect(["tests", "failures", "errors", "skipped"].map((name) => number(suite, name))).toEqual([
      own.length,
      having("failure"),
      having("error"),
      having("skipped"),
    ]);
  }
  for (const name of ["tests", "failures", "errors"])
    expect(number(root, name)).toBe(root.children.reduce((sum, suite) => sum + number(suite, name), 0));
});

test("a suite per input, a case per check and resource", () => {
  const root = parse(sampleReport());
  expect(root.children.map(({ attributes }) => `${attributes.name} ${attributes.tests}`)).toEqual([
    "stacks/data/cdk.tf.json 4",
    "out/demo/stacks/network/plan.json 2",
  ]);
  expect(caseOf(root, "NET-01.ssh-from-anywhere").attributes.name).toBe("aws_security_group.way_in (stack network)");
});

test("fails are failures, unknowns that refuse are errors, what is accepted is skipped with the reason", () => {
  const root = parse(sampleReport());
  expect(outcomes(root, "NET-01.ssh-from-anywhere")).toEqual(["failure"]);
  expect(outcomes(root, "KMS-02.open-policy")).toEqual(["error"]);
  expect(outcomes(parse(sampleReport(), { failOn: "critical" }), "KMS-02.open-policy")).toEqual(["skipped"]);
  expect(outcomes(root, "RDS-08.multi-az")).toEqual(["skipped"]);
  expect(caseOf(root, "RDS-08.multi-az").children[0]?.attributes.message).toContain("Training system");
  expect(outcomes(root, "RDS-04.retention")).toEqual([]);
});

test("a failure says where, what and what to do", () => {
  const [failure] = caseOf(parse(sampleReport()), "RDS-01.storage-encrypted").children;
  expect(failure?.attributes).toEqual({ message: "high: The database's storage is not encrypted.", type: "high" });
  for (const line of [
    "where: stacks/data/cdk.tf.json:12",
    "path: storage_encrypted",
    "actual: false",
    "what to do: Set `storage_encrypted = true`.",
  ])
    expect(failure?.text.split("\n")).toContain(line);
});

test("with a baseline only what is new fails", () => {
  const root = parse(comparedReport());
  expect(outcomes(root, "NET-01.ssh-from-anywhere")).toEqual(["failure"]);
  expect(outcomes(root, "RDS-01.storage-encrypted")).toEqual(["skipped"]);
  expect(caseOf(root, "RDS-01.storage-encrypted").children[0]?.attributes.message).toMatch(/^Known in the baseline/);
});

test("what is fixed is a passed case in the suite of its input", () => {
  const [first] = parse(comparedReport()).children;
  const fixed = first?.children.find(({ attributes }) => attributes.classname === "S3-01.public");
  expect(fixed?.attributes.name).toBe("aws_s3_bucket.old (stack data) fixed since the baseline");
  expect(fixed?.children).toEqual([]);
});

test("an input without findings still has a case, and times are left out when asked", () => {
  const text = renderJunit(sampleReport([]), { reproducible: true });
  expect(cases(parseXml(text))).toHaveLength(2);
  expect(text).not.toMatch(/time/);
  expect(renderJunit(sampleReport())).toContain('timestamp="2026-01-31T10:00:00"');
});

test("names cannot end an element, and characters that XML forbids are written out", () => {
  const name = `a"><failure/>]]>&lt;\u0000\u001b[31m\ufffe\ud800::error::x`;
  const [only] = cases(parse(sampleReport([sampleFinding({ resource: name })])));
  expect(only?.attributes.name).toBe(
    'a"><failure/>]]>&lt;\\u{0}\\u{1b}[31m\\u{fffe}\\u{d800}:\\:error::x (stack data)',
  );
});
