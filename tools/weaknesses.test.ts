import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../checks/evaluate";
import { buildGraph } from "../checks/graph/buildGraph";
import { type InputRequest, readInputs } from "../checks/inputs/readInputs";
import type { Finding } from "../checks/model";
import type { Rule, RuleExample } from "../checks/rule";
import { allRules } from "../checks/rules";
import { examplesOf } from "../checks/rules/examples";
import { packageRoot } from "../common/packageRoot";
import { synthesizedFixture } from "../stacks/generated";
import { answeredWeaknesses, weaknessesPage, weaknessStates } from "./weaknesses";

const root = packageRoot();
const rules = new Map(allRules.map((rule) => [rule.metadata.id, rule]));
const ruleOf = (check: string): Rule | undefined => rules.get(check.split(".")[0] ?? "");
const named = answeredWeaknesses.flatMap(({ number, checks = [] }) => checks.map((one) => ({ number, ...one })));

function judged(requests: readonly InputRequest[], which: readonly Rule[]): readonly Finding[] {
  const graph = buildGraph(readInputs(requests).inputs);
  return evaluate(graph, which, { version: "test", now: new Date("2026-11-26"), show: "all" }).findings;
}

function sourcesOf({ terraform, manifests, otherStacks = {} }: RuleExample): readonly InputRequest[] {
  return [
    ...(terraform === undefined ? [] : [{ path: "main.tf.json", content: JSON.stringify(terraform) }]),
    ...(manifests === undefined ? [] : [{ path: "manifests.yaml", content: manifests }]),
    ...Object.entries(otherStacks).map(([stack, other]) => ({
      path: `${stack}.tf.json`,
      stack,
      content: JSON.stringify(other),
    })),
  ];
}

test("the page is fresh (npm run generate)", () => {
  expect(readFileSync(join(root, "docs", "weaknesses.md"), "utf8")).toBe(weaknessesPage());
});

test("each of the sixty is there once, in order, with a state that the page explains", () => {
  expect(answeredWeaknesses.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  for (const { number, state, severity } of answeredWeaknesses) {
    expect([number, Object.keys(weaknessStates)]).toEqual([number, expect.arrayContaining([state])]);
    expect([number, severity]).toEqual([number, expect.stringMatching(/^(critical|high|medium)$/)]);
  }
});

test("what is answered says by what, and what is not says why", () => {
  for (const { number, state, checks = [], tests = [], note } of answeredWeaknesses) {
    const isAnswered = state === "impossible" || state === "judged";
    expect([number, isAnswered ? checks.length + tests.length > 0 : note !== undefined]).toEqual([number, true]);
    // A check alone speaks only where it is asked; what is built is proven by a test of ours or by the stacks below.
    if (state === "judged") expect([number, checks.length > 0]).toEqual([number, true]);
  }
});

test.each(named.map((one) => [`${one.number}: ${one.check} (${one.example})`, one] as const))(
  "%s: the example has the weakness, and fails the check",
  (_name, { check, example }) => {
    const rule = ruleOf(check);
    const found = examplesOf(rule?.metadata.id ?? "").find((one) => one.name === example);
    if (rule === undefined || found === undefined) throw new Error(`${check} has no example ${example}`);
    const failing = judged(sourcesOf(found), [rule]).filter((finding) => finding.status === "fail");
    expect(failing.map((finding) => finding.check)).toContain(check);
  },
);

test("every file exists, and every test stands in its file by that title", () => {
  for (const { number, parts = [], tests = [] } of answeredWeaknesses) {
    expect([number, parts.filter((part) => !existsSync(join(root, part)))]).toEqual([number, []]);
    const missing = tests.filter(({ file, title }) => {
      const text = readFileSync(join(root, file), "utf8");
      return !["test", "describe"].some((call) =>
        new RegExp(`\\b${call}(\\.each\\([\\s\\S]*?\\))?\\(\\s*"${escaped(title)}"`).test(text),
      );
    });
    expect([number, missing]).toEqual([number, []]);
  }
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

describe("the stacks of this product", () => {
  const requests = [...synthesizedFixture()].map(([stack, json]) => ({
    path: `${stack}.tf.json`,
    stack,
    content: JSON.stringify(json),
  }));
  const claimed = answeredWeaknesses.flatMap(({ number, state, checks = [] }) =>
    state === "impossible" ? checks.map(({ check }) => ({ number, check })) : [],
  );
  const findings = judged(requests, [...new Set(claimed.flatMap(({ check }) => ruleOf(check) ?? []))]);
  const types = new Set(buildGraph(readInputs(requests).inputs).nodes.map((node) => node.type));

  test.each(claimed.map((one) => [`${one.number}: ${one.check}`, one] as const))("pass %s", (_name, { check }) => {
    const statuses = findings.filter((finding) => finding.check === check).map((finding) => finding.status);
    expect(statuses.filter((status) => status !== "pass")).toEqual([]);
    // Either something passes it, or nothing that could have the weakness is there at all.
    const subjects = ruleOf(check)?.metadata.resourceTypes ?? [];
    const isAbsent = !subjects.some((type) => types.has(type));
    expect([check, statuses.length > 0 || isAbsent || absentByNature.has(check)]).toEqual([check, true]);
  });
});

/** Asked of variables with a default; those of the stacks have none. */
const absentByNature: ReadonlySet<string> = new Set(["SEC-04.variable-default"]);

test("a row shows its state, its checks with their examples, and what is built", () => {
  const page = weaknessesPage([
    {
      number: 7,
      severity: "high",
      weakness: "A door stands open.",
      state: "impossible",
      checks: [{ check: "NET-01.ssh", example: "bad" }],
      parts: ["constructs/aws/door.ts"],
      tests: [{ file: "constructs/aws/door.test.ts", title: "it is shut" }],
      note: "Shut.",
    },
  ]);
  expect(page).toContain(
    "| 7 | A door stands open. | high | impossible. Shut. | [`NET-01.ssh`](rules/NET-01.md) (bad) | [door.ts](../constructs/aws/door.ts)<br>[door.test.ts](../constructs/aws/door.test.ts): it is shut |",
  );
});
