import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRules } from "../checks/rules";
import { changeOf, planOf } from "../gate/changes/testing";
import type { Deployment } from "../gate/deployment";
import { makeJudge } from "../gate/judge";
import { differingRows, writeRedactedPlans } from "./redactedPlans";

const judge = makeJudge({ kitVersion: "0.0.0", rules: allRules, parameters: {}, exceptionsText: "" });
const now = new Date("2026-01-01T00:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "redacted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stacks = ["data", "late"].map((name) => ({ name, directory: name, needs: [], inputs: {} }));
const deployment = { directory: folder, manifest: { stacks }, judge, now: () => now } as unknown as Deployment;
const canary = "canary-4711-secret";
const whole = JSON.stringify(
  planOf(
    changeOf("aws_db_instance.main", { after: { identifier: "a", password: canary }, hidden: { password: true } }),
    changeOf("aws_kms_key.a", { after: { enable_key_rotation: false } }),
  ),
);

it("writes what can leave the machine, and only of stacks that have a plan", () => {
  mkdirSync(join(folder, "stacks", "data"), { recursive: true });
  writeFileSync(join(folder, "stacks", "data", "plan.json"), whole);
  mkdirSync(join(folder, "redacted"));
  writeFileSync(join(folder, "redacted", "late.plan.json"), "of an earlier run");
  const [path = ""] = writeRedactedPlans(deployment, ["data"]);
  expect(path).toMatch(/redacted\/data\.plan\.json$/);
  expect(readdirSync(join(folder, "redacted"))).toEqual(["data.plan.json"]);
  const text = readFileSync(join(folder, "redacted", "data.plan.json"), "utf8");
  expect(text).not.toContain(canary);
  expect(differingRows(judge, now, { stack: "data", whole, redacted: text })).toEqual([]);
});

const other = JSON.stringify(planOf(changeOf("aws_kms_key.a", { after: { enable_key_rotation: true } })));

it("writes none when the verdict would be another", () => {
  expect(differingRows(judge, now, { stack: "data", whole, redacted: other })).toContain(
    "KMS-01.rotation aws_kms_key.a fail",
  );
  let judged = 0;
  const fickle = {
    ...deployment,
    judge: {
      ...judge,
      judge: (...args: Parameters<typeof judge.judge>) => {
        judged += 1;
        const [inputs, at] = args;
        return judge.judge(judged === 1 ? inputs : inputs.map((input) => ({ ...input, text: other })), at);
      },
    },
  } as Deployment;
  expect(() => writeRedactedPlans(fickle, ["data"])).toThrow(/judged otherwise: .*KMS-01/);
  expect(existsSync(join(folder, "redacted"))).toBe(false);
});
