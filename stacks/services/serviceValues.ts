import { sha256 } from "../../common/hash";
import { toStableJson } from "../../common/json";
import type { Service, Setting } from "../../config/digit/catalogue.generated";
import { successorOf } from "../../config/digit/facts";
import { fullRepository } from "../../config/digit/imageReference";
import { isBehindGateway, type NamedImage, type ReleasedService } from "../../config/digit/release";
import { clientSettings } from "./clientSettings";
import { imagePath } from "./images";
import { digitRelease, edgeNamespace, type Installation } from "./installation";
import { secretStoreOf } from "./platformValues";
import { memoryOf } from "./replicas";
import { platformSettings, type StoreOutputs, storeRanges } from "./stores";
import type { Image, ServiceValues } from "./values.generated";

/** Waves whose services all others, or the way in, hang on: they are the last to give way when nodes are full. */
const essentialWaves = ["master-data", "encryption", "shared", "users", "records", "gateway"];

/** Values of the chart `digit-service` for one service of an environment. */
export function serviceValues(
  released: ReleasedService,
  installation: Installation,
  stores: StoreOutputs,
): ServiceValues {
  const { service, group } = released;
  const { catalogue, replicas } = installation;
  const planned = catalogue.conventions.planned.runtimes[service.runtime];
  const { minimum, maximum } = replicas.get(service.name) ?? { minimum: 1, maximum: 1 };
  const settings = settingsOf(service, installation);
  const values: ServiceValues = {
    group,
    wave: service.wave,
    runtime: service.runtime,
    image: imageValue(released.image, installation),
    port: portOf(service),
    health: typeof service.health === "string" ? service.health : "",
    startSeconds: planned.startSeconds,
    replicas: { minimum, maximum, cpuTarget: `${Math.round(planned.cpuLimitMillis * 0.7)}m` },
    resources: {
      cpuRequest: `${planned.cpuRequestMillis}m`,
      cpuLimit: `${planned.cpuLimitMillis}m`,
      memory: `${memoryOf(service, catalogue)}Mi`,
    },
    personalData: "missing" in service.personalData || service.personalData.categories.length > 0,
    priorityClass: essentialWaves.includes(service.wave) ? "digit-essential" : "digit-standard",
    platformChecksum: sha256(toStableJson(platformSettings(installation, stores))),
    environment: settings.environment,
    platform: settings.platform,
    secretStore: secretStoreOf(installation),
    secrets: settings.secrets,
    trust: service.needs.includes("database"),
    network: networkOf(service, installation),
  };
  if (released.migrationImage !== undefined && service.migration !== undefined) {
    const { table } = service.migration;
    values.migration = { image: imageValue(released.migrationImage, installation), table };
  }
  if (service.runtime === "nginx" && typeof service.contextPath === "string") {
    values.site = { path: service.contextPath, root: siteRoot };
  }
  if (service.name === "gateway") values.routes = gatewayRoutes(installation);
  const configuration = configurationOf(service);
  if (configuration !== undefined) {
    values.configuration = builtImageValue(configuration, installation);
  }
  return values;
}

/** Where the images of DIGIT's user interfaces keep their files (their nginx.conf). */
const siteRoot = "/var/web";

/** Images of user interfaces listen on port 80, for which a process needs a right; the chart has them listen here. */
const sitePort = 8080;

function portOf({ runtime, port }: Service): number {
  return runtime === "nginx" ? sitePort : port;
}

/** The state's own configuration comes as an image, built from a pinned revision: no pod holds a key to a repository. */
function configurationOf({ needs }: Service): string | undefined {
  if (needs.includes("master-data")) return "digit-master-data";
  return needs.includes("configuration") ? "digit-configuration" : undefined;
}

/** Images come from the environment's own registry, whatever registry they were mirrored from. */
function imageValue({ repository, tag, digest }: NamedImage, installation: Installation): Image {
  const image = { repository: imagePath(installation.environment, repository), tag };
  return fixed(image, digest ?? installation.digests.get(`${fullRepository(repository)}:${tag}`));
}

/** What a state builds itself is published nowhere else: its digest stands under its place in the registry. */
function builtImageValue(name: string, installation: Installation): Image {
  const image = { repository: imagePath(installation.environment, name), tag: digitRelease };
  return fixed(image, installation.digests.get(`${image.repository}:${image.tag}`));
}

function fixed(image: Image, digest: string | undefined): Image {
  return digest === undefined ? image : { ...image, digest };
}

/** What reaches the process: as values, as keys of the platform's settings, and as values of the secret store. */
function settingsOf(
  service: Service,
  installation: Installation,
): Pick<ServiceValues, "environment" | "platform" | "secrets"> {
  const client = clientSettings(service, installation.catalogue);
  const environment: { [name: string]: string } = { ...client.environment };
  const platform: { [name: string]: string } = { ...client.platform };
  const secrets = [...client.secrets];
  for (const [name, setting] of Object.entries(service.environment)) {
    if ("value" in setting) environment[name] = setting.value;
    else if ("platform" in setting) platform[name] = keyOf(setting.platform);
    else if ("service" in setting) {
      const address = addressOf(setting, installation);
      if (address !== undefined) environment[name] = address;
    } else if ("secret" in setting) secrets.push({ variable: name, secret: setting.secret, key: setting.key });
  }
  if (service.name === "gateway") environment.SPRING_ROUTES_FILEPATH = "file:/etc/digit/routes/routes.properties";
  if (secrets.length > 0 && service.runtime === "java") {
    environment.SPRING_CONFIG_ADDITIONAL_LOCATION = "file:/etc/digit/secrets/";
  }
  if (secrets.length > 0 && service.runtime === "node") {
    environment.NODE_OPTIONS = "--require=/etc/digit/preload/load.js";
  }
  return { environment, platform, secrets };
}

/** `cache.host` in the catalogue is `cache-host` in the settings. */
function keyOf(platformValue: string): string {
  return platformValue.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll(".", "-");
}

function addressOf(
  setting: Extract<Setting, { service: string }>,
  { services, catalogue }: Installation,
): string | undefined {
  const name = successorOf(setting.service, catalogue);
  const target = services.find(({ service }) => service.name === name);
  if (target === undefined) return undefined;
  return `http://${name}:${portOf(target.service)}${setting.path ?? "/"}`;
}

function networkOf(service: Service, installation: Installation): ServiceValues["network"] {
  const { calls, services } = installation;
  const names = (list: readonly string[]) => [...new Set(list)].sort();
  const port = (name: string) => {
    const found = services.find((known) => known.service.name === name);
    return found === undefined ? 0 : portOf(found.service);
  };
  const fromEdge = "through" in service.route && service.route.through === "edge";
  return {
    callers: names(calls.filter(({ to }) => to === service.name).map(({ from }) => from)),
    ...(fromEdge ? { edge: edgeNamespace } : {}),
    calls: names(calls.filter(({ from }) => from === service.name).map(({ to }) => to)).map((name) => ({
      service: name,
      port: port(name),
    })),
    ranges: storeRanges(service.needs, installation),
  };
}

function gatewayRoutes({ services }: Installation): NonNullable<ServiceValues["routes"]> {
  return services.flatMap(({ service }) =>
    isBehindGateway(service) && typeof service.contextPath === "string"
      ? [{ path: service.contextPath, service: service.name, port: portOf(service) }]
      : [],
  );
}
