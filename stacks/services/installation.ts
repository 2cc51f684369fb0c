import { digitCatalogue } from "../../config/digit/catalogue";
import type { DigitCatalogue } from "../../config/digit/catalogue.generated";
import { type Call, callsBetween, type ReleasedService, releasedServices } from "../../config/digit/release";
import type { Environment } from "../../config/environment.generated";
import { type AwsSettings, awsSettings } from "../aws/settings";
import { type Replicas, replicasOf } from "./replicas";

/** Release of DIGIT that is installed: the newest of the catalogue. */
export const digitRelease = "2.9-lts";

/** The namespace of the services, as DIGIT names it. */
export const servicesNamespace = "egov";

/** The namespace of the edge, from which callers from outside come. */
export const edgeNamespace = "edge";

/** What runs in one environment, worked out once for all services. */
export interface Installation {
  readonly environment: Environment;
  readonly aws: AwsSettings;
  readonly catalogue: DigitCatalogue;
  readonly services: readonly ReleasedService[];
  readonly calls: readonly Call[];
  readonly replicas: ReadonlyMap<string, Replicas>;
  /** Digests beyond the catalogue's, by reference with tag: what registries gave for this environment. */
  readonly digests: ReadonlyMap<string, string>;
}

export function installationOf(
  environment: Environment,
  digests: ReadonlyMap<string, string> = new Map(),
): Installation {
  const catalogue = digitCatalogue();
  const services = releasedServices(catalogue, digitRelease);
  const calls = callsBetween(
    services.map(({ service }) => service),
    catalogue,
  );
  const callers = (name: string) => new Set(calls.filter(({ to }) => to === name).map(({ from }) => from)).size;
  return {
    environment,
    aws: awsSettings(environment),
    catalogue,
    services,
    calls,
    replicas: replicasOf(services, environment.size, catalogue, callers),
    digests,
  };
}
