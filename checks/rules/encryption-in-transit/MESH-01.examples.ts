import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { container, deploymentExample, manifestExample } from "../kit/podExample";

const env = (name: string, value: string) => container(`env:\n  - name: ${name}\n    value: "${value}"`);
const settings = (text: string) =>
  objectOf("v1", "ConfigMap", "settings", `data:\n  application.properties: |\n    ${text}\n`);
const address = "ConfigMap/registry/settings";

export const examples: RuleExamples = [
  deploymentExample(
    "good-database",
    env("DB_URL", "jdbc:postgresql://db.example.org:5432/permits?sslmode=verify-full"),
  ),
  deploymentExample("good-database-of-the-pod", env("DB_URL", "postgres://localhost/permits")),
  deploymentExample("good-cache", env("REDIS_URL", "rediss://cache.example.org:6379")),
  deploymentExample("good-another-server", env("API_URL", "http://billing:8080/api")),
  manifestExample("good-stream", settings("security.protocol=SASL_SSL")),
  deploymentExample("bad-database", env("DB_URL", "jdbc:postgresql://db.example.org:5432/permits"), [
    "MESH-01.database",
  ]),
  deploymentExample(
    "bad-database-by-preference",
    env("DB_URL", "postgresql://app@db.example.org/permits?sslmode=prefer"),
    ["MESH-01.database"],
  ),
  deploymentExample("bad-cache", env("REDIS_URL", "redis://cache.example.org:6379"), ["MESH-01.cache"]),
  deploymentExample("bad-search", env("SEARCH", "http://elasticsearch-data.registry:9200"), ["MESH-01.search"]),
  deploymentExample("bad-stream", env("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"), ["MESH-01.stream"]),
  manifestExample("bad-settings", settings("spring.datasource.url=jdbc:postgresql://db:5432/permits"), [
    ["MESH-01.database", address],
  ]),
];
