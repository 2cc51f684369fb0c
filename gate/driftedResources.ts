/** What a refresh found changed, told apart by whether anybody declared it. Pure: from a plan to its drift. */
import { isMarked } from "../checks/graph/planned";
import { redactValue, sensitive } from "../checks/reports/redact";
import { canonicalJson, type Json } from "../common/json";
import { settled } from "./changes/settled";
import { type ChangeKind, kindOf, type PlanDocument, type ResourceChange } from "./planDocument";

interface ChangedAttribute {
  /** Name of the attribute at the top of the resource. */
  readonly path: string;
  /** As the last apply left it; `(sensitive)` where it is marked or shaped so. */
  readonly recorded: Json;
  /** As it is in the cloud now. */
  readonly found: Json;
}

export interface ChangedResource {
  readonly address: string;
  readonly type: string;
  /** `deleted`: it is not there any more. */
  readonly change: "changed" | "deleted";
  readonly attributes: readonly ChangedAttribute[];
  /** What the next deployment would do to it; `none` where the attribute is not part of what was declared. */
  readonly repair: ChangeKind;
}

/** Resources that were changed outside Terraform. What only fills in what was empty before is none of them. */
export function changedOutside(plan: PlanDocument): readonly ChangedResource[] {
  const pending = new Map((plan.resource_changes ?? []).map((change) => [change.address, kindOf(change)]));
  return (plan.resource_drift ?? []).flatMap((one): readonly ChangedResource[] => {
    if (one.mode !== "managed") return [];
    const repair = pending.get(one.address) ?? "none";
    const deleted = one.change.actions.includes("delete");
    const attributes = deleted ? [] : attributesOf(one);
    if (!deleted && attributes.length === 0) return [];
    return [{ address: one.address, type: one.type, change: deleted ? "deleted" : "changed", attributes, repair }];
  });
}

/** Changes that a plan would make to what nobody touched: declared since the last deployment and not yet deployed. */
export function undeployed(plan: PlanDocument): readonly { readonly address: string; readonly kind: ChangeKind }[] {
  const touched = new Set((plan.resource_drift ?? []).map(({ address }) => address));
  return (plan.resource_changes ?? [])
    .map((change) => ({ address: change.address, kind: kindOf(change) }))
    .filter(({ address, kind }) => kind !== "none" && kind !== "read" && !touched.has(address));
}

function attributesOf({ change }: ResourceChange): readonly ChangedAttribute[] {
  const before = recordOf(change.before);
  const after = recordOf(change.after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    const [recorded, found] = [before[name] ?? null, after[name] ?? null];
    if (canonicalJson(settled(recorded)) === canonicalJson(settled(found))) return [];
    const hidden = isMarked(change.before_sensitive, [name]) || isMarked(change.after_sensitive, [name]);
    const shown = (value: Json): Json => (hidden && value !== null ? sensitive : redactValue(name, value));
    return [{ path: name, recorded: shown(recorded), found: shown(found) }];
  });
}

function recordOf(value: unknown): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

/** Whether something stood at an attribute before: an empty list that fills is mostly another resource's doing. */
export function replacesSomething({ attributes, change }: ChangedResource): boolean {
  return change === "deleted" || attributes.some(({ recorded }) => settled(recorded) !== null);
}
