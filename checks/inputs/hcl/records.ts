/** Bodies of HCL in the shape that Terraform JSON has: nested blocks as lists of records, expressions as leaves. */
import { traversalText, WrittenExpression } from "../../expression/written";
import type { HclBlock, HclBody } from "./syntax";

export type ConfigRecord = Record<string, unknown>;

/** Arguments of Terraform itself that name things instead of having values. */
const namesOnly: ReadonlySet<string> = new Set(["depends_on", "ignore_changes", "replace_triggered_by", "provider"]);

export function recordOf(body: HclBody): ConfigRecord {
  const record = Object.create(null) as ConfigRecord;
  for (const { name, value } of body.attributes) record[name] = namesOnly.has(name) ? namesIn(value) : value;
  for (const block of body.blocks) {
    if (block.type === "dynamic" && block.labels.length > 0) append(record, "dynamic", dynamicOf(block));
    else append(record, block.type, labelled(block.labels, recordOf(block.body)));
  }
  return record;
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
