import { splitReference } from "../reports/reference";
import { allRules } from "../rules";
import { speaksTo } from "./compliance";
import { dutyData, frameworkData } from "./data";

const keys = ["cis", "nist80053", "iso27001", "dpdpRules2025", "certIn2022", "digitGuidelines"];
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Why a reference leads nowhere, if so. */
function problemOf(reference: string, key?: string): string | undefined {
  const { edition } = splitReference(reference);
  const framework = frameworkData.find((one) => one.edition === edition);
  if (!framework) return `${reference}: there is no edition ${edition || "in it"}`;
  if (key !== undefined && framework.key !== key) return `${reference} stands under ${key}, not ${framework.key}`;
  const found = framework.clauses.some((clause) => speaksTo([reference], framework, clause));
  return found ? undefined : `${reference}: the data have no such clause`;
}

test("every clause that a rule names is in the data of that very edition", () => {
  const problems = allRules.flatMap(({ metadata }) =>
    Object.entries(metadata.frameworks).flatMap(([key, references]) =>
      (references ?? []).flatMap((reference: string) => {
        const problem = problemOf(reference, key);
        return problem ? [`${metadata.id}: ${problem}`] : [];
      }),
    ),
  );
  expect(problems).toEqual([]);
});

test("the test above can fail", () => {
  expect(problemOf("DPDP Rules 2025: 6(1)(z)")).toMatch("no such clause");
  expect(problemOf("CIS AWS Foundations 1.2: 1.1")).toMatch("no edition");
  expect(problemOf("CA-5")).toMatch("no edition");
  expect(problemOf("DPDP Rules 2025: 7", "cis")).toMatch("stands under cis");
});

test.each(frameworkData.map((framework) => [framework.edition, framework] as const))(
  "%s is complete",
  (_, framework) => {
    expect(keys).toContain(framework.key);
    expect(framework.sources.length).toBeGreaterThan(0);
    for (const { title, standing } of framework.sources) {
      expect(title).not.toBe("");
      expect(["primary", "secondary"]).toContain(standing);
    }
    if (framework.published !== null) expect(framework.published).toMatch(day);
    for (const { from, what } of framework.inForce) expect(`${from} ${what}`).toMatch(/^\d{4}-\d{2}-\d{2} \S/);
    const numbers = framework.clauses.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const clause of framework.clauses) {
      expect(clause.title.length).toBeGreaterThan(3);
      if (clause.inForce !== undefined) expect(clause.inForce).toMatch(day);
    }
  },
);

test("every duty has an owner, a proof and a term, and its clauses are in the data", () => {
  expect(dutyData.flatMap(({ clauses }) => clauses.flatMap((reference) => problemOf(reference) ?? []))).toEqual([]);
  expect(new Set(dutyData.map(({ id }) => id)).size).toBe(dutyData.length);
  for (const duty of dutyData) {
    expect(duty.id).toMatch(/^[a-z][a-z-]+[a-z]$/);
    expect(Math.min(duty.title.length, duty.who.length, duty.evidence.length)).toBeGreaterThan(5);
    expect(duty.validDays).toBeGreaterThanOrEqual(30);
    expect(duty.validDays).toBeLessThanOrEqual(366);
  }
});

test("every measure of DIGIT's guidelines and every paragraph of CERT-In that binds a platform has a rule or a duty", () => {
  const named = new Set([
    ...allRules.flatMap(({ metadata }) => Object.values(metadata.frameworks).flat()),
    ...dutyData.flatMap(({ clauses }) => clauses),
  ]);
  const silent = frameworkData
    .filter(({ key }) => key === "digitGuidelines" || key === "certIn2022" || key === "dpdpRules2025")
    .flatMap(({ edition, clauses }) => clauses.map(({ number }) => `${edition}: ${number}`))
    .filter((reference) => !named.has(reference));
  expect(silent).toEqual([
    "DPDP Rules 2025: 4",
    "DPDP Rules 2025: 16",
    "DPDP Rules 2025: 22",
    "CERT-In Directions 2022: (v)",
    "CERT-In Directions 2022: (vi)",
  ]);
});
