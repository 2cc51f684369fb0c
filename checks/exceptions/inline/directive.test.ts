import { directivesIn } from "./directive";

test.each<[string, readonly unknown[]]>([
  [
    "checkov:skip=CKV_AWS_18:The logs of this bucket are its own",
    [{ tool: "checkov", id: "CKV_AWS_18", reason: "The logs of this bucket are its own" }],
  ],
  ["checkov:skip=CKV_AWS_18", [{ tool: "checkov", id: "CKV_AWS_18", reason: null }]],
  ["bridgecrew:skip= CKV2_AWS_6: why", [{ tool: "checkov", id: "CKV2_AWS_6", reason: "why" }]],
  ["checkov:skip=CKV_AWS_18: - ", [{ tool: "checkov", id: "CKV_AWS_18", reason: null }]],
  [
    "trivy:ignore:AVD-AWS-0086 trivy:ignore:aws-s3-block-public-policy -- public site",
    [
      { tool: "trivy", id: "AVD-AWS-0086", reason: "public site" },
      { tool: "trivy", id: "aws-s3-block-public-policy", reason: "public site" },
    ],
  ],
  [
    "tfsec:ignore:aws-s3-enable-versioning:exp:2026-01-31",
    [{ tool: "tfsec", id: "aws-s3-enable-versioning", reason: null, until: "2026-01-31" }],
  ],
  ["trivy:ignore:AVD-AWS-0107[port=22]", [{ tool: "trivy", id: "AVD-AWS-0107", reason: null }]],
  ["trivy:ignore:*", [{ tool: "trivy", id: null, reason: null }]],
  ["trivy:ignore:aws-s3-*", [{ tool: "trivy", id: null, reason: null }]],
  ["ts:skip=AC_AWS_0214 no versions needed", [{ tool: "terrascan", id: "AC_AWS_0214", reason: "no versions needed" }]],
  ["kics-scan ignore-block", [{ tool: "kics", id: null, reason: null }]],
  [
    "kics-scan disable=a-1,b-2",
    [
      { tool: "kics", id: "a-1", reason: null },
      { tool: "kics", id: "b-2", reason: null },
    ],
  ],
  ["this bucket ignores nothing: see the wiki", []],
  ["", []],
])("%j", (comment, expected) => {
  expect(directivesIn(comment)).toEqual(expected);
});

test("a comment of a million characters takes no time", () => {
  const started = Date.now();
  directivesIn(`${"checkov:skip=".repeat(80_000)}trivy:ignore:`);
  expect(Date.now() - started).toBeLessThan(500);
});
