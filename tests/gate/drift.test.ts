/** What people change through the AWS API behind the gate's back, with real Terraform on the emulator. */
import { deploy } from "../../gate/deploy";
import { findDrift } from "../../gate/drift";
import { Landscape } from "../../gate/landscape";
import type { Emulator } from "../../tools/emulator/emulator";
import { awsBase, awsLate, Bench, type Tiny } from "./platform";

let bench: Bench;
let emulator: Emulator;
let tiny: Tiny;
beforeAll(async () => {
  bench = await Bench.open();
  emulator = await bench.startEmulator("emulator");
  tiny = await bench.platform("drifting", emulator, "emulator", { base: awsBase, late: awsLate });
  await deploy(tiny.deployment, tiny.interruption, { planned: false });
});
afterAll(async () => {
  await bench.stopEmulator("emulator");
  bench.close();
});

/** A call of AWS as anybody with rights could make it. */
async function call(service: string, target: string, body: object): Promise<unknown> {
  const answer = await fetch(emulator.endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": target,
      Authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/ap-south-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return text === "" ? {} : JSON.parse(text);
}

async function look(): Promise<Awaited<ReturnType<typeof findDrift>>> {
  const landscape = new Landscape(tiny.deployment);
  for (const stack of ["base", "late"]) await landscape.readState(stack);
  return findDrift(tiny.deployment, landscape, tiny.interruption);
}

it("finds nothing where nobody changed anything", async () => {
  const { drifted, incidental, unexplained, undeployed, stacks } = await look();
  expect({ drifted, incidental, unexplained, undeployed, stacks }).toEqual({
    drifted: [],
    incidental: [],
    unexplained: [],
    undeployed: [],
    stacks: ["base", "late"],
  });
});

it("names what was changed, with the control that it breaks; a deployment repairs it", async () => {
  await call("logs", "Logs_20140328.PutRetentionPolicy", { logGroupName: "/drifting/late", retentionInDays: 7 });
  await call("logs", "Logs_20140328.DeleteLogGroup", { logGroupName: "/drifting/base" });
  const { Keys } = (await call("kms", "TrentService.ListKeys", {})) as { Keys: readonly { KeyId: string }[] };
  for (const { KeyId } of Keys) await call("kms", "TrentService.DisableKeyRotation", { KeyId });

  const { drifted, unexplained, undeployed } = await look();
  expect(drifted.map(({ stack, address, change, repair }) => [stack, address, change, repair])).toEqual([
    ["base", "aws_kms_key.logs", "changed", "update"],
    ["late", "aws_cloudwatch_log_group.late", "changed", "update"],
    ["base", "aws_cloudwatch_log_group.base", "deleted", "create"],
  ]);
  const [key, group] = drifted;
  expect(key?.attributes).toContainEqual({ path: "enable_key_rotation", recorded: true, found: false });
  expect(key?.controls.map(({ check }) => check)).toEqual(["KMS-01.rotation"]);
  expect(group?.attributes).toEqual([{ path: "retention_in_days", recorded: 400, found: 7 }]);
  expect(group?.controls.map(({ rule }) => rule)).toEqual(["LOG-01"]);
  expect([unexplained, undeployed]).toEqual([[], []]);

  const repaired = await deploy(tiny.deployment, tiny.interruption, { planned: false });
  expect(repaired.outcomes.map(({ stack, result }) => `${stack} ${result}`)).toEqual(["base applied", "late applied"]);
  expect((await look()).drifted).toEqual([]);
});
