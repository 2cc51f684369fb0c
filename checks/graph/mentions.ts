/**
 * Looking for mentions of one type of resource without working out every value: most resources of a large plan have
 * nothing that could lead to it, which their raw text shows.
 */
import type { ResourceConfig } from "../inputs/model";
import { deepestValue, isRecord } from "./cursor";

const leading = new WeakMap<ResourceConfig, Map<string, boolean>>();

/** Names that may stand for anything; every other reference says the type of what it refers to. */
const indirect = /^(var|local|module|each|data|self)\./;

/** Whether a plan's configuration of a resource has a reference that may lead to a resource of the type. */
export function mayLeadTo(config: ResourceConfig, type: string): boolean {
  const answers = leading.get(config) ?? new Map<string, boolean>();
  leading.set(config, answers);
  const known = answers.get(type);
  if (known !== undefined) return known;
  const answer = leads(config.body, type, 0);
  answers.set(type, answer);
  return answer;
}

function leads(value: unknown, type: string, depth: number): boolean {
  if (typeof value === "string") return value.startsWith(`${type}.`) || indirect.test(value) || value.includes("${");
  if (typeof value !== "object" || value === null) return false;
  // Anything that is no plain JSON, and what is too deep to look at, may lead anywhere.
  if (depth > deepestValue) return true;
  if (Array.isArray(value)) return value.some((item) => leads(item, type, depth + 1));
  return isRecord(value) ? Object.values(value).some((item) => leads(item, type, depth + 1)) : true;
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
