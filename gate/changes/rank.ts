/** From a plan to its changes, the worst first. Pure. */
import { redactText } from "../../checks/reports/redact";
import { type ChangeKind, changeKinds, kindOf, type PlanDocument, type ResourceChange } from "../planDocument";
import { changedAttributes } from "./attributes";
import { exposureOf } from "./exposure";
import { type Exposure, type RankedChange, type Risk, risks } from "./model";
import { losesOf } from "./storedData";

/**
 * @param stack name of the stack that was planned
 * @param constructs path of the construct that makes each address (`constructsOf`)
 */
export function rankChanges(
  stack: string,
  plan: PlanDocument,
  constructs: ReadonlyMap<string, string> = new Map(),
): readonly RankedChange[] {
  const changes = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  const configured = configuredIn(plan);
  return changes
    .flatMap((change): readonly RankedChange[] => {
      const kind = kindOf(change);
      if (kind === "none" || kind === "read") return [];
      return [rankedOf(stack, change, kind, { constructs, configured })];
    })
    .sort(compareChanges);
}

function rankedOf(
  stack: string,
  change: ResourceChange,
  kind: RankedChange["kind"],
  known: {
    readonly constructs: ReadonlyMap<string, string>;
    readonly configured: ReadonlyMap<string, ReadonlySet<string>>;
  },
): RankedChange {
  const attributes = kind === "update" || kind === "replace" ? changedAttributes(change) : [];
  const base = change.address.replace(/\[[^\]]*\]$/, "");
  const exposed = exposureOf(change, attributes, (name) => known.configured.get(base)?.has(name) ?? true);
  const loses = losesOf(change);
  const risk: Risk = loses !== null ? "data-loss" : kind === "replace" ? "replacement" : exposed ? "exposure" : "rest";
  return {
    stack,
    address: redactText(change.deposed ? `${change.address} (deposed ${change.deposed})` : change.address),
    type: change.type,
    construct: known.constructs.get(base) ?? null,
    kind,
    risk,
    loses,
    exposure: exposed?.exposure ?? null,
    anybody: exposed?.anybody ?? false,
    because: becauseOf(change),
    attributes: attributes.length > 0 ? attributes : (exposed?.attributes ?? []),
  };
}

/** Attributes that the root module sets, by address; a resource that it does not show is taken as set in all. */
function configuredIn(plan: PlanDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const resources = plan.configuration?.root_module?.resources ?? [];
  return new Map(
    resources.flatMap(({ address, expressions }) =>
      expressions ? [[address, new Set(Object.keys(expressions))] as const] : [],
    ),
  );
}

const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: "its last creation failed, or somebody marked it as damaged",
  replace_by_request: "somebody asked for it",
  replace_by_triggers: "something that it is tied to changes",
  delete_because_no_resource_config: "it is not declared any more",
  delete_because_wrong_repetition: "it is declared in another number",
  delete_because_count_index: "it is declared in another number",
  delete_because_each_key: "its key is not declared any more",
  delete_because_no_module: "its module is not declared any more",
  delete_because_no_move_target: "it was moved to an address that is not declared",
};

function becauseOf({ action_reason, deposed }: ResourceChange): string | null {
  if (deposed !== undefined) return "a replacement left it behind";
  return action_reason === undefined ? null : (reasons[action_reason] ?? null);
}

const exposures: readonly (Exposure | null)[] = ["wider", "changed", "narrower", null];

/** By risk, then what lets everybody in, what widens, what goes, and by name. */
export function compareChanges(a: RankedChange, b: RankedChange): number {
  const order = (kind: ChangeKind): number => changeKinds.indexOf(kind);
  return (
    risks.indexOf(a.risk) - risks.indexOf(b.risk) ||
    Number(b.anybody) - Number(a.anybody) ||
    exposures.indexOf(a.exposure) - exposures.indexOf(b.exposure) ||
    order(a.kind) - order(b.kind) ||
    compareText(`${a.stack} ${a.address}`, `${b.stack} ${b.address}`)
  );
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Path of the construct that makes each resource, by address, from a stack's synthesized Terraform JSON. */
export function constructsOf(source: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const resources = (source as { resource?: Record<string, Record<string, unknown>> } | null)?.resource ?? {};
  for (const [type, named] of Object.entries(resources)) {
    for (const [name, body] of Object.entries(named)) {
      const path = (body as { "//"?: { metadata?: { path?: unknown } } } | null)?.["//"]?.metadata?.path;
      if (typeof path === "string") found.set(`${type}.${name}`, path);
    }
  }
  return found;
}
