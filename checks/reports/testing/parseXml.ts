/** A strict reader of XML 1.0 as we write it: no entity but the five, no character that XML forbids. For tests only. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const token = /<\/([A-Za-z-]+)>|<([A-Za-z-]+)((?: [A-Za-z]+="[^"<]*")*)(\/?)>|([^<]+)/y;
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** XML 1.0, production 2, negated. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** Throws where the text is not well formed. */
export function parseXml(text: string): XmlElement {
  if (!text.startsWith(declaration)) throw new Error("no declaration");
  if (forbidden.test(text)) throw new Error("a character that XML forbids");
  if (text.includes("]]>")) throw new Error("the end of a CDATA section in text");
  const root: Open = { name: "#document", attributes: {}, children: [], text: "" };
  const open: Open[] = [root];
  token.lastIndex = declaration.length;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 80)}`);
    const [, closing, opening, attributes = "", selfClosing, plain] = match;
    const current = open.at(-1) ?? root;
    if (closing !== undefined) {
      if (current.name !== closing) throw new Error(`</${closing}> closes <${current.name}> at ${at}`);
      open.pop();
    } else if (opening !== undefined) {
      const element: Open = { name: opening, attributes: attributesOf(attributes), children: [], text: "" };
      current.children.push(element);
      if (selfClosing !== "/") open.push(element);
    } else current.text += decode(plain ?? "");
  }
  const [top] = root.children;
  if (open.length !== 1 || top === undefined || root.children.length !== 1) throw new Error("not one closed root");
  return top;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/ ([A-Za-z]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`attribute ${name} stands twice`);
    found[name] = decode(value);
  }
  return found;
}

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[name];
    if (character === undefined || !whole.endsWith(";")) throw new Error(`${whole} is no entity`);
    return character;
  });
}
