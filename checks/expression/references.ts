/** Which names an expression mentions, without evaluating more than indexes. */
import type { Expression } from "./ast";
import { type ResolvedReference, resolveSteps, type Scope } from "./evaluate";
import { EvaluationFailure } from "./functions/failure";

export function referencesIn(expression: Expression, scope: Scope): ResolvedReference[] {
  const found: ResolvedReference[] = [];
  visit(expression, new Set());
  return found;

  function visit(one: Expression, bound: ReadonlySet<string>): void {
    switch (one.kind) {
      case "literal":
        return;
      case "reference":
        if (!bound.has(one.name)) found.push({ name: one.name, steps: steps(one) });
        for (const step of one.steps) if (step.kind === "index") visit(step.key, bound);
        return;
      case "access":
        visit(one.target, bound);
        for (const step of one.steps) if (step.kind === "index") visit(step.key, bound);
        return;
      case "for": {
        visit(one.over, bound);
        const inner = new Set([...bound, one.valueName, ...(one.keyName ? [one.keyName] : [])]);
        for (const part of [one.key, one.value, one.condition]) if (part) visit(part, inner);
        return;
      }
      default:
        for (const child of childrenOf(one)) visit(child, bound);
    }
  }

  function steps(one: Extract<Expression, { kind: "reference" }>): ResolvedReference["steps"] {
    try {
      return resolveSteps(one.steps, scope);
    } catch (error) {
      if (!(error instanceof EvaluationFailure)) throw error;
      return one.steps.map((step) => (step.kind === "index" ? { kind: "any" } : step));
    }
  }
}

function childrenOf(
  expression: Exclude<Expression, { kind: "literal" | "reference" | "access" | "for" }>,
): readonly Expression[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "call":
      return expression.args;
    case "list":
      return expression.items;
    case "object":
      return expression.items.flatMap((item) => [item.key, item.value]);
    case "conditional":
      return [expression.test, expression.yes, expression.no];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
  }
}
