import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../common/hash";
import type { StackDescriptor, StackManifest } from "../stacks/manifest";
import type { SignedRecord } from "./approval/approval";
import type { RankedChange } from "./changes/model";
import { constructsOf, rankChanges } from "./changes/rank";
import type { Judge } from "./deployment";
import type { PlanDocument } from "./planDocument";
import { foreignReasons, type PlanRecord, parseRecord, placeOf, staleReasons } from "./record";
import { configurationFiles, files } from "./workspace";

/** What `plan` wrote for one stack, byte by byte: plan, plan in JSON, record, and what Terraform reads with it. */
export interface PlannedStackFiles {
  readonly stack: StackDescriptor;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** Everything that belongs to a plan. */
export const plannedFiles: readonly string[] = [files.plan, files.planJson, files.verdict, ...configurationFiles];

/** Stacks with a plan file in the folder of an environment, in the order of the manifest. */
export function readPlanned(directory: string, manifest: StackManifest): readonly PlannedStackFiles[] {
  return manifest.stacks.flatMap((stack) => {
    const folder = join(directory, "stacks", stack.directory);
    const names = plannedFiles.filter((name) => existsSync(join(folder, name)));
    if (!names.includes(files.plan)) return [];
    return [{ stack, contents: new Map(names.map((name) => [name, readFileSync(join(folder, name))])) }];
  });
}

/** The records among them, by the bytes that are signed. */
export function recordsOf(planned: readonly PlannedStackFiles[]): readonly SignedRecord[] {
  return planned.flatMap(({ stack, contents }) => {
    const verdict = contents.get(files.verdict);
    return verdict ? [{ stack: stack.name, sha256: sha256(verdict) }] : [];
  });
}

/** What one holds plans against without asking the cloud: one's own environment file and release. */
export interface Ground {
  readonly environment: string;
  readonly manifest: StackManifest;
  readonly policy: Judge["policy"];
  readonly kitVersion: string;
  readonly now: Date;
  /** SHA-256 of one's own synthesis of a stack. */
  readonly synthesis: (stack: StackDescriptor) => string;
}

export interface ReviewedStack {
  readonly stack: StackDescriptor;
  readonly record?: PlanRecord;
  /** What the plan would change, the worst first, by the JSON that the record binds; not by what the record says. */
  readonly ranked: readonly RankedChange[];
  /** Why it is no plan that can be approved; empty when it is one. */
  readonly reasons: readonly string[];
}

/**
 * Holds plans that lie somewhere against one's own ground, without Terraform and without credentials. What cannot be
 * seen here is seen by `deploy`: whether the plan file says what its JSON says, and whether the states moved on. So a
 * plan file that were not what its record binds would be signed, and never applied.
 */
export function reviewPlanned({ stack, contents }: PlannedStackFiles, ground: Ground): ReviewedStack {
  const verdict = contents.get(files.verdict);
  const stored = verdict && parseRecord(verdict);
  if (!stored)
    return {
      stack,
      ranked: [],
      reasons: ["it has a plan file without a readable record (verdict.json)"],
    };
  const { record } = stored;
  const hashOf = (name: string): string => sha256(contents.get(name) ?? "");
  const configuration = Object.fromEntries(
    configurationFiles.filter((name) => contents.has(name)).map((name) => [name, hashOf(name)]),
  );
  const fresh = {
    planSha256: hashOf(files.plan),
    planJsonSha256: hashOf(files.planJson),
    configuration: { ...configuration, [files.source]: ground.synthesis(stack) },
    policy: ground.policy,
    // Not looked at here: whoever signs need not have the engine that applies.
    engine: record.bound.engine,
    kitVersion: ground.kitVersion,
    ...placeOf(ground.manifest, stack),
  };
  const reasons = [
    ...foreignReasons(record, ground.environment, stack.name),
    ...staleReasons(record, fresh, ground.now),
    ...(contents.has(files.source) && hashOf(files.source) !== ground.synthesis(stack)
      ? [`${files.source} is not what this environment file gives`]
      : []),
    ...record.refusals,
  ];
  const json = (name: string): unknown => JSON.parse(contents.get(name)?.toString("utf8") ?? "{}");
  return {
    stack,
    record,
    ranked:
      reasons.length === 0
        ? rankChanges(stack.name, json(files.planJson) as PlanDocument, constructsOf(json(files.source)))
        : [],
    reasons,
  };
}
