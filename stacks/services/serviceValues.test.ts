import Ajv from "ajv";
import platformSchema from "../../charts/digit-platform/values.schema.json";
import serviceSchema from "../../charts/digit-service/values.schema.json";
import { fixtureEnvironment } from "../fixture";
import { installationOf } from "./installation";
import { platformValues } from "./platformValues";
import { serviceReleases } from "./releases";
import { serviceValues } from "./serviceValues";
import { unknownStores } from "./stores";
import type { ServiceValues } from "./values.generated";

const installation = installationOf(fixtureEnvironment);
const valuesOf = (name: string, stores = unknownStores): ServiceValues => {
  const released = installation.services.find(({ service }) => service.name === name);
  if (released === undefined) throw new Error(`no service ${name}`);
  return serviceValues(released, installation, stores);
};
const all = installation.services.map(({ service }) => ({ name: service.name, values: valuesOf(service.name) }));

test("every service's values fit the chart's strict schema", () => {
  const service = new Ajv({ allErrors: true }).compile(serviceSchema);
  const platform = new Ajv({ allErrors: true }).compile(platformSchema);
  expect(all.length).toBeGreaterThan(40);
  for (const { name, values } of all) {
    service(values);
    expect({ name, errors: service.errors }).toEqual({ name, errors: null });
  }
  platform(platformValues(installation, unknownStores));
  expect(platform.errors).toBeNull();
  expect(service({ ...valuesOf("egov-user"), extraEnv: {} })).toBe(false);
  expect(service({ ...valuesOf("egov-user"), image: { repository: "x", tag: "latest" } })).toBe(false);
});

test("no value is a secret: the store's names stand where secrets are taken from", () => {
  const { secrets, environment } = valuesOf("egov-enc-service");
  expect(secrets.map(({ variable }) => variable)).toEqual([
    "SPRING_DATASOURCE_USERNAME",
    "SPRING_DATASOURCE_PASSWORD",
    "MASTER_INITIALVECTOR",
    "MASTER_PASSWORD",
    "MASTER_SALT",
  ]);
  expect(Object.keys(environment)).not.toContain("MASTER_PASSWORD");
  expect(environment.SPRING_CONFIG_ADDITIONAL_LOCATION).toBe("file:/etc/digit/secrets/");
});

test("a Java service gets the heap of the catalogue, and clients of its stores speak TLS", () => {
  const { environment, platform, resources } = valuesOf("egov-persister");
  expect(environment).toMatchObject({
    JAVA_OPTS: "-Xms256m -Xmx256m",
    SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE: "2",
    SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL: "SASL_SSL",
  });
  expect(resources.memory).toBe("512Mi");
  expect(platform.SPRING_DATASOURCE_URL).toBe("database-url");
  const { settings } = platformValues(installation, unknownStores);
  expect(settings["database-url"]).toMatch(/sslmode=verify-full&sslrootcert=/);
  expect(settings["search-url"]).toMatch(/^https:/);
});

test("every key that a service takes from the platform is there", () => {
  const { settings } = platformValues(installation, unknownStores);
  for (const { name, values } of all) {
    const lacking = Object.values(values.platform).filter((key) => settings[key] === undefined);
    expect({ name, lacking }).toEqual({ name, lacking: [] });
  }
});

test("the heap that a process gets is at most 70 % of what its pod gets", () => {
  for (const { name, values } of all.filter(({ values: { runtime } }) => runtime === "java")) {
    const heap = Number(/-Xmx(\d+)m/.exec(values.environment.JAVA_OPTS ?? "")?.[1]);
    const limit = Number.parseInt(values.resources.memory, 10);
    expect({ name, fits: heap <= 0.7 * limit }).toEqual({ name, fits: true });
  }
});

test("calls and callers are two sides of the same edges, and lead to the port that the other serves", () => {
  const calls = all.flatMap(({ name, values }) => values.network.calls.map(({ service }) => `${name} ${service}`));
  const callers = all.flatMap(({ name, values }) => values.network.callers.map((caller) => `${caller} ${name}`));
  expect(calls.length).toBeGreaterThan(80);
  expect([...calls].sort()).toEqual([...callers].sort());
  for (const { values } of all)
    for (const { service, port } of values.network.calls) expect(valuesOf(service).port).toBe(port);
});

