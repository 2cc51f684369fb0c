/** Every example, judged from its source, from a real plan of it, and from the state that the plan leads to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../common/json";
import { printHcl } from "../../tools/examples/hclPrinter";
import { hashOf, plannedExamples } from "../../tools/examples/rootModule";
import { stateOfPlan } from "../../tools/examples/stateOfPlan";
import { evaluate } from "../evaluate";
import { buildGraph } from "../graph/buildGraph";
import { kubernetesAddress } from "../graph/kubernetesNode";
import { terraformBodyOf, terraformTypeOf } from "../graph/testing/terraformBody";
import { type InputRequest, readInputs } from "../inputs/readInputs";
import type { Finding, InputKind } from "../model";
import type { Rule, RuleExample } from "../rule";
import { allRules } from ".";
import { examplesOf } from "./examples";

interface Fixture {
  readonly sha256: string;
  readonly plan: unknown;
}

const resourceRules = allRules.filter((rule) => rule.metadata.group !== "exceptions");
const groups = [...new Set(plannedExamples().map((one) => one.group))];
const fixtures = new Map<string, Fixture>(groups.flatMap(fixturesOf));

function fixturesOf(group: string): readonly (readonly [string, Fixture])[] {
  const text = readFileSync(join(__dirname, "fixtures", `${group}.plans.json`), "utf8");
  return Object.entries(JSON.parse(text) as Record<string, Fixture>);
}

function judged(rule: Rule, requests: readonly InputRequest[]): readonly Finding[] {
  const graph = buildGraph(readInputs(requests).inputs);
  return evaluate(graph, [rule], { version: "test", now: new Date("2026-01-01T00:00:00Z") }).findings;
}

function rows(findings: readonly Finding[], status: Finding["status"]): readonly string[] {
  return findings
    .filter((finding) => finding.status === status)
    .map((finding) => `${finding.check} ${finding.resource}`)
    .sort();
}

function expected(list: readonly { readonly check: string; readonly resource: string }[] = []): readonly string[] {
  return list.map((one) => `${one.check} ${one.resource}`).sort();
}

type Printer = (module: Json, seed: string) => string;
const printJson: Printer = (module) => JSON.stringify(module);

function sourcesOf(example: RuleExample, extension: string, print: Printer): readonly InputRequest[] {
  const others = Object.entries(example.otherStacks ?? {});
  const { terraform } = example;
  return [
    ...(terraform === undefined ? [] : [{ path: `main.${extension}`, content: print(terraform, example.name) }]),
    ...(example.manifests === undefined ? [] : [{ path: "manifests.yaml", content: example.manifests }]),
    ...others.map(([stack, other]) => ({ path: `${stack}.${extension}`, stack, content: print(other, stack) })),
  ];
}

/** Where the provider's defaults say something else than the API's. */
const otherByProvider: ReadonlySet<string> = new Set(["bad-unset", "bad-init", "bad-empty-context"]);

function isOfManifestsAlone(example: RuleExample): boolean {
  return (
    example.manifests !== undefined &&
    example.terraform === undefined &&
    example.unknowns === undefined &&
    !otherByProvider.has(example.name)
  );
}

/** The example's objects as resources; none where the provider has no resource for one of them. */
function asTerraform(example: RuleExample, verbatim: boolean) {
  const { inputs } = readInputs([{ path: "manifests.yaml", content: example.manifests ?? "" }]);
  const terraform: Record<string, Record<string, unknown>> = {};
  const addresses = new Map<string, string>();
  for (const [index, { body }] of (inputs[0]?.objects ?? []).entries()) {
    const type = verbatim ? "kubernetes_manifest" : terraformTypeOf(String(body.kind));
    if (type === undefined) return { terraform: {}, addresses: new Map<string, string>() };
    terraform[type] = { ...terraform[type], [`r${index}`]: verbatim ? { manifest: body } : terraformBodyOf(body) };
    addresses.set(kubernetesAddress(body), `${type}.r${index}`);
  }
  return { terraform, addresses };
}

