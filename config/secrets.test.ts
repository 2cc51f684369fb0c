import { createHash } from "node:crypto";
import { announcesSecret, knownShape, looksSecret } from "./secrets";

test.each([
  ["base64", 24],
  ["base64url", 32],
  ["hex", 16],
] as const)("random bytes as %s, %i of them, are found nearly always", (encoding, length) => {
  const samples = Array.from({ length: 2000 }, (_, index) =>
    createHash("sha256").update(`sample ${index}`).digest().subarray(0, length).toString(encoding),
  );
  const missed = samples.filter((sample) => !looksSecret(sample));
  expect(missed.length / samples.length).toBeLessThan(0.01);
});

test.each([
  "Directorate of Urban Local Bodies, Navapradesh",
  "digit-production-operators-navapradesh",
  "AWS-Navapradesh-DIGIT-Operators-Production-2027",
  "NavapradeshUrbanDevelopmentOperators2027",
  "arn:aws:iam::111122223333:role/digit-operators",
  "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  "https://navapradesh.example.org/services/property-tax/privacy-notice-2027.html",
  "nodal.officer.urban-local-bodies@navapradesh.example.org",
  "One-time passwords and notices by SMS",
  "Reset of password: citizens and staff",
  "नवप्रदेश शहरी स्थानीय निकाय निदेशालय",
  "+91-11-5550-0100",
  "10.64.0.0/16",
  "111122223333",
])("%j is no secret", (text) => {
  expect(looksSecret(text)).toBe(false);
});

test.each([
  ["AKIAIOSFODNN7EXAMPLE", "AWS access key"],
  ["key: -----BEGIN OPENSSH PRIVATE KEY-----", "private key"],
  ["postgres://digit:open-sesame@db.example.org/digit", "credentials"],
  ["password=letmein", "password"],
  ["api_key: 'k9-x7-open'", "password"],
  ["eyJhbGciOiJub25lIn0.eyJub3QiOiJhIHRva2VuIn0.", "Web Token"],
  [`ghp_${"a1B2c3".repeat(6)}`, "GitHub"],
])("%j is %s", (text, kind) => {
  expect(knownShape(text)).toContain(kind);
});

test("a key may announce a secret", () => {
  expect(
    ["dbPassword", "api_key", "clientSecret", "accessKeyId", "authToken"].filter((key) => !announcesSecret(key)),
  ).toEqual([]);
  expect(["cidr", "accountId", "retentionDays", "wayIn", "ssoGroup"].filter(announcesSecret)).toEqual([]);
});

test("a long text takes little time", () => {
  const start = process.hrtime.bigint();
  for (const text of [
    "a".repeat(500_000),
    "eyJ".repeat(150_000),
    "password".repeat(60_000),
    "a://".repeat(100_000),
    "-----BEGIN ".repeat(40_000),
  ])
    looksSecret(text);
  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(4000);
});
