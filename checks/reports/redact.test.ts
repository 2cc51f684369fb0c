import { namesSecret, redactReport, redactText, redactValue, sensitive } from "./redact";
import { sampleFinding, sampleReport } from "./testing/sample";

const accessKey = ["AKIA", "QWERTYUIOPASDFGH"].join("");
const secretKey = ["wJalrXUtnFEMIK7MDENG", "bPxRfiCYzzCANARYKEY1"].join("");

test.each([
  ["an access key id", `key ${accessKey} in a tag`],
  ["a secret access key", `user_data has ${secretKey} in it`],
  ["a private key with a slip", ["---BEGIN", "OPENSSH PRIVATE KEY---\nabc\n---END  OPENSSH PRIVATE KEY---"].join(" ")],
  ["a private key", ["-----BEGIN", "RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"].join(" ")],
  ["a token", `Bearer ${["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "abc"].join(".")}`],
  ["a password in an address", "postgres://digit:correct-horse@db:5432/digit"],
  ["a password in a command line", "psql password=correct-horse host=db"],
])("masks %s", (_, text) => {
  const masked = redactText(text);
  expect(masked).toContain(sensitive);
  expect(masked).not.toMatch(/AKIAQ|wJalr|BEGIN|eyJzdWI|correct-horse/);
});

test.each([
  "arn:aws:kms:ap-south-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33",
  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "http_tokens=required, manage_master_user_password=true",
  "https://sts.ap-south-1.amazonaws.com/",
  "password=$" + "{var.password}",
])("leaves %s as it is", (text) => {
  expect(redactText(text)).toBe(text);
});

test("masks text that stands under a secret's name, and leaves what only speaks of one", () => {
  expect(redactValue("master_password", "hunter2")).toBe(sensitive);
  expect(redactValue("environment[0].variables.API_TOKEN", "abc")).toBe(sensitive);
  expect(redactValue("env", { name: "DB_PASSWORD", value: "hunter2" })).toEqual({
    name: "DB_PASSWORD",
    value: sensitive,
  });
  expect(redactValue("settings", { clientSecret: "hunter2", port: 5432 })).toEqual({
    clientSecret: sensitive,
    port: 5432,
  });
  expect(redactValue("manage_master_user_password", true)).toBe(true);
  expect(redactValue("password", "(not set)")).toBe("(not set)");
  expect(namesSecret("metadata_options[0].http_tokens")).toBe(false);
  expect(namesSecret("secret_arn")).toBe(false);
});

test("covers every text of a report", () => {
  const canary = accessKey;
  const report = sampleReport([
    sampleFinding({
      resource: `aws_x.y["${canary}"]`,
      message: canary,
      remediation: canary,
      expected: [canary],
      actual: { a: { [canary]: [canary] } },
      reason: canary,
      related: [canary],
    }),
  ]);
  const all = {
    ...report,
    parameters: { note: canary },
    inputs: report.inputs.map((input) => ({ ...input, path: canary })),
  };
  expect(JSON.stringify(redactReport(all))).not.toContain(canary);
});

test("long text costs time in proportion to its length", () => {
  const hostile = ["a", "-eyJ", "eyJaaaaaaaa.", "x://a:", "password=", "A1a", "/", "-----BEGIN PRIVATE KEY-----"];
  for (const part of hostile) {
    // Time of the processor: how busy the machine is with others says nothing about the text.
    const started = process.cpuUsage();
    redactText(part.repeat(200_000 / part.length));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  }
});
