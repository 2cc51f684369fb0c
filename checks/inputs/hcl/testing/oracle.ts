/** Compares what our reader makes of HCL with what Terraform's own reader makes of it (through `@cdktn/hcl2json`). */
import { parse } from "@cdktn/hcl2json";
import type { Expression } from "../../../expression/ast";
import { parseTemplate } from "../../../expression/parser";
import { WrittenExpression } from "../../../expression/written";
import type { HclBody } from "../syntax";

/** The other reader's answer, or undefined where it refuses the text. */
export async function oracleReading(text: string): Promise<unknown> {
  try {
    return await parse("oracle.tf", text);
  } catch {
    return undefined;
  }
}

type Tree = { [key: string]: unknown };

/** Every difference as a path with both sides; none means that both read the same. */
export function differences(body: HclBody, other: unknown): readonly string[] {
  const found: string[] = [];
  compare(treeOf(body), other, "", found);
  return found;
}

/** Our body in the shape of the other reader: labels as keys, blocks as lists, attributes as expressions. */
function treeOf(body: HclBody): Tree {
  const tree: Tree = {};
  for (const { name, value } of body.attributes) tree[name] = value;
  for (const block of body.blocks) {
    let here = tree;
    const path = [block.type, ...block.labels];
    for (const step of path.slice(0, -1)) {
      const inner = here[step];
      const next: Tree = isTree(inner) ? inner : {};
      here[step] = next;
      here = next;
    }
    const last = path.at(-1) ?? "";
    const known = here[last];
    here[last] = [...(Array.isArray(known) ? (known as unknown[]) : []), treeOf(block.body)];
  }
  return tree;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compare(ours: unknown, theirs: unknown, path: string, found: string[]): void {
  if (ours instanceof WrittenExpression) {
    const [a, b] = [shown(ours.expression), shown(expressionOf(theirs))];
    if (a !== b) found.push(`${path}: ${a} / ${b}`);
  } else if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    for (const [index, item] of ours.entries()) compare(item, theirs[index], `${path}[${index}]`, found);
  } else if (isTree(ours) && isTree(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)]))
      compare(ours[key], theirs[key], `${path}.${key}`, found);
  } else found.push(`${path}: ${JSON.stringify(ours)?.slice(0, 200)} / ${JSON.stringify(theirs)?.slice(0, 200)}`);
}

function expressionOf(value: unknown): Expression {
  if (typeof value === "string") {
    const parsed = parseTemplate(value);
    return parsed.ok ? parsed.expression : { kind: "reference", name: `unreadable: ${parsed.message}`, steps: [] };
  }
  if (Array.isArray(value)) return { kind: "list", items: value.map(expressionOf) };
  if (isTree(value))
    return {
      kind: "object",
      items: Object.entries(value).map(([key, item]) => ({ key: expressionOf(key), value: expressionOf(item) })),
    };
  return { kind: "literal", value: value as null | boolean | number };
}

/** Text of a tree in which spellings that mean the same are the same. */
function shown(expression: Expression): string {
  return JSON.stringify(expression, (_key, value: unknown) => {
    if (!isTree(value)) return value;
    if (
      value.kind === "unary" &&
      value.operator === "-" &&
      isTree(value.operand) &&
      typeof value.operand.value === "number"
    )
      return { kind: "literal", value: -value.operand.value };
    if (value.kind === "template" && Array.isArray(value.parts))
      return { kind: "template", parts: joined(value.parts) };
    if (value.kind === "object" && Array.isArray(value.items)) {
      const byKey = value.items.map(
        (item: { key: unknown; value: unknown }) => [JSON.stringify(item.key), item.value] as const,
      );
      return { kind: "object", items: [...new Map(byKey)].sort(([a], [b]) => (a < b ? -1 : 1)) };
    }
    return value;
  });
}

/** The other reader writes a template inside a template as one. */
function joined(parts: readonly unknown[]): readonly unknown[] {
  const flat = parts.flatMap((part) =>
    isTree(part) && part.kind === "template" && Array.isArray(part.parts) ? joined(part.parts) : [part],
  );
  return flat.reduce<unknown[]>((all, part) => {
    const last = all.at(-1);
    const both = [last, part].every((one) => isTree(one) && one.kind === "literal");
    if (both && isTree(last) && isTree(part))
      all[all.length - 1] = { kind: "literal", value: `${String(last.value)}${String(part.value)}` };
    else all.push(part);
    return all;
  }, []);
}
