/** What the resources of a plan are billed by, before and after it. Pure. */
import { isRecord } from "../../common/json";
import type { PlanDocument, ResourceChange } from "../../gate/planDocument";
import { type BilledBy, billable, type Elsewhere, type KeyPart } from "./billable";

/** Resources of one stack that are billed alike, together. Amounts are of one month. */
export interface Quantity {
  readonly stack: string;
  readonly item: string;
  readonly title: string;
  readonly unit: string;
  readonly region: string;
  /** What decides the price besides item and region, for instance `postgres/db.t4g.medium/multi-az`; often empty. */
  readonly key: string;
  /** Null for usage, which no plan tells. */
  readonly before: number | null;
  readonly after: number | null;
  /** Resources that it is of, and those of them whose amount this plan leaves open: they are not in the sum. */
  readonly resources: { readonly before: number; readonly after: number };
  readonly open: { readonly before: number; readonly after: number };
}

type Side = "before" | "after";

/** Quantities of a stack in the order of item, region and key; types that the table does not know come beside them. */
export function quantitiesOf(
  stack: string,
  plan: PlanDocument,
  homeRegion: string,
): { readonly quantities: readonly Quantity[]; readonly unknownTypes: readonly string[] } {
  const found = new Map<string, Quantity>();
  const unknownTypes = new Set<string>();
  for (const change of plan.resource_changes ?? []) {
    if (change.mode !== "managed") continue;
    const billed = billable.types[change.type];
    if (!billed) {
      if (!billable.uncounted.includes(change.type)) unknownTypes.add(change.type);
      continue;
    }
    const region = regionOf(plan, change, homeRegion);
    for (const one of billed)
      for (const side of ["before", "after"] as const) addSide(found, { stack, plan, change, one, region, side });
  }
  const order = (one: Quantity): string => `${one.item} ${one.region} ${one.key}`;
  return {
    quantities: [...found.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    unknownTypes: [...unknownTypes].sort(),
  };
}

interface Sided {
  readonly stack: string;
  readonly plan: PlanDocument;
  readonly change: ResourceChange;
  readonly one: BilledBy;
  readonly region: string;
  readonly side: Side;
}

function addSide(found: Map<string, Quantity>, { stack, plan, change, one, region, side }: Sided): void {
  const body = change.change[side];
  if (!isRecord(body)) return;
  if (one.when && attributeOf(body, one.when.attribute) !== one.when.is) return;
  const item = billable.items[one.item];
  if (!item) throw new Error(`catalogue/billable.json has no item ${one.item}`);
  const key = keyOf(plan, change, one.key ?? [], side);
  const where = item.region ?? region;
  const id = JSON.stringify([one.item, where, key]);
  const usage = one.per === undefined ? null : 0;
  const base = found.get(id) ?? {
    stack,
    item: one.item,
    title: item.title,
    unit: item.unit,
    region: where,
    key,
    before: usage,
    after: usage,
    resources: { before: 0, after: 0 },
    open: { before: 0, after: 0 },
  };
  const amount = amountOf(plan, change, one, side);
  const sum = base[side] === null ? null : base[side] + (amount ?? 0);
  const resources = { ...base.resources, [side]: base.resources[side] + 1 };
  const left = usage !== null && amount === null ? 1 : 0;
  found.set(id, { ...base, [side]: sum, resources, open: { ...base.open, [side]: base.open[side] + left } });
}

function amountOf(plan: PlanDocument, change: ResourceChange, one: BilledBy, side: Side): number | null {
  if (one.per === undefined) return null;
  let amount = one.per;
  for (const factor of one.times ?? []) {
    const value =
      "count" in factor
        ? countOf(plan, change, factor.count, side)
        : numberOf(told(plan, change, factor, side), factor.default);
    if (value === null) return null;
    amount *= value;
  }
  return amount;
}

function numberOf(value: unknown, otherwise: number | undefined): number | null {
  if (typeof value === "number") return value;
  return value === undefined || value === null ? (otherwise ?? null) : null;
}

/** Elements of a list; where only the apply will know them, as many as the configuration names one by one. */
function countOf(plan: PlanDocument, change: ResourceChange, name: string, side: Side): number | null {
  const value = attributeOf(change.change[side], name);
  if (Array.isArray(value)) return value.length;
  if (side === "before") return null;
  const base = change.address.replace(/\[[^\]]*\]$/, "");
  const resource = plan.configuration?.root_module?.resources?.find(({ address }) => address === base);
  const expression = resource?.expressions?.[name];
  const references = isRecord(expression) && Array.isArray(expression.references) ? expression.references : [];
  const named = references.filter((reference) => typeof reference === "string" && /\.(id|arn)$/.test(reference));
  return named.length > 0 ? named.length : null;
}

function keyOf(plan: PlanDocument, change: ResourceChange, parts: readonly KeyPart[], side: Side): string {
  return parts
    .map((part) => {
      const { map, strip, default: otherwise } = part;
      const value = told(plan, change, part, side);
      const first = Array.isArray(value) ? value[0] : value;
      const text = first === undefined || first === null ? (otherwise ?? "?") : String(first);
      const mapped = map?.[text] ?? text;
      return strip === undefined ? mapped : mapped.replace(new RegExp(strip), "");
    })
    .join("/");
}

/** What a resource says itself, or what the one says that it refers to. */
function told(
  plan: PlanDocument,
  change: ResourceChange,
  asked: { readonly attribute: string; readonly else?: Elsewhere },
  side: Side,
): unknown {
  const own = attributeOf(change.change[side], asked.attribute);
  if ((own !== undefined && own !== null) || !asked.else) return own;
  const { reference, type, attribute } = asked.else;
  const base = change.address.replace(/\[[^\]]*\]$/, "");
  const resource = plan.configuration?.root_module?.resources?.find(({ address }) => address === base);
  const names = JSON.stringify(resource?.expressions?.[reference] ?? null);
  const other = plan.resource_changes?.find((one) => one.type === type && names.includes(`"${one.address}.`));
  return other && attributeOf(other.change[side], attribute);
}

/** At a dotted path, through the first element of each list of blocks. */
function attributeOf(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, step) => {
    const block = Array.isArray(value) ? value[0] : value;
    return isRecord(block) && Object.hasOwn(block, step) ? block[step] : undefined;
  }, body);
}

/** The region of the provider that a resource is made by. */
function regionOf(plan: PlanDocument, change: ResourceChange, homeRegion: string): string {
  const base = change.address.replace(/\[[^\]]*\]$/, "");
  const { configuration } = plan;
  const key = configuration?.root_module?.resources?.find(({ address }) => address === base)?.provider_config_key;
  const region = configuration?.provider_config?.[key ?? "aws"]?.expressions?.region?.constant_value;
  return typeof region === "string" ? region : homeRegion;
}
