import { readFileSync } from "node:fs";
import { join } from "node:path";
import digit from "../catalogue/digit-weaknesses.json";
import { evaluate } from "../checks/evaluate";
import { kubeScoreChecks } from "../checks/exceptions/inline/kubeScore";
import { buildGraph } from "../checks/graph/buildGraph";
import { readInputs } from "../checks/inputs/readInputs";
import { allRules } from "../checks/rules";
import { packageRoot } from "../common/packageRoot";
import { type Difference, differences, differencesPage, type Weakness } from "./differences";

test("the page is fresh (npm run generate)", () => {
  expect(readFileSync(join(packageRoot(), "docs", "differences.md"), "utf8")).toBe(differencesPage());
});

function answerOf({ file, example, check, resource }: Difference): string {
  const content = example.join("\n");
  const graph = buildGraph(readInputs([{ path: file, content }]).inputs);
  expect(graph.nodes.map((node) => node.address)).toContain(resource);
  const { findings } = evaluate(graph, allRules, { version: "test", now: new Date("2026-11-25"), show: "all" });
  return findings.find((one) => one.check === check && one.resource === resource)?.status ?? "nothing";
}

test.each(differences.map((one) => [`${one.peer} ${one.id} on ${one.resource}`, one] as const))(
  "%s is answered as stated",
  (_name, difference) => {
    expect(answerOf(difference)).toBe(difference.weSay);
  },
);

test("each difference is one: another answer to a question that the check shares", () => {
  const checks = new Map(allRules.flatMap(({ metadata }) => metadata.checks.map((check) => [check.id, check])));
  for (const { id, check, peerSays, weSay, right } of differences) {
    const named: readonly string[] = [
      ...Object.values(checks.get(check)?.equivalents ?? {}).flat(),
      ...(kubeScoreChecks[id]?.includes(check) ? [id] : []),
    ];
    expect(`${id} ${named.includes(id)}`).toBe(`${id} true`);
    expect(`${id} ${peerSays}`).not.toBe(`${id} ${weSay}`);
    expect(["we", "they", "either"]).toContain(right);
  }
});

test("a difference says what its numbers say", () => {
  const one: Difference = {
    peer: "other",
    id: "X_1",
    asks: "Is it shut?",
    check: "NET-01.ssh",
    peerSays: "fail",
    weSay: "nothing",
    right: "they",
    why: "Because.",
    resource: "aws_vpc.main",
    file: "main.tf",
    example: ['resource "aws_vpc" "main" {}'],
  };
  const page = differencesPage({ source: "", peers: { other: "1.0" }, differences: [one] });
  expect(page).toContain("other 1.0: 1 differences; 1 times the peer is right.");
  expect(page).toContain("On `aws_vpc.main` other says **fail**, we say **does not apply**; the peer is right.");
});

test("what finds a weakness of DIGIT's own code is a check, and what nothing finds says why", () => {
  const checks = new Set(allRules.flatMap(({ metadata }) => metadata.checks.map(({ id }) => id)));
  const weaknesses: readonly Weakness[] = digit.weaknesses;
  for (const { number, checks: found = [], folder, without } of weaknesses) {
    expect([number, found.filter((id) => !checks.has(id))]).toEqual([number, []]);
    expect([number, found.length > 0 ? folder : without]).not.toEqual([number, undefined]);
  }
  expect(new Set(weaknesses.map(({ number }) => number)).size).toBe(22);
});
