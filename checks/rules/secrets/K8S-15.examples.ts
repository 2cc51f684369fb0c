import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { container, deploymentExample, indented, manifestExample, pod } from "../kit/podExample";

const word = ["Tiger", "Lily", "7"].join("-");
const configMap = "ConfigMap/registry/permits";
const secret = "Secret/registry/permits";

function env(...variables: readonly (readonly [name: string, value: string])[]): string {
  return container(`env:\n${variables.map(([name, value]) => `  - name: ${name}\n    value: "${value}"\n`).join("")}`);
}

function data(kind: string, lines: string, member = "data"): string {
  return objectOf("v1", kind, "permits", `${member}:\n${indented(lines, 2)}`);
}

const fails = (resource: string, ...checks: readonly string[]) =>
  checks.map((check) => [`K8S-15.${check}`, resource] as const);
const reference =
  "env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: permits\n        key: password";

export const examples: RuleExamples = [
  deploymentExample(
    "good",
    `${container("volumeMounts:\n  - name: database\n    mountPath: /run/database\n    readOnly: true")}volumes:\n  - name: database\n    secret:\n      secretName: permits\n`,
  ),
  deploymentExample(
    "good-about-secrets",
    env(
      ["DB_PASSWORD_FILE", "/run/database/password"],
      ["TOKEN_TTL", "3600"],
      ["SECRET_NAME", "permits"],
      ["JWT_ISSUER", "https://id.example.org"],
      ["API_KEY", "$(OTHER)"],
      ["PASSWORD", ""],
      ["ROUTING_KEY", "permits.created"],
      ["AUTH_ENABLED", "true"],
    ),
  ),
  deploymentExample("good-not-rendered", env(["DB_PASSWORD", "{{ .Values.password }}"])),
  deploymentExample("good-config", container("envFrom:\n  - configMapRef:\n      name: permits")),
  manifestExample(
    "good-config-map",
    data("ConfigMap", 'config: "REDIS_PASSWORD="\nlimits: "password=${DB_PASSWORD}"\ntoken_ttl: 15m\ncolour: blue'),
  ),
  manifestExample(
    "good-config-map-of-chart",
    data("ConfigMap", "values.yaml: |\n  password:\n    existingSecret: permits"),
  ),
  manifestExample(
    "good-sealed",
    data("Secret", 'password: "ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]"', "stringData"),
  ),
  manifestExample("good-certificate", data("Secret", "ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t")),
  manifestExample("good-empty", objectOf("v1", "Secret", "permits", "type: Opaque\n")),
  deploymentExample("bad-literal", env(["DB_PASSWORD", word]), ["K8S-15.literal-env"]),
  deploymentExample("bad-in-url", env(["DB_URL", `postgresql://permits:${word}@db/permits`]), ["K8S-15.literal-env"]),
  deploymentExample("bad-bearer", env(["AUTH_HEADER", "Bearer a1b2c3d4e5"]), ["K8S-15.literal-env"]),
  manifestExample(
    "bad-init",
    pod("permits", `${env(["DB_PASSWORD", word]).replace("containers:", "initContainers:")}${container()}`),
    fails("Pod/registry/permits", "literal-env"),
  ),
  deploymentExample("bad-likely", env(["SECRET_SEED", "lilies"], ["LEVEL", "info"]), ["K8S-15.likely-env"]),
  deploymentExample("bad-likely-key", env(["SIGNING_KEY", "lilies"]), ["K8S-15.likely-env"]),
  deploymentExample("bad-secret-variable", container(reference), ["K8S-15.secret-env"]),
  deploymentExample("bad-secret-variables", container("envFrom:\n  - secretRef:\n      name: permits"), [
    "K8S-15.secret-env-from",
  ]),
  manifestExample("bad-config-map", data("ConfigMap", `password: ${word}`), fails(configMap, "config-map")),
  manifestExample(
    "bad-config-map-file",
    data("ConfigMap", `application.properties: |\n  server.port=8080\n  datasource.password=${word}`),
    fails(configMap, "config-map"),
  ),
  manifestExample("bad-config-map-likely", data("ConfigMap", "pwd: hi"), fails(configMap, "likely-config-map")),
  manifestExample("bad-secret", data("Secret", "password: VGlnZXItTGlseS03"), fails(secret, "secret-manifest")),
  manifestExample(
    "bad-secret-text",
    data("Secret", `password: ${word}`, "stringData"),
    fails(secret, "secret-manifest"),
  ),
  manifestExample(
    "bad-one-of-two",
    pod(
      "permits",
      `${env(["LEVEL", "info"])}${indented(`- name: helper\n  image: registry.example.org/helper:1.0.0\n  env:\n    - name: API_TOKEN\n      value: ${word}`, 2)}`,
    ),
    fails("Pod/registry/permits", "literal-env"),
  ),
];
