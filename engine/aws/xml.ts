import type { Tree } from "./tree";

interface Element {
  readonly name: string;
  readonly children: Map<string, Tree[]>;
  text: string;
}

/** A tag, or the text before the next one. AWS writes no other markup than a declaration and, rarely, a comment. */
const pieces = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>]+)[^>]*?(\/?)>|([^<]+)/g;

/**
 * XML of an AWS service as nested objects: an element with elements in it becomes an object, any other its text;
 * elements of the same name become a list. Attributes (`xmlns` and types) carry no answers and are left out.
 * @throws SyntaxError for text whose tags do not match: half an answer is none.
 */
export function parseXml(source: string): Tree {
  const root: Element = { name: "", children: new Map(), text: "" };
  const open: Element[] = [root];
  for (const [, data, closes, name, alone, text] of source.matchAll(pieces)) {
    const current = open.at(-1) ?? root;
    if (data !== undefined) current.text += data;
    else if (text !== undefined) current.text += decoded(text);
    else if (name !== undefined && closes) {
      if (open.length === 1 || current.name !== name) throw new SyntaxError(`</${name}> closes nothing that is open`);
      open.pop();
      add(open.at(-1) ?? root, name, treeOf(current));
    } else if (name !== undefined && alone) add(current, name, "");
    else if (name !== undefined) open.push({ name, children: new Map(), text: "" });
  }
  if (open.length > 1) throw new SyntaxError(`<${open.at(-1)?.name}> is not closed`);
  return treeOf(root);
}

function add(parent: Element, name: string, value: Tree): void {
  parent.children.set(name, [...(parent.children.get(name) ?? []), value]);
}

function treeOf(element: Element): Tree {
  if (element.children.size === 0) return element.text.trim();
  const entries = [...element.children].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  return Object.fromEntries(entries) as Tree;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
    const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : decimal ? Number(decimal) : undefined;
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[name] ?? whole;
  });
}
