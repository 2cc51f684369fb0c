import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../common/errors";
import { sha256 } from "../../../common/hash";
import { evaluate } from "../../evaluate";
import { buildGraph } from "../../graph/buildGraph";
import { allRules } from "../../rules";
import type { ParsedInput } from "../model";
import { readPlan } from "../plan";
import { type LargePlanLimits, largePlanLimits, readLargePlan } from "./largePlan";

const inMemory: LargePlanLimits = { ...largePlanLimits, from: 0 };
const onDisk: LargePlanLimits = { ...inMemory, onDisk: 0 };
const folder = mkdtempSync(join(tmpdir(), "digit-large-plan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function judged(parts: Pick<ParsedInput, "configuration" | "instances" | "variables" | "outputs">): string {
  const input: ParsedInput = { path: "plan.json", kind: "plan", stack: null, sha256: "", links: {}, ...parts };
  const options = { version: "1", now: new Date("2026-01-01"), show: "all" as const };
  return JSON.stringify(evaluate(buildGraph([input]), allRules, options));
}

const fixtures = join(__dirname, "..", "..", "rules", "fixtures");
const plans = readdirSync(fixtures).flatMap((file) =>
  Object.entries(JSON.parse(readFileSync(join(fixtures, file), "utf8")) as Record<string, { plan: unknown }>)
    .filter((_, index) => index % 5 === 0)
    .map(([id, { plan }]) => [id, plan] as const),
);

test("every real plan gets the verdict of the ordinary reader, from memory and from disk", () => {
  for (const [id, plan] of plans) {
    const path = written("plan.json", JSON.stringify(plan));
    const expected = judged(readPlan(plan));
    for (const limits of [inMemory, onDisk]) {
      const large = readLargePlan(path, "plan.json", limits);
      expect(large && judged(large.parts)).toBe(expected);
      expect(large?.sha256).toBe(sha256(readFileSync(path)));
    }
    expect(id).not.toBe("");
  }
  expect(plans.length).toBeGreaterThan(50);
});

test("data sources that were read while planning come from the prior state of every module", () => {
  const data = (address: string) => ({ address, mode: "data", type: "aws_region", name: "r", values: { name: "x" } });
  const plan = {
    format_version: "1.2",
    resource_changes: [],
    prior_state: {
      values: {
        root_module: {
          resources: [data("data.aws_region.r"), { ...data("aws_region.r"), mode: "managed" }],
          child_modules: [{ resources: [data("module.a.data.aws_region.r")], address: "module.a" }],
        },
      },
    },
  };
  const large = readLargePlan(written("prior.json", JSON.stringify(plan)), "prior.json", inMemory);
  const placed = large?.parts.instances?.map(({ address, moduleAddress }) => [address, moduleAddress]);
  expect(placed).toEqual([
    ["data.aws_region.r", ""],
    ["module.a.data.aws_region.r", "module.a"],
  ]);
  expect(placed).toEqual(readPlan(plan).instances?.map(({ address, moduleAddress }) => [address, moduleAddress]));
});

test("what is no plan, and what is broken but short, is left to the ordinary reader", () => {
  for (const text of [
    '{"version":4}',
    "[1]",
    "{",
    '\ufeff{"format_version":"1"}',
    '{"format_version":"1","planned_values":{}',
  ])
    expect(readLargePlan(written("other.json", text), "other.json", inMemory)).toBeUndefined();
  expect(readLargePlan(written("small.json", "{}"), "small.json")).toBeUndefined();
  expect(readLargePlan(join(folder, "missing.json"), "missing.json", inMemory)).toBeUndefined();
});

test("what is longer than a text can be, and no plan or broken, is refused with words", () => {
  const tiny: LargePlanLimits = { ...onDisk, longestText: 5 };
  const refusal = (text: string): string => {
    try {
      readLargePlan(written("long.json", text), "long.json", tiny);
    } catch (error) {
      if (error instanceof UserError) return error.code;
    }
    return "none";
  };
  expect(refusal('{"version":4}')).toBe("input-too-large");
  expect(refusal('{"format_version":')).toBe("invalid-json");
});
