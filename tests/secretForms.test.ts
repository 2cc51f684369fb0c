import { redactText } from "../checks/reports/redact";
import { credentialIn } from "../checks/rules/kit/credentials";
import { mayHoldSecretForm, secretFormIn, secretForms } from "../common/secretForms";
import { knownShape } from "../config/secrets";

/** Taken apart, so that no scanner of this repository takes them for real. */
const examples: readonly (readonly [kind: string, text: string])[] = [
  ["an AWS access key", ["AKIA", "QWERTYUIOPASDFGH"].join("")],
  ["an AWS access key", ["ABIA", "QWERTYUIOPASDFGH"].join("")],
  ["a private key", ["-----BEGIN RSA PRIVATE", " KEY-----\nMIIE\n-----END RSA PRIVATE", " KEY-----"].join("")],
  ["a private key", ["-----BEGIN PGP PRIVATE", " KEY BLOCK-----\nMIIE"].join("")],
  ["a private key", ["AGE-SECRET", "-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS"].join("")],
  ["a JSON Web Token", ["eyJhbGciOiJub25lIn0", "eyJub3QiOiJhIHRva2VuIn0", ""].join(".")],
  ["a token of GitHub", ["ghp", "a1B2c3a1B2c3a1B2c3a1B2c3a1B2c3a1B2c3"].join("_")],
  ["a token of GitLab", ["glpat", "a1B2c3a1B2c3a1B2c3a1"].join("-")],
  ["a token of Slack", ["xoxb", "123456789012-abc"].join("-")],
  ["a key of Stripe", ["sk", "live", "a1B2c3a1B2c3a1B2"].join("_")],
  ["a key of Google", ["AIza", "SyA1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q"].join("")],
  ["a token of Vault", ["hvs", "CAESIJa1B2c3a1B2c3a1"].join(".")],
  ["a token of npm", ["npm", "a1B2c3a1B2c3a1B2c3a1B2c3a1B2c3a1B2c3"].join("_")],
  ["a key of SendGrid", ["SG", "a1B2c3a1B2c3a1B2c3a1B2", "a1B2c3a1B2c3a1B2c3a1B2"].join(".")],
];

test("every form has an example", () => {
  expect([...new Set(examples.map(([kind]) => kind))]).toEqual(secretForms.map(({ kind }) => kind));
});

test.each(examples)("%s is refused, found and masked alike", (kind, secret) => {
  const text = `value: ${secret} and so on`;
  expect([secretFormIn(text), knownShape(text), credentialIn(text)]).toEqual([kind, kind, kind]);
  expect(mayHoldSecretForm.test(text)).toBe(true);
  const masked = redactText(text);
  expect(masked).toContain("(sensitive)");
  expect(masked).not.toContain(secret.slice(0, 12));
});

test.each([
  "the parameter xoxo-hugs",
  "eyJhbGci.x.y",
  "ghp_short",
  "a PUBLIC KEY: -----BEGIN PUBLIC KEY-----",
  "SG.1 and SG.2 of the department",
  "arn:aws:iam::123456789012:role/AKIAROLE",
])("%s is none", (text) => {
  expect([secretFormIn(text), knownShape(text), credentialIn(text)]).toEqual([undefined, undefined, undefined]);
  expect(redactText(text)).toBe(text);
});
