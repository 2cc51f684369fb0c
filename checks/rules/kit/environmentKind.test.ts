import { kindOfName } from "./environmentKind";

test.each([
  ["registry-prod-2025-01-01", "production"],
  ["Production", "production"],
  ["rds:live-registry", "production"],
  ["prod_registry", "production"],
  ["nonprod", "other"],
  ["non-production", "other"],
  ["preprod-registry", "other"],
  ["registry.uat", "other"],
  ["test-of-prod", "other"],
  ["products", undefined],
  ["latest", undefined],
  ["delivery", undefined],
  ["registry", undefined],
])("%s is %s", (text, kind) => {
  expect(kindOfName(text)).toBe(kind);
});
