/** Sensitivity that a source passes on: a value that mentions a variable or output marked sensitive is sensitive. */

import type { Expression } from "../expression/ast";
import type { ResolvedReference } from "../expression/evaluate";
import { parseTemplate } from "../expression/parser";
import { referencesIn } from "../expression/references";
import { WrittenExpression } from "../expression/written";
import type { ResourceConfig } from "../inputs/model";
import { deepestValue, isRecord } from "./cursor";
import type { ModuleScope } from "./moduleScope";
import type { PathStep } from "./path";

export function hasSensitiveReference(
  module: ModuleScope,
  config: ResourceConfig | undefined,
  steps: readonly PathStep[],
): boolean {
  if (!config) return false;
  const isMarked = isRecord(config.body) && config.body.sensitive === true;
  if (isMarked && (config.type === "terraform_output" || config.type === "terraform_variable")) return true;
  return mentionsSensitive(module, at(config.body, steps), 0);
}

/** The raw value at a path, as far as it leads; a block is a list of one to some. */
function at(body: unknown, steps: readonly PathStep[]): unknown {
  return steps.reduce<unknown>((here, step) => {
    if (Array.isArray(here)) return typeof step === "number" ? here[step] : here;
    if (isRecord(here) && typeof step === "string") return Object.hasOwn(here, step) ? here[step] : undefined;
    return here;
  }, body);
}

function mentionsSensitive(module: ModuleScope, value: unknown, depth: number): boolean {
  if (depth > deepestValue) return false;
  if (value instanceof WrittenExpression) return expressionMentionsSensitive(module, value.expression, depth);
  if (typeof value === "string") return value.includes("${") && textMentionsSensitive(module, value, depth);
  if (Array.isArray(value)) return value.some((item) => mentionsSensitive(module, item, depth + 1));
  return isRecord(value) && Object.values(value).some((item) => mentionsSensitive(module, item, depth + 1));
}

function textMentionsSensitive(module: ModuleScope, text: string, depth: number): boolean {
  const parsed = parseTemplate(text);
  return parsed.ok && expressionMentionsSensitive(module, parsed.expression, depth);
}

function expressionMentionsSensitive(module: ModuleScope, expression: Expression, depth: number): boolean {
  return referencesIn(expression, module).some((reference) => isSensitive(module, reference, depth));
}

/** Values by name, asked once; one that comes back to itself adds nothing to what the others mention. */
const asked = new WeakMap<ModuleScope, Map<string, boolean>>();

function isSensitive(module: ModuleScope, reference: ResolvedReference, depth: number): boolean {
  const [first] = reference.steps;
  if (first?.kind !== "attribute") return false;
  if (reference.name !== "var" && reference.name !== "local") return isSensitiveName(module, reference, depth);
  const answers = asked.get(module) ?? new Map<string, boolean>();
  asked.set(module, answers);
  const key = `${reference.name}.${first.name}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  answers.set(key, false);
  const answer = isSensitiveName(module, reference, depth);
  answers.set(key, answer);
  return answer;
}

function isSensitiveName(module: ModuleScope, { name, steps }: ResolvedReference, depth: number): boolean {
  const [first, second, third] = steps;
  if (first?.kind !== "attribute") return false;
  if (name === "var") {
    if (module.config?.variables.get(first.name)?.sensitive === true) return true;
    const { parent } = module;
    return parent !== undefined && mentionsSensitive(parent.module, parent.call.arguments[first.name], depth + 1);
  }
  if (name === "local") return mentionsSensitive(module, module.config?.locals?.get(first.name), depth + 1);
  if (name !== "module") return false;
  const output = second?.kind === "attribute" ? second.name : third?.kind === "attribute" ? third.name : "";
  return module.config?.calls.get(first.name)?.module?.outputs.get(output)?.sensitive === true;
}