describe.each(resourceRules.map((rule) => [rule.metadata.id, rule] as const))("%s", (id, rule) => {
  const examples = examplesOf(id);
  const reads = (kind: InputKind) => rule.metadata.inputs.includes(kind);

  test("has a good and a bad example, for checks that it has", () => {
    const failing = new Set(examples.flatMap((example) => example.fails.map((one) => one.check)));
    expect(examples.some((example) => example.fails.length === 0)).toBe(true);
    expect(failing.size).toBeGreaterThan(0);
    expect(rule.metadata.checks.map((check) => check.id)).toEqual(expect.arrayContaining([...failing]));
  });

  for (const example of examples) {
    if (reads("terraform-json") || reads("manifest")) {
      test(`${example.name} as source`, () => {
        const findings = judged(rule, sourcesOf(example, "tf.json", printJson));
        expect(rows(findings, "fail")).toEqual(expected(example.fails));
        expect(rows(findings, "unknown")).toEqual(expected(example.unknowns));
      });
    }
    if (reads("hcl") && example.terraform !== undefined) {
      test(`${example.name} as HCL`, () => {
        const findings = judged(rule, sourcesOf(example, "tf", printHcl));
        expect(rows(findings, "fail")).toEqual(expected(example.fails));
        expect(rows(findings, "unknown")).toEqual(expected(example.unknowns));
      });
    }
    if (example.manifests !== undefined && reads("manifest")) {
      const objects = readInputs([{ path: "manifests.yaml", content: example.manifests }]).inputs[0]?.objects ?? [];
      const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects.map((one) => one.body) });

      test.each(["manifest", "cluster"] as const)(`${example.name} as a list in JSON (%s)`, (kind) => {
        const others = sourcesOf(example, "tf.json", printJson).filter((request) => request.path !== "manifests.yaml");
        const findings = judged(rule, [...others, { path: "list.json", content: list, kind }]);
        expect(rows(findings, "fail")).toEqual(expected(example.fails));
        expect(rows(findings, "unknown")).toEqual(expected(example.unknowns));
      });
    }
    if (isOfManifestsAlone(example) && reads("terraform-json")) {
      test.each(["kubernetes_manifest", "resources of their own"])(`${example.name} as Terraform (%s)`, (form) => {
        const { terraform, addresses } = asTerraform(example, form === "kubernetes_manifest");
        if (addresses.size === 0) return;
        const findings = judged(rule, [{ path: "main.tf.json", content: JSON.stringify({ resource: terraform }) }]);
        const fails = example.fails.map(({ check, resource }) => ({
          check,
          resource: addresses.get(resource) ?? resource,
        }));
        expect(rows(findings, "fail")).toEqual(expected(fails));
      });
    }
    if (example.otherStacks || example.terraform === undefined) continue;
    const fixture = fixtures.get(`${id}/${example.name}`);

    test(`${example.name} has a plan of its present text`, () => {
      // Stale or missing: run `tools/examples.ts plan <terraform>`, it plans all examples in one go.
      expect(fixture?.sha256).toBe(hashOf(example));
    });

    if (reads("plan")) {
      test(`${example.name} as plan`, () => {
        const findings = judged(rule, [{ path: "plan.json", content: JSON.stringify(fixture?.plan) }]);
        expect(rows(findings, "fail")).toEqual(expected(example.fails));
        expect(rows(findings, "unknown")).toEqual(expected(example.unknowns));
      });
    }
    if (reads("state")) {
      test(`${example.name} as state`, () => {
        const findings = judged(rule, [{ path: "state.json", content: JSON.stringify(stateOfPlan(fixture?.plan)) }]);
        // What a source leaves open, a state may well know; and a state has no variables.
        const open = new Set(expected(example.unknowns));
        const settled = (found: readonly string[]) => found.filter((row) => !open.has(row));
        const missed = new Set(expected(example.stateMisses));
        const inState = example.fails.filter(
          (one) => !/(^|\.)var\.[^.]+$/.test(one.resource) && !expected([one]).some((row) => missed.has(row)),
        );
        expect(settled(rows(findings, "fail"))).toEqual(expected(inState));
        expect(settled(rows(findings, "unknown"))).toEqual(expected(example.stateUnknowns));
      });
    }
  }
});
