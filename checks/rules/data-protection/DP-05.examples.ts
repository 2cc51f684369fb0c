import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { container, deployment, deploymentExample, manifestExample } from "../kit/podExample";

const variable = (name: string, value: string) => container(`env:\n  - name: ${name}\n    value: "${value}"`);
const properties = (...lines: readonly string[]) =>
  objectOf(
    "v1",
    "ConfigMap",
    "permits",
    `data:\n  application.properties: |\n${lines.map((line) => `    ${line}\n`).join("")}`,
  );
const configMap = "ConfigMap/registry/permits";

export const examples: RuleExamples = [
  deploymentExample("good", variable("LOGGING_LEVEL_ORG_EGOV", "INFO")),
  deploymentExample("good-other-word", variable("DEBUG_PORT", "5005")),
  deploymentExample("good-catalogue", variable("LOG_LEVEL_TOPIC", "debugging-tools")),
  manifestExample("good-properties", properties("logging.level.root=WARN", "spring.jpa.show-sql=false", "# no debug")),
  manifestExample(
    "good-outside-production",
    deployment("permits", variable("LOG_LEVEL", "debug")).replaceAll("namespace: registry", "namespace: registry-dev"),
  ),
  deploymentExample("bad-variable", variable("LOGGING_LEVEL_ORG_EGOV", "DEBUG"), ["DP-05.log-level"]),
  deploymentExample("bad-short", variable("LOG_LEVEL", "trace"), ["DP-05.log-level"]),
  deploymentExample("bad-flag", variable("JAVA_OPTS", "-Xmx256m -Dlogging.level.root=DEBUG"), ["DP-05.log-level"]),
  deploymentExample("bad-statements", variable("SPRING_JPA_SHOW_SQL", "true"), ["DP-05.statements"]),
  manifestExample("bad-properties", properties("server.port=8080", "logging.level.org.egov=DEBUG"), [
    ["DP-05.log-level", configMap],
  ]),
  manifestExample("bad-bound-values", properties("logging.level.org.hibernate.type=TRACE"), [
    ["DP-05.log-level", configMap],
    ["DP-05.statements", configMap],
  ]),
  manifestExample(
    "bad-logback",
    objectOf(
      "v1",
      "ConfigMap",
      "permits",
      'data:\n  logback.xml: |\n    <configuration><root level="DEBUG"/></configuration>\n',
    ),
    [["DP-05.log-level", configMap]],
  ),
];
