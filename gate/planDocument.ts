import { sha256 } from "../common/hash";
import { toStableJson } from "../common/json";

/** The parts of `terraform show -json PLAN` (format 1.x) that the gate reads. */
export interface PlanDocument {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly applyable?: boolean;
  readonly errored?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, unknown>>;
}

export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: unknown;
    readonly after: unknown;
    readonly after_unknown: unknown;
    readonly importing?: unknown;
  };
}

export type ChangeKind = "delete" | "replace" | "update" | "create" | "import" | "read" | "none";

/** The worst first, as a reader of a plan wants it. */
export const changeKinds: readonly ChangeKind[] = ["delete", "replace", "update", "create", "import"];

export function kindOf(change: ResourceChange): ChangeKind {
  const actions = change.change.actions;
  if (actions.includes("delete")) return actions.includes("create") ? "replace" : "delete";
  if (actions.includes("update")) return "update";
  if (actions.includes("create")) return "create";
  if (change.change.importing) return "import";
  return actions.includes("read") ? "read" : "none";
}

export function countChanges(plan: PlanDocument): { add: number; change: number; remove: number } {
  const kinds = (plan.resource_changes ?? []).map(kindOf);
  const count = (...wanted: ChangeKind[]): number => kinds.filter((kind) => wanted.includes(kind)).length;
  return { add: count("create", "replace", "import"), change: count("update"), remove: count("delete", "replace") };
}

/** Two plans with the same fingerprint do the same thing: same changes and outputs, in any order (design §4). */
export function planFingerprint(plan: PlanDocument): string {
  const changes = (plan.resource_changes ?? [])
    .filter((change) => !["none", "read"].includes(kindOf(change)))
    .map((change) => ({
      address: change.address,
      actions: change.change.actions,
      after: change.change.after,
      after_unknown: change.change.after_unknown,
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  return sha256(toStableJson({ changes, outputs: plan.output_changes ?? {} }));
}
