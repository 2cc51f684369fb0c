import { hole as holeOf, templateOf } from "../../expression/datum";
import type { Datum } from "../../graph/graph";
import { credentialIn, isSecretName, searchEnvironment, searchText } from "./credentials";

const word = ["Tiger", "Lily", "7"].join("-");
const hole = holeOf("a variable");

test.each([
  `export DB_PASSWORD=${word}`,
  `db.password: "${word}"`,
  `{"apiKey": "${word}"}`,
  `jdbc:postgresql://digit:${word}@db/digit`,
  ["AKIA", "QWERTYUIOPASDFGH"].join(""),
  ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" "),
  ["---BEGIN OPENSSH", "PRIVATE KEY---"].join(" "),
  ["ghp", "a".repeat(36)].join("_"),
])("%s holds a credential", (text) => {
  expect(credentialIn(text)).toBeDefined();
});

test.each([
  "export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)",
  "export DB_PASSWORD=${DB_PASSWORD}",
  "DB_PASSWORD=`cat /run/secrets/db`",
  "password_file: /run/secrets/db",
  "X-aws-ec2-metadata-token-ttl-seconds: 21600",
  'X-aws-ec2-metadata-token: $TOKEN"',
  "token=arn:aws:secretsmanager:ap-south-1:123456789012:secret:x",
  "password = <from the vault>",
  "PasswordAuthentication no",
  "https://example.org/a:b@c",
  "psql postgres://digit:$PGPASSWORD@db/digit",
])("%s holds none", (text) => {
  expect(credentialIn(text)).toBeUndefined();
});

test("names of secrets end with what they hold", () => {
  expect(["DB_PASSWORD", "dbPassword", "api-key", "client.secret_key", "TOKEN"].every(isSecretName)).toBe(true);
  expect(["PASSWORD_SECRET_ARN", "TOKEN_URL", "tokenizer", "secret_name", "password_policy"].some(isSecretName)).toBe(
    false,
  );
});

test("the known parts of a template are searched, a hole in it decides nothing", () => {
  const template: Datum = templateOf(["#!/bin/sh\nexport HOST=", hole, `\nexport PASSWORD=${word}`]);
  expect(searchText(template).kind).toBe("found");
  expect(searchText(templateOf(["export PASSWORD=", hole])).kind).toBe("clean");
  expect(searchText(hole).kind).toBe("unknown");
});

test("environments are searched by name, as maps and as lists", () => {
  expect(searchEnvironment({ DB_PASSWORD: word }).kind).toBe("found");
  expect(searchEnvironment([{ environment: [{ name: "DB_PASSWORD", value: word }] }]).kind).toBe("found");
  expect(searchEnvironment({ DB_PASSWORD: hole }).kind).toBe("unknown");
  expect(searchEnvironment({ LEVEL: hole, DB_PASSWORD_ARN: hole }).kind).toBe("clean");
});
