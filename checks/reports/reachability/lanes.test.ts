import fc from "fast-check";
import { layLanes } from "./lanes";

test("short lines run nearest to the boxes, and lines that do not meet share a lane", () => {
  const laid = layLanes([
    { what: "long", begins: [0], ends: 100 },
    { what: "upper", begins: [0], ends: 40 },
    { what: "lower", begins: [90], ends: 60 },
  ]);
  expect(Object.fromEntries(laid.map(({ what, lane }) => [what, lane]))).toEqual({ lower: 0, upper: 0, long: 1 });
});

test("no two lines of one lane meet", () => {
  const wire = fc.record({
    what: fc.constant("x"),
    begins: fc.array(fc.nat(500), { minLength: 1, maxLength: 4 }),
    ends: fc.nat(500),
  });
  fc.assert(
    fc.property(fc.array(wire, { maxLength: 15 }), (wires) => {
      const laid = layLanes(wires).map(({ begins, ends, lane }) => ({
        lane,
        top: Math.min(ends, ...begins),
        bottom: Math.max(ends, ...begins),
      }));
      expect(laid).toHaveLength(wires.length);
      for (const [index, a] of laid.entries())
        for (const b of laid.slice(index + 1))
          expect(a.lane === b.lane && a.top <= b.bottom && b.top <= a.bottom).toBe(false);
    }),
  );
});
