import { isLikelySecretName, isLikelySecretValue } from "./likelySecret";

test.each([
  "API_TOKEN",
  "secretBlah",
  "azure_batch_key",
  "pwd",
  "DB_PASS",
  "aws_access_key_id",
  "SECRET_BLAH",
  "CLI_KEY_CONTENT",
])("%s speaks of a secret", (name) => expect(isLikelySecretName(name)).toBe(true));

test.each([
  "TOKEN_TTL",
  "SECRET_NAME",
  "ROUTING_KEY",
  "PUBLIC_KEY",
  "PUBLIC_KEY_PEM",
  "passwordPolicy",
  "KEYCLOAK_REALM",
  "bypass",
  "AWS_TOKEN_FILE",
  "tokenization",
])("%s does not", (name) => expect(isLikelySecretName(name)).toBe(false));

test.each(["hi", "Hello from the environment", "cGFzc3dvcmQ=", "secretsquirrels"])("%s may be one", (value) =>
  expect(isLikelySecretValue(value)).toBe(true),
);

test.each([
  "",
  "3600",
  "15m",
  "true",
  "/etc/ml_secret_key",
  "my/secret/file/path",
  "${TOKEN}",
  "$(TOKEN)",
  "{{ .Values.token }}",
  "https://id.example.org/token",
  "arn:aws:secretsmanager:ap-south-1:123456789012:secret:permits",
  "<set by the operator>",
])("%s is none", (value) => expect(isLikelySecretValue(value)).toBe(false));
