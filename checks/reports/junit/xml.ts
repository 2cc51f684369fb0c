/** XML 1.0 made of escaped values only. */

import { neutralise } from "../text/neutralise";
import { defuseCommands } from "../text/workflowCommands";

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for content and attributes: no markup, and no character that XML 1.0 forbids or that acts on a reader. */
export function escapeXml(text: string): string {
  return defuseCommands(neutralise(text))
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Attributes in the order given; those without a value are left out. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | number | undefined },
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`]))
    .join("");
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join("")}</${name}>`;
}
