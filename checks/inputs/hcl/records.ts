/** Bodies of HCL in the shape that Terraform JSON has: nested blocks as lists of records, expressions as leaves. */
import { traversalText, UnreadPlace, WrittenExpression } from "../../expression/written";
import { isRecord } from "../../graph/cursor";
import type { PathStep } from "../../graph/path";
import type { HclBlock, HclBody } from "./syntax";

export type ConfigRecord = Record<string, unknown>;

/** Arguments of Terraform itself that name things instead of having values. */
const namesOnly: ReadonlySet<string> = new Set(["depends_on", "ignore_changes", "replace_triggered_by", "provider"]);

/** Lines of nested blocks, which in a record are records themselves. */
const blockLines = new WeakMap<object, number>();

export function recordOf(body: HclBody): ConfigRecord {
  const record = Object.create(null) as ConfigRecord;
  for (const { name, value } of body.attributes)
    record[name] = Object.hasOwn(record, name)
      ? bothOf(record[name], value, name)
      : namesOnly.has(name) && value instanceof WrittenExpression
        ? namesIn(value)
        : value;
  for (const block of body.blocks) {
    if (block.type === "dynamic" && block.labels.length > 0) append(record, "dynamic", dynamicOf(block));
    else append(record, block.type, labelled(block.labels, lined(recordOf(block.body), block.line)));
  }
  return record;
}

function lined(record: ConfigRecord, line: number): ConfigRecord {
  blockLines.set(record, line);
  return record;
}

/**
 * An attribute that is written twice, which Terraform refuses. Lists and objects are taken together, as if they were
 * blocks; of anything else nobody knows which one is meant.
 */
function bothOf(before: unknown, value: WrittenExpression | UnreadPlace, name: string): unknown {
  if (value instanceof UnreadPlace) return value;
  const all = [before, value].flat();
  const kinds = all.map((one) => (one instanceof WrittenExpression ? one.expression.kind : undefined));
  if (kinds.every((kind) => kind === "object")) return all;
  const [first, second] = all.map((one) => (one instanceof WrittenExpression ? one.expression : undefined));
  if (first?.kind === "list" && second?.kind === "list")
    return new WrittenExpression({ kind: "list", items: [...first.items, ...second.items] }, value.line);
  return new UnreadPlace(`${name} is written twice, the second time on line ${value.line ?? 0}`);
}

/** Line of the attribute or block at a path, or of the nearest thing around it; undefined for the block itself. */
export function lineIn(record: unknown, steps: readonly PathStep[]): number | undefined {
  let here = record;
  let line: number | undefined;
  for (const step of steps) {
    here = memberAt(here, step);
    if (here instanceof WrittenExpression) return here.line ?? line;
    if (isRecord(here)) line = blockLines.get(here) ?? line;
  }
  return line;
}

function memberAt(value: unknown, step: PathStep): unknown {
  if (typeof step === "number") return Array.isArray(value) ? value[step] : step === 0 ? value : undefined;
  const [only] = Array.isArray(value) && value.length === 1 ? (value as readonly unknown[]) : [value];
  return isRecord(only) && Object.hasOwn(only, step) ? only[step] : undefined;
}

/** `dynamic "ingress" { for_each = x }` as `{ ingress: { for_each: x } }`. */
function dynamicOf(block: HclBlock): ConfigRecord {
  const { iterator, ...definition } = recordOf(block.body);
  const name = iterator instanceof WrittenExpression ? traversalText(iterator.expression) : undefined;
  return labelled(block.labels, name === undefined ? definition : { ...definition, iterator: name });
}

function labelled(labels: readonly string[], body: ConfigRecord): ConfigRecord {
  return labels.reduceRight((inner, label) => {
    const outer = Object.create(null) as ConfigRecord;
    outer[label] = inner;
    return outer;
  }, body);
}

function append(record: ConfigRecord, name: string, block: ConfigRecord): void {
  const known = record[name];
  if (Array.isArray(known)) known.push(block);
  else record[name] = known === undefined ? [block] : [known, block];
}

function namesIn(value: WrittenExpression): unknown {
  const { expression } = value;
  if (expression.kind !== "list") return traversalText(expression) ?? value;
  return expression.items.map((item) => traversalText(item) ?? new WrittenExpression(item));
}
