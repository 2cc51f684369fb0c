/** A strict reader of the pages that we write: every tag must be closed in order, every attribute quoted. For tests only. */

export interface Element {
  readonly tag: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly (Element | string)[];
}

interface Open {
  tag: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const voidTags = new Set(["meta", "br", "input"]);
const token = /<!doctype html>|<\/([a-z0-9]+)>|<([a-zA-Z0-9]+)((?: [a-zA-Z:-]+(?:="[^"<]*")?)*)(\/?)>|([^<]+)/y;

/** Throws where the text is not well formed. */
export function parseHtml(text: string): Element {
  const root: Open = { tag: "#root", attributes: {}, children: [] };
  const open: Open[] = [root];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 80)}`);
    const [, closing, opening, attributes = "", selfClosing, plain] = match;
    const current = open.at(-1) ?? root;
    if (closing !== undefined) {
      if (current.tag !== closing) throw new Error(`</${closing}> closes <${current.tag}> at ${at}`);
      open.pop();
    } else if (opening !== undefined) {
      const element: Open = { tag: opening, attributes: attributesOf(attributes), children: [] };
      current.children.push(element);
      if (selfClosing !== "/" && !voidTags.has(opening)) open.push(element);
    } else if (plain !== undefined) current.children.push(plain);
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.tag}> is never closed`);
  return root;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([a-zA-Z:-]+)(?:="([^"]*)")?/g)].map((match) => [match[1] ?? "", decode(match[2] ?? "")]),
  );
}

/** All elements with the tag (any, without one), in the order of the page. */
export function elementsOf(element: Element, tag?: string): Element[] {
  const own = tag === undefined || element.tag === tag ? [element] : [];
  return [...own, ...element.children.flatMap((child) => (typeof child === "string" ? [] : elementsOf(child, tag)))];
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? decode(child) : textOf(child))).join("");
}

function decode(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
