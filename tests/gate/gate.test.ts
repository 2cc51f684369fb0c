import { readFileSync, statSync, writeFileSync } from "node:fs";
import { readExceptions } from "../../checks/exceptions/read";
import { type DeployResult, deploy, failureOf } from "../../gate/deploy";
import { stackDirectory, stackNamed } from "../../gate/deployment";
import { planAll } from "../../gate/planAll";
import { readRecord } from "../../gate/record";
import type { Emulator } from "../../tools/emulator/emulator";
import { Bench, goodBase, goodLate, logGroup, type Tiny, type TinyStack } from "./platform";

let bench: Bench;
let emulator: Emulator;
beforeAll(async () => {
  bench = await Bench.open();
  emulator = await bench.startEmulator("emulator");
});
afterAll(async () => {
  await bench.stopEmulator("emulator");
  bench.close();
});

const open = (name: string, stacks: { base?: TinyStack; late?: TinyStack } = {}, exceptions?: string): Tiny =>
  bench.platform(
    name,
    emulator,
    "emulator",
    stacks,
    exceptions === undefined
      ? undefined
      : {
          text: exceptions,
          policy: { file: readExceptions(exceptions, "exceptions.yaml"), approvers: ["second@example.org"] },
        },
  );
const run = (tiny: Tiny, planned = false): Promise<DeployResult> =>
  deploy(tiny.deployment, tiny.interruption, { planned });
const results = (result: DeployResult): string =>
  result.outcomes.map((outcome) => `${outcome.stack} ${outcome.result}`).join(", ");
const reasons = (result: DeployResult): string => result.outcomes.flatMap((outcome) => outcome.reasons).join("\n");

/** A base whose outputs only a deployment computes: the design cannot know them, the late plan does. */
const baseWithOutput = (name: string, value: string): TinyStack => ({
  ...goodBase,
  output: { ...goodBase.output, [name]: { value } },
});

describe("the gate, with real Terraform on the emulator", () => {
  it("applies plans that pass, keeps the state in the bucket that it made, and finds nothing to do the second time", async () => {
    const tiny = open("passing");
    const first = await run(tiny);
    expect(results(first)).toBe("state applied, base applied, late applied");
    expect(failureOf(tiny.deployment, first, false)).toBeUndefined();
    expect(await tiny.state("late")).toEqual(["aws_cloudwatch_log_group.late"]);
    expect(await tiny.state("state")).toEqual(["aws_s3_bucket.state"]);
    expect(tiny.exists("state", "terraform.tfstate")).toBe(false);

    const record = readRecord(stackDirectory(tiny.deployment, stackNamed(tiny.deployment, "late")));
    expect(record?.verdict).toBe("allowed");
    expect(Object.keys(record?.bound.states ?? {})).toEqual(["base", "late", "state"]);
    expect(Object.keys(record?.bound.configuration ?? {})).toEqual([
      ".terraform.lock.hcl",
      "cdk.tf.json",
      "emulator_override.tf.json",
      "inputs.auto.tfvars.json",
    ]);
    for (const file of ["plan.tfplan", "plan.json", "verdict.json"]) {
      expect(statSync(tiny.path("late", file)).mode & 0o777).toBe(0o600);
    }
    expect(results(await run(tiny))).toBe("state unchanged, base unchanged, late unchanged");
  });

  it("starts nothing when the design fails", async () => {
    const tiny = open("bad-design", { late: logGroup({ retention_in_days: 1 }) });
    const result = await run(tiny);
    const error = failureOf(tiny.deployment, result, false);
    expect(error?.exitCode).toBe(1);
    expect(error?.message).toMatch(/nothing was started[\s\S]*LOG-01/);
    expect(results(result)).toBe("state not-started, base not-started, late not-started");
    expect(await tiny.deployment.stateStore.bucketExists()).toBe(false);
  });

  it("refuses a high finding that only a plan can show, leaves the earlier stacks whole, and says so", async () => {
    const tiny = open("late-high", {
      // Reads as `*` once the key exists; the design sees a value that only a deployment fills.
      base: baseWithOutput("principal", "${substr(aws_kms_key.logs.key_id, 0, 0)}*"),
      late: {
        resource: {
          aws_kms_key: {
            open: {
              enable_key_rotation: true,
              policy:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${var.base_principal}"},"Action":"kms:*","Resource":"*"}]}',
            },
          },
        },
      },
    });
    tiny.link("late", { base_principal: { stack: "base", output: "principal" } });
    const result = await run(tiny);
    expect(results(result)).toBe("state applied, base applied, late refused");
    const error = failureOf(tiny.deployment, result, false);
    expect(error?.exitCode).toBe(1);
    expect(error?.message).toMatch(/high KMS-02[\s\S]*Applied and whole: state, base/);
    expect(await tiny.state("late")).toBeUndefined();
    expect(await tiny.state("base")).toHaveLength(2);
  });

  it("refuses an unknown that matters in a plan", async () => {
    const late = logGroup({ retention_in_days: "${terraform_data.days.output}" });
    const tiny = open("unknown", {
      late: { resource: { ...late.resource, terraform_data: { days: { input: 365 } } } },
    });
    const result = await run(tiny);
    expect(results(result)).toBe("state applied, base applied, late refused");
    expect(reasons(result)).toMatch(/LOG-01\S* cannot be told on aws_cloudwatch_log_group\.late/);
    expect(await tiny.state("late")).toBeUndefined();
  });

  it("lets an exception cover a finding, and refuses once it has expired", async () => {
    const entry = (expires: string, granted: string): string =>
      `exceptions:\n  - rule: LOG-01\n    resource: aws_cloudwatch_log_group.late\n    reason: the archive keeps these logs\n    owner: first@example.org\n    approvedBy: second@example.org\n    ticket: OPS-1\n    granted: ${granted}\n    expires: ${expires}\n`;
    const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const late = logGroup({ retention_in_days: 30 });
    const expired = open("exception", { late }, entry(day(-2), day(-30)));
    const refused = await run(expired);
    expect(failureOf(expired.deployment, refused, false)?.exitCode).toBe(1);
    expect(refused.design.refusals.map((refusal) => refusal.text).join("\n")).toMatch(
      /EXC-0\d[\s\S]*LOG-01|LOG-01[\s\S]*EXC-0\d/,
    );
    expect(await expired.deployment.stateStore.bucketExists()).toBe(false);

    const valid = open("exception", { late }, entry(day(20), day(-1)));
    expect(results(await run(valid))).toBe("state applied, base applied, late applied");
  });
});

