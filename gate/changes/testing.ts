/** Plans of a few lines, in the form of `terraform show -json`. */
import type { PlanDocument, ResourceChange } from "../planDocument";

type Side = Readonly<Record<string, unknown>> | null;

export interface Small {
  readonly before?: Side;
  readonly after?: Side;
  readonly unknown?: unknown;
  readonly hidden?: unknown;
  readonly replaces?: readonly (readonly (string | number)[])[];
  readonly reason?: string;
}

/** A change of one resource; its actions follow from what stands before and after, and from what forces a replacement. */
export function changeOf(address: string, small: Small): ResourceChange {
  const { before = null, after = null, unknown = {}, hidden = {}, replaces, reason } = small;
  const kept = before === null ? ["create"] : after === null ? ["delete"] : ["update"];
  return {
    address,
    mode: "managed",
    type: address.split(".")[0] ?? "",
    ...(reason === undefined ? {} : { action_reason: reason }),
    change: {
      actions: replaces || reason?.startsWith("replace") ? ["delete", "create"] : kept,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: hidden,
      after_sensitive: hidden,
      ...(replaces ? { replace_paths: replaces } : {}),
    },
  };
}

export function planOf(...changes: readonly ResourceChange[]): PlanDocument {
  return { format_version: "1.2", resource_changes: changes };
}
