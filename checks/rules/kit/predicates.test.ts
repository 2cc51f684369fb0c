import { hole, templateOf } from "../../expression/datum";
import type { Hole, Reading } from "../../graph/graph";
import {
  type Answer,
  atLeast,
  atMost,
  equals,
  every,
  includesAll,
  isFalse,
  isSet,
  isTrue,
  not,
  oneOf,
  orAbsent,
  some,
} from "./predicates";

const open: Hole = hole("a variable");
const absent: Reading = { kind: "absent" };
const unknown: Reading = { kind: "unknown", cause: "a variable", set: false };
const set: Reading = { kind: "unknown", cause: "known after apply", set: true };

function known(value: Extract<Reading, { kind: "known" }>["value"]): Reading {
  return { kind: "known", value };
}

test("what cannot be seen is never a yes, and what is absent only where that is said to be fine", () => {
  const predicates = [isTrue(), isFalse(), equals("a"), oneOf(["a"]), atLeast(1), atMost(1), includesAll(["a"])];
  for (const predicate of predicates) {
    expect(predicate.ask(unknown)).toBe("unknown");
    expect(predicate.ask(set)).toBe("unknown");
    expect(predicate.ask(known(open))).toBe("unknown");
    expect(predicate.ask(absent)).toBe("no");
    expect(orAbsent(predicate).ask(absent)).toBe("yes");
    expect(orAbsent(predicate).ask(unknown)).toBe("unknown");
  }
});

test("booleans and numbers may be written as text", () => {
  expect(isTrue().ask(known("true"))).toBe("yes");
  expect(isFalse().ask(known("false"))).toBe("yes");
  expect(isTrue().ask(known("yes"))).toBe("no");
  expect(atLeast(7).ask(known("35"))).toBe("yes");
  expect(atLeast(7).ask(known(6))).toBe("no");
  expect(atLeast(7).ask(known("many"))).toBe("no");
  expect(atMost(90).ask({ kind: "default", value: 30 })).toBe("yes");
});

test("a list with a hole may hold what is missing", () => {
  expect(includesAll(["a", "b"]).ask(known(["b", "a", "c"]))).toBe("yes");
  expect(includesAll(["a", "b"]).ask(known(["a"]))).toBe("no");
  expect(includesAll(["a", "b"]).ask(known(["a", open]))).toBe("unknown");
});

test("set is what is not empty, or certain to be filled", () => {
  const template: Reading = {
    ...unknown,
    kind: "unknown",
    cause: "",
    set: false,
    template: templateOf(["arn:", open]),
  };
  expect([known("x"), set, template].map((reading) => isSet().ask(reading))).toEqual(["yes", "yes", "yes"]);
  expect([known(""), known([]), absent].map((reading) => isSet().ask(reading))).toEqual(["no", "no", "no"]);
  expect(isSet().ask(unknown)).toBe("unknown");
});

test("logic of three values", () => {
  const all: Answer[] = ["yes", "unknown", "no"];
  expect(all.map(not)).toEqual(["no", "unknown", "yes"]);
  expect([every([]), every(["yes", "unknown"]), every(all)]).toEqual(["yes", "unknown", "no"]);
  expect([some([]), some(["no", "unknown"]), some(all)]).toEqual(["no", "unknown", "yes"]);
});
