/**
 * Looking for mentions of one type of resource without working out every value: most resources of a large plan have
 * nothing that could lead to it, which their raw text shows.
 */
import type { ResourceConfig } from "../inputs/model";
import { deepestValue, isRecord } from "./cursor";
import type { ModuleScope } from "./moduleScope";

const leading = new WeakMap<ResourceConfig, Map<string, boolean>>();

/** Names that may stand for anything; every other reference says the type of what it refers to. */
const indirect = /^(local|module|each|self)\./;

/**
 * Whether a plan's configuration of a resource has a reference that may lead to a resource of the type. Instances of a
 * module share the call, and with it the answer.
 */
export function mayLeadTo(config: ResourceConfig, type: string, module: ModuleScope): boolean {
  const answers = leading.get(config) ?? new Map<string, boolean>();
  leading.set(config, answers);
  const known = answers.get(type);
  if (known !== undefined) return known;
  const answer = leads(config.body, type, module, 0);
  answers.set(type, answer);
  return answer;
}

function leads(value: unknown, type: string, module: ModuleScope, depth: number): boolean {
  if (typeof value === "string") return textLeads(value, type, module, depth);
  if (typeof value !== "object" || value === null) return false;
  // Anything that is no plain JSON, and what is too deep to look at, may lead anywhere.
  if (depth > deepestValue) return true;
  if (Array.isArray(value)) return value.some((item) => leads(item, type, module, depth + 1));
  return isRecord(value) ? Object.values(value).some((item) => leads(item, type, module, depth + 1)) : true;
}

function textLeads(text: string, type: string, module: ModuleScope, depth: number): boolean {
  const variable = /^var\.([\w-]+)/.exec(text)?.[1];
  if (variable !== undefined) return variableLeads(variable, type, module, depth);
  return text.startsWith(`${type}.`) || text.startsWith(`data.${type}.`) || indirect.test(text) || text.includes("${");
}

/** A variable leads where its caller's argument does; one of the root is a plain value, or another stack's output. */
function variableLeads(name: string, type: string, { parent, input }: ModuleScope, depth: number): boolean {
  if (!parent) return Object.hasOwn(input.links, name);
  const { call, module } = parent;
  return Object.hasOwn(call.arguments, name) && leads(call.arguments[name], type, module, depth + 1);
}

interface NamedText {
  readonly text: string;
  /** Name of the attribute that holds it. */
  readonly name: string;
}

/** What ids and ARNs of the types hold; a plain name is only looked up under an attribute that is called like the type. */
const marks: Readonly<Record<string, string>> = { aws_security_group: "sg-" };

/** Texts of a planned value that may name a resource of the type. */
export function textsNaming(value: unknown, name: string, type: string): readonly NamedText[] {
  const found: NamedText[] = [];
  const mark = marks[type];
  const stem = type.slice(type.indexOf("_") + 1);
  const visit = (one: unknown, attribute: string, depth: number): void => {
    if (typeof one === "string") {
      if (mark === undefined || one.includes(mark) || attribute.includes(stem))
        found.push({ text: one, name: attribute });
    } else if (typeof one === "object" && one !== null && depth < deepestValue) {
      if (Array.isArray(one)) for (const item of one) visit(item, attribute, depth + 1);
      else for (const key of Object.keys(one)) visit((one as Record<string, unknown>)[key], key, depth + 1);
    }
  };
  visit(value, name, 0);
  return found;
}
