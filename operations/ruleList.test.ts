import { rulesJson } from "./ruleList";

interface Listed {
  readonly id: string;
  readonly equivalents: { readonly trivy: readonly string[]; readonly checkov: readonly string[] };
  readonly checks: readonly { readonly id: string; readonly equivalents: { readonly trivy: readonly string[] } }[];
}

test("an equivalent of trivy is listed by its number, its older number and its names, which are tfsec's", () => {
  const rules = JSON.parse(rulesJson()) as readonly Listed[];
  const versioning = rules.find(({ id }) => id === "S3-04");
  const spellings = ["AVD-AWS-0090", "AWS-0090", "aws-s3-enable-versioning"];
  expect(versioning?.equivalents.trivy).toEqual(spellings);
  expect(versioning?.checks.flatMap(({ equivalents }) => equivalents.trivy)).toEqual(spellings);
  expect(versioning?.equivalents.checkov).toEqual(["CKV_AWS_21"]);
});

test("a rule without an equivalent there lists none", () => {
  const rules = JSON.parse(rulesJson()) as readonly Listed[];
  expect(rules.find(({ id }) => id === "BKP-03")?.equivalents.trivy).toEqual([]);
});
