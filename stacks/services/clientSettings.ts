import type { DigitCatalogue, Service } from "../../config/digit/catalogue.generated";
import type { ServiceValues } from "./values.generated";

type ClientSettings = Pick<ServiceValues, "environment" | "platform" | "secrets">;

/**
 * Settings that every Java service has whatever it is for: its heap, no statements and no details of errors in logs,
 * and clients of its stores that speak TLS. Others have what the catalogue says of them.
 */
export function clientSettings(service: Service, catalogue: DigitCatalogue): ClientSettings {
  if (service.runtime === "nginx") return { environment: {}, platform: {}, secrets: [] };
  const base: ClientSettings = { environment: { SERVER_PORT: `${service.port}` }, platform: {}, secrets: [] };
  const parts =
    service.runtime === "java" ? [base, process(service, catalogue), ...clients(service, catalogue)] : [base];
  return {
    environment: Object.assign({}, ...parts.map(({ environment }) => environment)),
    platform: Object.assign({}, ...parts.map(({ platform }) => platform)),
    secrets: parts.flatMap(({ secrets }) => secrets),
  };
}

function process(service: Service, { conventions }: DigitCatalogue): ClientSettings {
  const stated = "limitMib" in service.memory ? service.memory.heapMib : undefined;
  const heap = stated ?? conventions.planned.runtimes.java.heapMib ?? 0;
  return {
    environment: {
      JAVA_OPTS: `-Xms${heap}m -Xmx${heap}m`,
      FLYWAY_ENABLED: "false",
      SPRING_FLYWAY_ENABLED: "false",
      SPRING_JPA_SHOW_SQL: "false",
      LOGGING_LEVEL_ROOT: "INFO",
      TRACER_ERRORS_PROVIDEEXCEPTIONINDETAILS: "false",
      IS_ENVIRONMENT_CENTRAL_INSTANCE: "false",
      // Health beside the service's own paths, and nothing else of the actuator.
      MANAGEMENT_ENDPOINTS_WEB_BASE_PATH: "/",
      MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE: "health",
    },
    platform: { APP_TIMEZONE: "time-zone" },
    secrets: [],
  };
}

function clients({ needs }: Service, { conventions }: DigitCatalogue): readonly ClientSettings[] {
  const pool = `${conventions.planned.databasePool}`;
  const database: ClientSettings = {
    environment: {
      SPRING_DATASOURCE_TOMCAT_INITIAL_SIZE: "1",
      SPRING_DATASOURCE_TOMCAT_MAX_ACTIVE: pool,
      SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE: pool,
    },
    platform: { SPRING_DATASOURCE_URL: "database-url" },
    secrets: [
      { variable: "SPRING_DATASOURCE_USERNAME", secret: "database", key: "username" },
      { variable: "SPRING_DATASOURCE_PASSWORD", secret: "database", key: "password" },
    ],
  };
  const stream: ClientSettings = {
    environment: {
      SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL: "SASL_SSL",
      SPRING_KAFKA_PROPERTIES_SASL_MECHANISM: "AWS_MSK_IAM",
      SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG: "software.amazon.msk.auth.iam.IAMLoginModule required;",
      SPRING_KAFKA_PROPERTIES_SASL_CLIENT_CALLBACK_HANDLER_CLASS:
        "software.amazon.msk.auth.iam.IAMClientCallbackHandler",
    },
    platform: {
      KAFKA_CONFIG_BOOTSTRAP_SERVER_CONFIG: "stream-brokers",
      SPRING_KAFKA_BOOTSTRAP_SERVERS: "stream-brokers",
    },
    secrets: [],
  };
  // The name of the setting before and since Spring Boot 3.
  const cache: ClientSettings = {
    environment: { SPRING_REDIS_SSL: "true", SPRING_DATA_REDIS_SSL_ENABLED: "true" },
    platform: { SPRING_DATA_REDIS_HOST: "cache-host", SPRING_DATA_REDIS_PORT: "cache-port" },
    secrets: [],
  };
  return [
    ...(needs.includes("database") ? [database] : []),
    ...(needs.includes("stream") ? [stream] : []),
    ...(needs.includes("cache") ? [cache] : []),
  ];
}
