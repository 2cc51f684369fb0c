import { quantityOf } from "./quantity";

test.each([
  ["500m", 0.5],
  ["1Gi", 2 ** 30],
  ["1.5G", 1.5e9],
  ["2e3", 2000],
  ["1E", 1e18],
  ["0", 0],
  [2, 2],
  ["", undefined],
  ["much", undefined],
  ["1Xi", undefined],
  [true, undefined],
])("%j is %j", (text, value) => {
  expect(quantityOf(text)).toBe(value);
});
