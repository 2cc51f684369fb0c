import { nearest } from "./suggest";

const keys = ["apiVersion", "accountId", "region", "recoveryRegion", "size", "network", "tenants", "retentionDays"];

test.each([
  ["regoin", "region"],
  ["account_id", "accountId"],
  ["AccountID", "accountId"],
  ["retention-days", "retentionDays"],
  ["tenant", "tenants"],
  ["recoverRegion", "recoveryRegion"],
])("%s means %s", (word, meant) => {
  expect(nearest(word, keys)).toBe(meant);
});

test.each(["colour", "x", "", "deletionProtection"])("%j means none of them", (word) => {
  expect(nearest(word, keys)).toBeUndefined();
});
