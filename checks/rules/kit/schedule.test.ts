import { longestInterval } from "./schedule";

test.each([
  ["rate(30 days)", 30],
  ["rate(12 hours)", 1],
  ["cron(0 8 1 * ? *)", 31],
  ["cron(0 8 ? * MON *)", 31],
  ["cron(0 8 1 1/3 ? *)", 93],
  ["cron(0 8 1 JAN,JUL ? *)", 186],
  ["cron(0 8 1 6 ? *)", 372],
  ["cron(0 8 1 1 ? 2030)", undefined],
  ["every month", undefined],
])("%s runs at least every %s days", (expression, days) => {
  expect(longestInterval(expression)).toBe(days);
});
