/**
 * Records which calls the provider makes, by deploying an environment with everything to the emulator:
 *
 *   node --import tsx tools/permissions/record.ts [WORKING FOLDER]
 *
 * Creates all stacks, plans them again, changes every one of them (each thing that can have tags gets another, and what
 * the environment sets gets another value), and destroys all. The access key id tells the emulator which stack is at
 * work and what it does. Writes `catalogue/permissions/recorded.json`. Takes about half an hour on a quiet machine: the
 * provider alone computes for minutes when the web firewall's tags change.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeFileAtomically } from "../../common/files";
import { toStableJson } from "../../common/json";
import { packageRoot } from "../../common/packageRoot";
import { deploy } from "../../gate/deploy";
import type { Deployment } from "../../gate/deployment";
import { destroy, previewDestroy } from "../../gate/destroy";
import { Landscape } from "../../gate/landscape";
import { verify } from "../../gate/verify";
import { openSession, type Session } from "../../operations/session";
import { startEmulator, stopEmulator } from "../emulator/emulator";
import { resolveEmulatorPython } from "../emulator/python";
import { cacheDirectory } from "../resolve/cache";
import { type Phase, recordingOf } from "./recording";

const folder = resolve(process.argv[2] ?? "out/permissions");
const out = join(folder, "out");
const calls = join(folder, "calls.jsonl");
const environmentFile = join(folder, "quillmark.yaml");
const example = readFileSync(join(packageRoot(), "tools", "permissions", "recording.yaml"), "utf8");
const say = (message: string, stack?: string): void => console.error(stack ? `${stack}: ${message}` : message);

/** What a maintenance team changes over the years. */
const changes: readonly (readonly [from: string, to: string])[] = [
  ["retentionDays: 731", "retentionDays: 1096"],
  ["retentionDays: 35", "retentionDays: 60"],
  ["monthlyBudgetUsd: 1500", "monthlyBudgetUsd: 2500"],
  ["state-wan: 10.0.0.0/12", "state-wan: 10.16.0.0/12"],
  ["until: 2028-03-31", "until: 2029-03-31"],
  ["size: demo", "size: district"],
];

/** The deployment with what tells the emulator who calls; in `update` with a tag more on everything. */
function as(phase: Phase, deployment: Deployment): Deployment {
  const overrideFor = (source: unknown): unknown => {
    const stack = (source as { "//"?: { digitPlatform?: { stack?: string } } })["//"]?.digitPlatform?.stack ?? "";
    const declared = (source as { provider: { aws: readonly { default_tags?: readonly { tags: object }[] }[] } })
      .provider.aws;
    const override = deployment.overrideFor?.(source) as { provider: { aws: object[] } };
    const providers = override.provider.aws.map((provider, index) => ({
      ...provider,
      access_key: `${phase}${stack}`,
      secret_key: "test",
      // It stays while all is destroyed: taking it off again would be one more change of everything.
      ...(phase === "update" || phase === "destroy"
        ? { default_tags: [{ tags: { ...declared[index]?.default_tags?.[0]?.tags, revision: "2" } }] }
        : {}),
    }));
    return { ...override, provider: { aws: providers } };
  };
  return { ...deployment, overrideFor };
}

async function run(phase: Phase, session: Session): Promise<void> {
  const deployment = as(phase, session.deployment);
  say(`--- ${phase}`);
  if (phase === "create" || phase === "update") {
    const result = await deploy(deployment, session.interruption, { planned: false });
    const bad = result.outcomes.filter(({ result: one }) => one !== "applied" && one !== "unchanged");
    for (const { stack, reasons } of bad) say(reasons.join("\n"), stack);
    if (bad.length > 0) throw new Error(`${phase}: ${bad.map(({ stack }) => stack).join(", ")} not deployed`);
    return;
  }
  // The account's services go as well here: what a later version of them drops must be removable.
  const stacks = deployment.manifest.stacks.map(({ keptOnDestroy, ...stack }) =>
    stack.name === "state" ? { ...stack, ...(keptOnDestroy ? { keptOnDestroy } : {}) } : stack,
  );
  const whole = { ...deployment, manifest: { ...deployment.manifest, stacks } };
  if (phase === "destroy") {
    const { preview, landscape } = await previewDestroy(whole);
    await destroy(whole, preview, landscape, session.interruption);
    return;
  }
  const landscape = new Landscape(deployment);
  for (const stack of deployment.manifest.stacks) await landscape.readState(stack.name);
  await verify(deployment, landscape, session.interruption);
}

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  writeFileSync(environmentFile, example);
  const { python } = await resolveEmulatorPython(cacheDirectory(), say);
  const directory = join(out, "emulator");
  await startEmulator({ directory, python, ownedByProcess: true, recordFile: calls });
  try {
    for (const phase of ["create", "read", "update", "destroy"] as const) {
      if (phase === "update") {
        const changed = changes.reduce((text, [from, to]) => text.replaceAll(from, to), example);
        writeFileSync(environmentFile, changed);
      }
      const session = await openSession({ environmentFile, out, emulator: false, progress: say }, phase);
      try {
        await run(phase, session);
      } finally {
        await session.close();
      }
    }
  } finally {
    await stopEmulator(directory);
  }
  const target = join(packageRoot(), "catalogue", "permissions", "recorded.json");
  writeFileAtomically(target, toStableJson(recordingOf(readFileSync(calls, "utf8"))), 0o644);
  say(`written: ${target}`);
}

void main();