test("only the gateway and the user interfaces are open to the edge, and no internal service is routed", () => {
  const open = all.filter(({ values }) => values.network.edge !== undefined).map(({ name }) => name);
  expect(open.sort()).toEqual(["citizen", "digit-ui", "dss-dashboard", "employee", "gateway"]);
  const routed = valuesOf("gateway").routes?.map(({ service }) => service) ?? [];
  expect(routed).toContain("egov-filestore");
  for (const name of ["egov-enc-service", "audit-service", "egov-indexer", "egov-persister", "egov-idgen"])
    expect(routed).not.toContain(name);
});

test("a service reaches the ranges of its own stores on their ports, and none of the internet", () => {
  expect(valuesOf("egov-user").network.ranges.map(({ port }) => port)).toEqual([5432, 9098, 6379, 80]);
  expect(valuesOf("egov-accesscontrol").network.ranges).toEqual([]);
  for (const { values } of all)
    for (const { ranges } of values.network.ranges)
      for (const range of ranges) expect(range).toMatch(/^(10\.20\.|169\.254\.170\.23\/32$)/);
});

test("a digest that a registry gave fixes the image wherever it is mirrored to", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  const { image } = valuesOf("egov-user");
  const digests = new Map([[`docker.io/egovio/egov-user:${image.tag}`, digest]]);
  const { releases } = serviceReleases(fixtureEnvironment, digests);
  const user = releases.find(({ name }) => name === "egov-user")?.values;
  expect(user).toMatchObject({ image: { ...image, digest } });
});

test("images come from the environment's own registry, with the tag of the release and no invented digest", () => {
  for (const { values } of all) {
    expect(values.image.repository).toMatch(
      /^111122223333\.dkr\.ecr\.ap-south-1\.amazonaws\.com\/digit-sample-images\//,
    );
    expect(values.image.digest).toBeUndefined();
  }
  expect(valuesOf("egov-user").migration).toMatchObject({ table: "egov_user_schema" });
  expect(valuesOf("egov-user-event").image.tag).toBe("core-2.9-lts-mvn-check-57ef3ac8dd-4");
});

test("nobody signs in with a fixed password, and a token ends after an hour", () => {
  for (const name of ["egov-user", "egov-user-chatbot"]) {
    const { environment, secrets } = valuesOf(name);
    expect(environment).toMatchObject({
      CITIZEN_LOGIN_PASSWORD_OTP_FIXED_ENABLED: "false",
      ACCESS_TOKEN_VALIDITY_IN_MINUTES: "60",
    });
    expect([...Object.keys(environment), ...secrets.map(({ variable }) => variable)]).not.toContain(
      "CITIZEN_LOGIN_PASSWORD_OTP_FIXED_VALUE",
    );
  }
});

test("of the actuator only health is open, and its protection is not switched off", () => {
  for (const { name, values } of all) {
    const { MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE: open, ...others } = values.environment;
    expect({ name, open }).toEqual({ name, open: values.runtime === "java" ? "health" : undefined });
    const off = Object.keys(others).filter((variable) => /SECURITY_(BASIC_)?ENABLED/.test(variable));
    expect({ name, off }).toEqual({ name, off: [] });
  }
});

test("the certificate of the SMS gateway is verified, and requests are no addresses", () => {
  expect(valuesOf("egov-notification-sms").environment).toMatchObject({
    SMS_VERIFY_SSL: "true",
    SMS_PROVIDER_REQUESTTYPE: "POST",
    SMS_PRINT_RESPONSE: "false",
  });
});

test("a changed setting of the platform restarts what takes it", () => {
  const moved = { ...unknownStores, database_address: "other.example.org" };
  expect(valuesOf("egov-user", moved).platformChecksum).not.toBe(valuesOf("egov-user").platformChecksum);
});

test("releases stand in the order of the waves, the platform first; the same environment gives the same ones", () => {
  const { releases } = serviceReleases(fixtureEnvironment);
  const waves = installation.catalogue.conventions.waves.map(({ name }) => name);
  const order = releases.map(({ wave }) => waves.indexOf(wave));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(releases[0]?.name).toBe("digit-platform");
  expect(JSON.stringify(serviceReleases(fixtureEnvironment).releases)).toBe(JSON.stringify(releases));
});
