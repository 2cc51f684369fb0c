/** Plans that two people sign, one of them with a key in KMS, made on one machine and applied on another. */
import { generateKeyPairSync } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { sha256 } from "../../common/hash";
import { publicKeyText } from "../../common/publicKey";
import { signRecords } from "../../gate/approval/approval";
import { kmsSigner } from "../../gate/approval/kmsSigner";
import { keyFileSigner } from "../../gate/approval/signer";
import { placeBundle } from "../../gate/bundle/place";
import { type DeployResult, deploy } from "../../gate/deploy";
import type { Deployment } from "../../gate/deployment";
import { planAll } from "../../gate/planAll";
import { type Ground, recordsOf, reviewPlanned } from "../../gate/planned";
import { readBundleFile, writeBundleFile } from "../../operations/bundleFile";
import { handOver } from "../../operations/handOver";
import type { Emulator } from "../../tools/emulator/emulator";
import { fromBase, late, type Tiny } from "./platform";

export function signedPlansCases(open: (name: string) => Promise<Tiny>, emulator: () => Emulator): void {
  it("applies on another machine what two people signed, one with a key in KMS, and nothing before the second did", async () => {
    const tiny = await open("signed");
    await deploy(tiny.deployment, tiny.interruption, { planned: false });
    const connection = {
      region: "ap-south-1",
      endpoint: emulator().endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    };
    await makeKmsKey(connection);
    const asha = await kmsSigner("awskms:///alias/plan-approval", connection);
    const keyFile = join(tiny.directory, "imran.pem");
    const pair = generateKeyPairSync("ed25519");
    writeFileSync(keyFile, pair.privateKey.export({ format: "pem", type: "pkcs8" }));
    const approval = {
      signatures: 2,
      signers: [
        { approver: "asha@example.org", publicKey: asha.publicKey },
        { approver: "imran@example.org", publicKey: publicKeyText(pair.publicKey) ?? "" },
      ],
    };

    const here: Deployment = { ...tiny.deployment, approval };
    tiny.write("late", late({ days: 500 }), fromBase);
    const planned = await planAll(here, tiny.interruption);
    const names = new Set(planned.stacks.flatMap(({ stack, record }) => (record ? [stack] : [])));
    const bundle = join(tiny.directory, "plans.tar.gz");
    const place = { directory: here.directory, manifest: here.manifest, environment: { name: here.name } };
    const handed = await handOver(place, names, { signer: asha, bundle });
    expect([handed.leftOut, handed.error]).toEqual([[], undefined]);
    expect(statSync(bundle).mode & 0o777).toBe(0o600);

    const there = otherMachine(tiny, here);
    const deployThere = async (): Promise<DeployResult> => {
      placeBundle(there.directory, there.manifest, readBundleFile(bundle, there.name, there.manifest));
      return deploy(there, tiny.interruption, { planned: true });
    };
    const refused = await deployThere();
    expect(refused.outcomes.flatMap(({ reasons }) => reasons).join()).toMatch(/1 of 2 signatures are there/);
    expect(refused.outcomes.map(({ result }) => result)).not.toContain("applied");

    const received = readBundleFile(bundle, there.name, there.manifest);
    const reviewed = received.stacks.map((one) => reviewPlanned(one, groundOf(there)));
    expect(reviewed.flatMap(({ reasons }) => reasons)).toEqual([]);
    expect(reviewed.flatMap(({ ranked }) => ranked.map(({ address }) => address))).toEqual(["terraform_data.late"]);
    const records = recordsOf(received.stacks);
    const signed = await signRecords(there.name, records, keyFileSigner(keyFile, undefined), received.approval);
    writeBundleFile(bundle, there.name, { ...received, approval: signed });

    const applied = await deployThere();
    expect(applied.outcomes.map(({ stack, result, reasons }) => [stack, result, ...reasons])).toEqual([
      ["base", "unchanged"],
      ["late", "applied"],
    ]);
    const state = JSON.parse((await there.stateStore.read("late")) ?? "{}");
    expect(state.resources[0].instances[0].attributes.input.value.days).toBe(500);
    // The plans are used up: the state that they were judged on is gone.
    const again = await deployThere();
    expect(again.outcomes.flatMap(({ reasons }) => reasons).join()).toMatch(/the state of late changed/);
  });
}

async function makeKmsKey(connection: ConstructorParameters<typeof KMSClient>[0]): Promise<void> {
  const client = new KMSClient(connection ?? {});
  const { KeyMetadata } = await client.send(
    new CreateKeyCommand({ KeyUsage: "SIGN_VERIFY", KeySpec: "ECC_NIST_P256" }),
  );
  await client.send(new CreateAliasCommand({ AliasName: "alias/plan-approval", TargetKeyId: KeyMetadata?.KeyId }));
  client.destroy();
}

/** A machine that has the same environment file, and nothing of what was planned. */
function otherMachine(tiny: Tiny, deployment: Deployment): Deployment {
  const directory = `${tiny.directory}-elsewhere`;
  for (const { directory: stack } of deployment.manifest.stacks) {
    mkdirSync(join(directory, "stacks", stack), { recursive: true });
    copyFileSync(tiny.path(stack, "cdk.tf.json"), join(directory, "stacks", stack, "cdk.tf.json"));
  }
  expect(existsSync(join(directory, "stacks", "late", "plan.tfplan"))).toBe(false);
  return { ...deployment, directory };
}

function groundOf({ name, manifest, judge, provenance, directory }: Deployment): Ground {
  return {
    environment: name,
    manifest,
    policy: judge.policy,
    kitVersion: provenance.kitVersion,
    now: new Date(),
    synthesis: (stack) => sha256(readFileSync(join(directory, "stacks", stack.directory, "cdk.tf.json"))),
  };
}
