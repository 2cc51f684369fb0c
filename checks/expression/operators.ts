/** Operators, over values that may be holes. */
import type { Datum, Hole, Template } from "../graph/graph";
import type { BinaryOperator } from "./ast";
import { holesIn, isHole, isList, isTemplate, mergedHole } from "./datum";
import { EvaluationFailure } from "./functions/failure";
import { isEqual, numberOf } from "./functions/values";

/** Terraform takes the strings "true" and "false" for booleans. */
export function truth(value: Datum): boolean | Hole {
  if (typeof value === "boolean") return value;
  if (value === "true") return true;
  if (value === "false") return false;
  if (isHole(value) || isTemplate(value)) return mergedHole(holesIn(value), "a condition");
  throw new EvaluationFailure("a condition that is neither true nor false");
}

export function unary(operator: "!" | "-", operand: Datum): Datum {
  if (isHole(operand) || isTemplate(operand)) return mergedHole(holesIn(operand), operator);
  if (operator === "-") return 0 - numberOf(operand);
  const value = truth(operand);
  return typeof value === "boolean" ? !value : value;
}

export function binary(operator: BinaryOperator, left: Datum, right: Datum): Datum {
  if (operator === "&&" || operator === "||") {
    const sides = [truth(left), truth(right)];
    const decisive = operator === "||";
    if (sides.includes(decisive)) return decisive;
    const open = sides.filter((side) => typeof side !== "boolean");
    return open.length > 0 ? mergedHole(open, operator) : !decisive;
  }
  if (operator === "==" || operator === "!=") {
    const equal = equality(left, right);
    return typeof equal === "boolean" ? equal === (operator === "==") : equal;
  }
  const holes = holesIn([left, right]);
  return holes.length > 0 ? mergedHole(holes, operator) : arithmetic(operator, numberOf(left), numberOf(right));
}

function equality(left: Datum, right: Datum): boolean | Hole {
  const holes = holesIn([left, right]);
  if (holes.length === 0) return isEqual(left, right);
  return [left, right].some((side, index) => differs(side, index === 0 ? right : left))
    ? false
    : mergedHole(holes, "==");
}

/** Whether what is known of one side already rules the other out. */
function differs(open: Datum, known: Datum): boolean {
  if (isHole(open)) return open.set && (known === null || known === "");
  if (isTemplate(open)) return known === null || (typeof known === "string" && !fits(open, known));
  return (
    isList(open) && isList(known) && open.length !== known.length && !holesIn([open, known]).some((one) => one.spread)
  );
}

function fits({ parts }: Template, text: string): boolean {
  const [first, last] = [parts[0], parts.at(-1)];
  const starts = typeof first !== "string" || text.startsWith(first);
  return starts && (typeof last !== "string" || text.endsWith(last));
}

type Arithmetic = Exclude<BinaryOperator, "&&" | "||" | "==" | "!=">;

function arithmetic(operator: Arithmetic, left: number, right: number): Datum {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0) throw new EvaluationFailure("a division by zero");
      return operator === "/" ? left / right : left % right;
  }
}