describe("approved plans (`deploy --planned`)", () => {
  let tiny: Tiny;
  beforeAll(async () => {
    tiny = open("planned");
    await run(tiny);
  });
  /** A change of the late stack, planned and approved. */
  const approve = async (days: number): Promise<void> => {
    tiny.write("late", logGroup({ retention_in_days: days }), { base_key_arn: { stack: "base", output: "key_arn" } });
    const planned = await planAll(tiny.deployment, tiny.interruption);
    expect(planned.stacks.map((stack) => `${stack.stack} ${stack.result} ${stack.judgedOn}`)).toEqual([
      "state planned plan",
      "base planned plan",
      "late planned plan",
    ]);
  };
  const retention = async (): Promise<unknown> => {
    const directory = stackDirectory(tiny.deployment, stackNamed(tiny.deployment, "late"));
    return JSON.parse(await tiny.deployment.engine.showState(directory)).values.root_module.resources[0].values
      .retention_in_days;
  };

  it("applies exactly the plan that was approved", async () => {
    await approve(731);
    const approved = readRecord(tiny.path("late", ""))?.bound.planSha256;
    const result = await run(tiny, true);
    expect(results(result)).toBe("state unchanged, base unchanged, late applied");
    expect(result.outcomes[2]?.record?.bound.planSha256).toBe(approved);
    expect(await retention()).toBe(731);
  });

  it("refuses a plan file of which one byte changed", async () => {
    await approve(1096);
    const file = tiny.path("late", "plan.tfplan");
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const result = await run(tiny, true);
    expect(results(result)).toBe("state unchanged, base unchanged, late refused");
    expect(reasons(result)).toMatch(/plan file is not the judged one/);
    expect(failureOf(tiny.deployment, result, false)?.exitCode).toBe(1);
    expect(await retention()).toBe(731);
  });

  it("refuses a plan whose record is past its time", async () => {
    await approve(1096);
    tiny.now = () => new Date(Date.now() + 25 * 3_600_000);
    const result = await run(tiny, true);
    tiny.now = () => new Date();
    expect(reasons(result)).toMatch(/record is 25\.\d h old and good for 24 h/);
    expect(failureOf(tiny.deployment, result, false)?.exitCode).toBe(1);
    expect(await retention()).toBe(731);
  });

  it("refuses a plan whose source changed since", async () => {
    await approve(1096);
    tiny.write("late", logGroup({ retention_in_days: 400 }), { base_key_arn: { stack: "base", output: "key_arn" } });
    const result = await run(tiny, true);
    expect(reasons(result)).toMatch(/cdk\.tf\.json changed since/);
    expect(await retention()).toBe(731);
  });

  it("keeps an approval when an earlier stack moved on and the new plan does the same, and drops it when it does not", async () => {
    await approve(1096);
    // The base moves on by itself: its serial changes, the late stack's plan stays the same.
    const moved: TinyStack = { ...goodBase, output: { ...goodBase.output, more: { value: "1" } } };
    tiny.write("base", moved);
    await planAll(tiny.deployment, tiny.interruption);
    const same = await run(tiny, true);
    expect(results(same)).toBe("state unchanged, base applied, late applied");
    expect(tiny.messages.join("\n")).toMatch(/base changed since the plan was judged; planning again to compare/);
    expect(await retention()).toBe(1096);

    // Now the base gives another key: the late stack's plan would do something else than what was approved.
    tiny.write("late", logGroup({ retention_in_days: 731 }), { base_key_arn: { stack: "base", output: "key_arn" } });
    const second = { ...moved.resource?.aws_kms_key, other: { enable_key_rotation: true, deletion_window_in_days: 7 } };
    tiny.write("base", {
      resource: { ...moved.resource, aws_kms_key: second },
      output: { ...moved.output, key_arn: { value: "${aws_kms_key.other.arn}" } },
    });
    await planAll(tiny.deployment, tiny.interruption);
    const other = await run(tiny, true);
    expect(results(other)).toBe("state unchanged, base applied, late refused");
    expect(reasons(other)).toMatch(/would now do something else/);
    expect(await retention()).toBe(1096);
  });

  it("says of a stack without a plan that it has none, and applies nothing of it", async () => {
    const fresh = open("unplanned");
    const planned = await planAll(fresh.deployment, fresh.interruption);
    expect(planned.stacks.map((stack) => `${stack.stack} ${stack.judgedOn}`)).toEqual([
      "state plan",
      "base synthesis",
      "late synthesis",
    ]);
    expect(results(await run(fresh, true))).toBe("state applied, base not-planned, late not-started");
    expect(goodLate.resource).toBeDefined();
  });
});
