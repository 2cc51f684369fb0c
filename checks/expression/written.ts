/** Expressions as leaves of a configuration: where HCL has an expression, Terraform JSON has a string or a value. */
import type { Expression } from "./ast";

/** What is neither a record nor a list of a configuration, though it is an object. */
export abstract class ConfigLeaf {}

/** An attribute's value in HCL. */
export class WrittenExpression extends ConfigLeaf {
  constructor(
    readonly expression: Expression,
    /** From 1; undefined for a part of another one. */
    readonly line?: number,
  ) {
    super();
  }
}

/** A place that is there but could not be read, for instance a block with a syntax error. */
export class UnreadPlace extends ConfigLeaf {
  constructor(readonly cause: string) {
    super();
  }
}

/** Text that stands there as it is; undefined for anything that has to be evaluated. */
export function literalText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!(value instanceof WrittenExpression) || value.expression.kind !== "literal") return undefined;
  const { value: literal } = value.expression;
  return typeof literal === "string" ? literal : undefined;
}

/** `true`, or the text "true", which Terraform takes for it. */
export function isLiteralTrue(value: unknown): boolean {
  return isLiteral(value, true);
}

export function isLiteralFalse(value: unknown): boolean {
  return isLiteral(value, false);
}

function isLiteral(value: unknown, wanted: boolean): boolean {
  if (value instanceof WrittenExpression)
    return value.expression.kind === "literal" && isLiteral(value.expression.value, wanted);
  return value === wanted || value === String(wanted);
}

/**
 * `aws.recovery` as Terraform's own arguments have it (`provider`, `depends_on`, `ignore_changes`): a name, not a value.
 * Undefined for anything else.
 */
export function traversalText(expression: Expression): string | undefined {
  if (expression.kind === "literal") return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.kind !== "reference") return undefined;
  const steps = expression.steps.map((step) => {
    if (step.kind === "attribute") return `.${step.name}`;
    if (step.kind === "splat") return "[*]";
    return step.key.kind === "literal" ? `[${JSON.stringify(step.key.value)}]` : undefined;
  });
  return steps.includes(undefined) ? undefined : `${expression.name}${steps.join("")}`;
}
