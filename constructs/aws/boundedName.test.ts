import { boundedName } from "./boundedName";

test("a short name stays as it is", () => {
  expect(boundedName("digit-demo-operators", 64)).toBe("digit-demo-operators");
});

test("long names that differ at the end stay different and fit", () => {
  const long = "x".repeat(70);
  const names = [boundedName(`${long}a`, 64), boundedName(`${long}b`, 64)];
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toHaveLength(64);
});
