import { jsonLines } from "./jsonLines";

const text = `{
  "items": [
    {"kind": "Pod", "spec": {
      "a\\u0062": [1, [2,
        3], {"x": "} ] , \\" :"}],
      "c": null
    }},
    "y"
  ], "z":
  true
}`;

test.each([
  [[], 1],
  [["items"], 2],
  [["items", 0], 3],
  [["items", 0, "spec"], 3],
  [["items", 0, "spec", "ab"], 4],
  [["items", 0, "spec", "ab", 1, 1], 5],
  [["items", 0, "spec", "ab", 2, "x"], 5],
  [["items", 0, "spec", "c"], 6],
  [["items", 1], 8],
  [["z"], 9],
  [["items", 0, "nowhere", "x"], 3],
  [["nowhere"], 1],
] as const)("%j stands on line %d", (steps, line) => {
  expect(jsonLines(text)(steps)).toBe(line);
});
