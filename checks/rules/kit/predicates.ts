/** Three-valued questions to a reading. What cannot be looked at is `unknown`, never `yes`. */
import type { Json } from "../../../common/json";
import type { Datum, Reading } from "../../graph/graph";
import { isHole, isList, isTemplate } from "./datum";

export type Answer = "yes" | "no" | "unknown";

export interface Predicate {
  /** Shown as `expected`. */
  readonly expected: Json;
  readonly ask: (reading: Reading) => Answer;
}

/** All must hold: one `no` decides, else one `unknown`. */
export function every(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

/** One must hold: one `yes` decides, else one `unknown`. */
export function some(answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") ? "unknown" : "no";
}

export function not(answer: Answer): Answer {
  if (answer === "unknown") return "unknown";
  return answer === "yes" ? "no" : "yes";
}

/** A question about a value that is there; absent is `no`, a hole or a template is `unknown`. */
function onValue(expected: Json, ask: (value: Datum) => Answer): Predicate {
  return {
    expected,
    ask: (reading) => {
      if (reading.kind === "absent") return "no";
      if (reading.kind === "unknown" || isHole(reading.value) || isTemplate(reading.value)) return "unknown";
      return ask(reading.value);
    },
  };
}

/** True as a value or as the text that some inputs write for it. */
export function isTrue(): Predicate {
  return onValue(true, (value) => yesIf(value === true || value === "true"));
}

/** False, stated or by a documented default. Absent without one is `no`; see `orAbsent`. */
export function isFalse(): Predicate {
  return onValue(false, (value) => yesIf(value === false || value === "false"));
}

export function equals(expected: string | number | boolean): Predicate {
  return onValue(expected, (value) => yesIf(value === expected || String(value) === String(expected)));
}

export function oneOf(expected: readonly string[]): Predicate {
  return onValue(expected, (value) => yesIf(typeof value === "string" && expected.includes(value)));
}

/** Not empty. A hole that is certain to be filled counts, and so does a string with any known text. */
export function isSet(expected: Json = "set"): Predicate {
  return {
    expected,
    ask: (reading) => {
      if (reading.kind === "absent") return "no";
      if (reading.kind === "unknown") {
        const text = reading.template?.parts.some((part) => typeof part === "string" && part.trim() !== "");
        return reading.set || text ? "yes" : "unknown";
      }
      if (isHole(reading.value)) return reading.value.set ? "yes" : "unknown";
      return yesIf(!isEmpty(reading.value));
    },
  };
}

export function atLeast(minimum: number): Predicate {
  return onValue(`>= ${minimum}`, (value) => {
    const number = numberOf(value);
    return yesIf(number !== undefined && number >= minimum);
  });
}

export function between(minimum: number, maximum: number): Predicate {
  return onValue(`${minimum} to ${maximum}`, (value) => {
    const number = numberOf(value);
    return yesIf(number !== undefined && number >= minimum && number <= maximum);
  });
}

export function atMost(maximum: number): Predicate {
  return onValue(`<= ${maximum}`, (value) => {
    const number = numberOf(value);
    return yesIf(number !== undefined && number <= maximum);
  });
}

/** A list or set that has every expected string; holes among its items may be the missing ones. */
export function includesAll(expected: readonly string[]): Predicate {
  return onValue(expected, (value) => {
    const items = isList(value) ? value : [value];
    if (expected.every((wanted) => items.includes(wanted))) return "yes";
    return items.some((item) => isHole(item) || isTemplate(item)) ? "unknown" : "no";
  });
}

/** As the predicate, but nothing stated is fine: for a provider or service default that is safe. */
export function orAbsent(predicate: Predicate): Predicate {
  return {
    expected: predicate.expected,
    ask: (reading) => (reading.kind === "absent" ? "yes" : predicate.ask(reading)),
  };
}

/** Number, or text that is one. */
export function numberOf(value: Datum): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim())) return Number(value);
  return undefined;
}

function isEmpty(value: Datum): boolean {
  return value === null || value === "" || (isList(value) && value.length === 0);
}

export function yesIf(condition: boolean): Answer {
  return condition ? "yes" : "no";
}
