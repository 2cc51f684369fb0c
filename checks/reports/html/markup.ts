/** HTML that can only be made from literals of this code and from escaped values. */
import { redactText } from "../redact";
import { neutralise } from "../text/neutralise";
import { defuseCommands } from "../text/workflowCommands";

/** Finished HTML. Only `html` and `trusted` make it, so that no string reaches the page unescaped. */
export class Markup {
  constructor(readonly source: string) {}
}

export type Content = string | number | Markup | null | undefined | false | readonly Content[];

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for element content and quoted attributes: no markup, no acting characters, nothing shaped like a secret. */
export function escapeHtml(text: string): string {
  return defuseCommands(neutralise(redactText(text))).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

function toSource(content: Content): string {
  if (content instanceof Markup) return content.source;
  if (Array.isArray(content)) return content.map(toSource).join("");
  if (content === null || content === undefined || content === false) return "";
  return escapeHtml(String(content));
}

/** Template tag: values are escaped unless they are Markup; lists are joined; null, undefined and false vanish. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(literals.map((literal, index) => `${literal}${toSource(values[index])}`).join(""));
}

/** For text that this code wrote itself: the style sheet and the drawing. Never for anything read from an input. */
export function trusted(source: string): Markup {
  return new Markup(source);
}
