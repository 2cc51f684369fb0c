import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding, Report } from "../checks/model";
import { writeFileAtomically } from "../common/files";
import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";
import type { StackDescriptor, StackManifest } from "../stacks/manifest";
import type { RankedChange } from "./changes/model";
import { type Deployment, type Judgement, stackDirectory, upstreamOf } from "./deployment";
import type { Seal } from "./seal";
import { versionOf } from "./stateStore";
import { configurationFiles, files } from "./workspace";

/**
 * The record of a plan verdict (`verdict.json`): what was judged, by which policy, on top of which states, and what
 * came out. It is evidence and an approval, never an authority: `deploy` computes all of it again before it applies.
 */
export interface PlanRecord {
  readonly schemaVersion: "1.0";
  readonly environment: string;
  readonly stack: string;
  readonly createdAt: string;
  readonly timeToLiveHours: number;
  readonly verdict: "allowed" | "refused";
  readonly refusals: readonly string[];
  readonly bound: Bound;
  readonly changes: { readonly add: number; readonly change: number; readonly remove: number };
  /** Stored data that an apply would lose; a deployment asks for each by its name. */
  readonly destroys: readonly { readonly address: string; readonly kind: string; readonly loses: string }[];
  readonly summary: Report["summary"];
  readonly findings: readonly Finding[];
}

/** What must be the same when the plan is applied as when it was judged. */
export interface Bound {
  readonly planSha256: string;
  readonly planJsonSha256: string;
  /** SHA-256 of every configuration file in the stack's directory, by name. */
  readonly configuration: { readonly [name: string]: string };
  readonly policy: { readonly exceptions: string; readonly parameters: string; readonly rules: string };
  readonly engine: { readonly name: string; readonly version: string; readonly provider: string };
  readonly kitVersion: string;
  readonly accountId: string;
  readonly region: string;
  readonly backend: string;
  /** Lineage and serial of the stack's own and of all earlier stacks' states; null where there is none yet. */
  readonly states: { readonly [stack: string]: { readonly lineage: string; readonly serial: number } | null };
}

/** SHA-256 of the configuration files that lie in a directory. */
export function hashConfiguration(directory: string): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const name of configurationFiles) {
    const path = join(directory, name);
    if (existsSync(path)) hashes[name] = sha256(readFileSync(path));
  }
  return hashes;
}

/**
 * Lineage and serial of the states that a stack's plan rests on, read from where they are stored. The stack that makes
 * the state bucket has its state in a local file until the bucket holds it.
 */
export async function statesUnder(deployment: Deployment, stack: StackDescriptor): Promise<Bound["states"]> {
  const local = join(stackDirectory(deployment, stack), files.localState);
  if (stack.bootstrapsState && existsSync(local)) return { [stack.name]: versionOf(readFileSync(local, "utf8")) };
  if (!(await deployment.stateStore.bucketExists())) return { [stack.name]: null };
  const names = [...upstreamOf(deployment.manifest, stack), stack.name];
  const states = await Promise.all(names.map((name) => deployment.stateStore.read(name)));
  return Object.fromEntries(
    names.map((name, index) => {
      const state = states[index];
      return [name, state === undefined ? null : versionOf(state)];
    }),
  );
}

/** What binds a sealed plan, but for the states that it rests on; computed alike when a record is made and compared. */
export type SealedBound = Omit<Bound, "states">;

export function boundOf(deployment: Deployment, stack: StackDescriptor, sealed: Seal): SealedBound {
  const { manifest, provenance } = deployment;
  return {
    planSha256: sealed.planSha256,
    planJsonSha256: sealed.planJsonSha256,
    configuration: sealed.configuration,
    policy: deployment.judge.policy,
    engine: engineOf(provenance),
    kitVersion: provenance.kitVersion,
    ...placeOf(manifest, stack),
  };
}

function engineOf(provenance: Deployment["provenance"]): Bound["engine"] {
  const { engineName: name, engineVersion: version, providerVersion: provider } = provenance;
  return { name, version, provider };
}

/** Why this engine cannot even open the plan file; empty when it can. Asked before it tries. */
export function engineReasons({ bound }: PlanRecord, provenance: Deployment["provenance"]): string[] {
  return differingEngine(bound.engine, engineOf(provenance));
}

function differingEngine(was: Bound["engine"], is: Bound["engine"]): string[] {
  if (toStableJson(was) === toStableJson(is)) return [];
  const said = ({ name, version, provider }: Bound["engine"]): string => `${name} ${version} with provider ${provider}`;
  return [`engine or provider version changed since: it was planned by ${said(was)}, and this is ${said(is)}`];
}

/** Where a stack goes and where its state lies. */
export function placeOf(
  manifest: StackManifest,
  stack: StackDescriptor,
): Pick<Bound, "accountId" | "region" | "backend"> {
  const { accountId, region, stateBackend } = manifest;
  return { accountId, region, backend: `s3://${stateBackend.bucket}/${stack.name}/terraform.tfstate` };
}

