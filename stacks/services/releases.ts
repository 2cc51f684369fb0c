import type { Environment } from "../../config/environment.generated";
import { digitRelease, type Installation, installationOf, servicesNamespace } from "./installation";
import { platformValues } from "./platformValues";
import { serviceValues } from "./serviceValues";
import { type StoreOutputs, unknownStores } from "./stores";
import type { PlatformValues, ServiceValues } from "./values.generated";

/** One release of a chart of ours. */
interface ChartRelease {
  readonly name: string;
  readonly namespace: string;
  readonly chart: "digit-platform" | "digit-service";
  /** When it is installed: a wave of the catalogue. */
  readonly wave: string;
  readonly values: PlatformValues | ServiceValues;
}

/** What is installed in an environment's cluster, in the order of the waves. */
export interface ServiceReleases {
  readonly digitRelease: string;
  readonly kubernetesVersion: string;
  readonly releases: readonly ChartRelease[];
}

/** Same environment and stores, same releases. */
export function serviceReleases(
  environment: Environment,
  digests: ReadonlyMap<string, string> = new Map(),
  stores: StoreOutputs = unknownStores,
): ServiceReleases {
  return releasesOf(installationOf(environment, digests), stores);
}

/** The releases of an installation that was worked out already. */
export function releasesOf(installation: Installation, stores: StoreOutputs = unknownStores): ServiceReleases {
  const { catalogue, services, aws } = installation;
  const waves = catalogue.conventions.waves.map(({ name }) => name);
  const platform: ChartRelease = {
    name: "digit-platform",
    namespace: servicesNamespace,
    chart: "digit-platform",
    wave: "foundation",
    values: platformValues(installation, stores),
  };
  const ofServices = services
    .map(
      (released): ChartRelease => ({
        name: released.service.name,
        namespace: servicesNamespace,
        chart: "digit-service",
        wave: released.service.wave,
        values: serviceValues(released, installation, stores),
      }),
    )
    .sort((a, b) => waves.indexOf(a.wave) - waves.indexOf(b.wave));
  return { digitRelease, kubernetesVersion: aws.versions.kubernetes, releases: [platform, ...ofServices] };
}
