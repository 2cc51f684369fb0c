import type { StackDescriptor } from "../stacks/manifest";
import type { PlanDocument } from "./planDocument";
import type { PlanRecord } from "./record";
import { files } from "./workspace";

/** What an unchanged stack was compared with, so that a reader can tell what "nothing to do" rests on. */
export interface Comparison {
  /** Managed resources that the plan read from the cloud. */
  readonly resources: number;
  /** When they were read: the time of the plan's verdict, ISO 8601. */
  readonly readAt: string;
  /** SHA-256 of the configuration, and of the values that earlier stacks gave. */
  readonly sourceSha256: string | null;
  readonly inputsSha256: string | null;
  /** Stacks whose outputs are among those values. */
  readonly inputsFrom: readonly string[];
  /** Serial of the stack's state, which stays; null where it has none. */
  readonly stateSerial: number | null;
}

export function comparisonOf(stack: StackDescriptor, record: PlanRecord, plan: PlanDocument): Comparison {
  const { configuration, states } = record.bound;
  return {
    resources: (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed").length,
    readAt: record.createdAt,
    sourceSha256: configuration[files.source] ?? null,
    inputsSha256: configuration[files.inputs] ?? null,
    inputsFrom: [...new Set(Object.values(stack.inputs).map((input) => input.stack))].sort(),
    stateSerial: states[stack.name]?.serial ?? null,
  };
}

/** Why a stack was skipped, in one sentence. */
export function skippedBecause(comparison: Comparison): string {
  const { resources, readAt, sourceSha256, inputsFrom, stateSerial } = comparison;
  const declared = `${files.source}${sourceSha256 ? ` (SHA-256 ${sourceSha256.slice(0, 12)})` : ""}`;
  const given = inputsFrom.length > 0 ? ` and the outputs of ${inputsFrom.join(", ")}` : "";
  const serial = stateSerial === null ? "" : `; its state stays at serial ${stateSerial}`;
  return `skipped, nothing to change: ${resources} resources, read from the cloud at ${readAt}, are as ${declared}${given} declare${inputsFrom.length > 0 ? "" : "s"}${serial}`;
}