export function makeRecord(
  deployment: Deployment,
  stack: StackDescriptor,
  judged: {
    readonly sealed: Seal;
    readonly states: Bound["states"];
    readonly judgement: Judgement;
    readonly changes: PlanRecord["changes"];
    readonly ranked: readonly RankedChange[];
  },
): PlanRecord {
  return {
    schemaVersion: "1.0",
    environment: deployment.name,
    stack: stack.name,
    createdAt: deployment.now().toISOString(),
    timeToLiveHours: deployment.timeToLiveHours,
    verdict: judged.judgement.refusals.length === 0 ? "allowed" : "refused",
    refusals: judged.judgement.refusals.map((refusal) => refusal.text),
    bound: { ...boundOf(deployment, stack, judged.sealed), states: judged.states },
    changes: judged.changes,
    destroys: judged.ranked.flatMap(({ address, kind, loses }) => (loses === null ? [] : [{ address, kind, loses }])),
    summary: judged.judgement.report.summary,
    findings: judged.judgement.report.findings,
  };
}

export function writeRecord(directory: string, record: PlanRecord): void {
  writeFileAtomically(join(directory, files.verdict), toStableJson(record));
}

export function readRecord(directory: string): PlanRecord | undefined {
  return readRecordFile(directory)?.record;
}

/** The record with the hash of its bytes, which is what people sign. */
export function readRecordFile(directory: string): StoredRecord | undefined {
  const path = join(directory, files.verdict);
  return existsSync(path) ? parseRecord(readFileSync(path)) : undefined;
}

export interface StoredRecord {
  readonly record: PlanRecord;
  readonly sha256: string;
}

/** A record that cannot be read, or lacks what is compared, is no approval; the caller says so. */
export function parseRecord(bytes: Uint8Array): StoredRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
  return isRecord(value) ? { record: value, sha256: sha256(bytes) } : undefined;
}

function isRecord(value: unknown): value is PlanRecord {
  const bound: unknown = (value as Partial<PlanRecord> | null)?.bound;
  if (bound === null || typeof bound !== "object") return false;
  const maps = ["configuration", "policy", "engine", "states"] as const;
  return maps.every((name) => {
    const part: unknown = (bound as Record<string, unknown>)[name];
    return part !== null && typeof part === "object";
  });
}

/** Why a record is another environment's or another stack's; empty when it is not. */
export function foreignReasons(record: PlanRecord, environment: string, stack: string): string[] {
  return [
    ...(record.environment === environment ? [] : [`its record is one of the environment ${record.environment}`]),
    ...(record.stack === stack ? [] : [`its record is one of the stack ${record.stack}`]),
  ];
}

const hour = 3_600_000;
const longestTimeToLiveHours = 168;

/** Why a record is no approval any more, one reason a line; empty when it still is. States are compared by the caller. */
export function staleReasons(record: PlanRecord, fresh: SealedBound, now: Date): string[] {
  const reasons: string[] = [];
  const age = now.getTime() - Date.parse(record.createdAt);
  const allowedHours = Math.min(record.timeToLiveHours, longestTimeToLiveHours);
  if (!Number.isFinite(age) || age < 0)
    reasons.push(`its record says that it was made at ${record.createdAt}, which is not in the past`);
  else if (!(age <= allowedHours * hour)) {
    reasons.push(`its record is ${(age / hour).toFixed(1)} h old and good for ${allowedHours} h`);
  }
  if (record.verdict !== "allowed") reasons.push("its own verdict is a refusal");
  const bound = record.bound;
  if (bound.planSha256 !== fresh.planSha256)
    reasons.push(
      `the plan file is not the judged one (SHA-256 ${short(fresh.planSha256)}, judged ${short(bound.planSha256)})`,
    );
  else if (bound.planJsonSha256 !== fresh.planJsonSha256)
    reasons.push("the plan reads otherwise than when it was judged");
  for (const name of [...new Set([...Object.keys(bound.configuration), ...Object.keys(fresh.configuration)])].sort()) {
    if (bound.configuration[name] !== fresh.configuration[name]) reasons.push(`${name} changed since`);
  }
  for (const part of ["exceptions", "parameters", "rules"] as const) {
    if (bound.policy[part] !== fresh.policy[part]) reasons.push(`the ${part} changed since`);
  }
  reasons.push(...differingEngine(bound.engine, fresh.engine));
  for (const part of ["kitVersion", "accountId", "region", "backend"] as const) {
    if (bound[part] !== fresh[part]) reasons.push(`${part} was ${bound[part]} and is ${fresh[part]}`);
  }
  return reasons;
}

const short = (hash: string): string => hash.slice(0, 12);
