import { fullRepository } from "../../config/digit/imageReference";
import { type NamedImage, withoutImage } from "../../config/digit/release";
import type { Environment } from "../../config/environment.generated";
import { installationOf } from "../../stacks/services/installation";
import { releasesOf } from "../../stacks/services/releases";
import type { Image, ServiceValues } from "../../stacks/services/values.generated";
import type { ImageLock } from "./imageLock";

/** An image that an environment runs. */
export interface EnvironmentImage {
  /** The service that runs it. */
  readonly service: string;
  readonly part: "service" | "migration" | "configuration";
  /** Where it is published, with its tag; null for what a state builds itself. */
  readonly source: string | null;
  /** Where the environment's cluster takes it from, with its tag. */
  readonly target: string;
  /** Null: missing. A tag can be moved, a digest cannot. */
  readonly digest: string | null;
  readonly digestFrom: "catalogue" | "images-file" | null;
}

export interface ImageList {
  readonly digitRelease: string;
  readonly images: readonly EnvironmentImage[];
  /** Services of the catalogue that this release has no image of: they are not installed. */
  readonly notInRelease: readonly string[];
}

/** Every image of an environment, by service. Same environment and digests, same list. */
export function imageList(environment: Environment, { digests }: ImageLock): ImageList {
  const installation = installationOf(environment, digests);
  const { services, catalogue } = installation;
  const { digitRelease, releases } = releasesOf(installation);
  const valuesOf = new Map(
    releases.flatMap(({ name, chart, values }) =>
      chart === "digit-service" ? [[name, values as ServiceValues] as const] : [],
    ),
  );
  const images = services.flatMap(({ service, image, migrationImage }): readonly EnvironmentImage[] => {
    const values = valuesOf.get(service.name);
    if (values === undefined) return [];
    const row = (part: EnvironmentImage["part"], placed: Image, named?: NamedImage): EnvironmentImage => {
      const target = `${placed.repository}:${placed.tag}`;
      const source = named === undefined ? null : `${fullRepository(named.repository)}:${named.tag}`;
      const { digest = null } = placed;
      const stated = typeof named?.digest === "string";
      return {
        service: service.name,
        part,
        source,
        target,
        digest,
        digestFrom: digest === null ? null : stated ? "catalogue" : "images-file",
      };
    };
    return [
      row("service", values.image, image),
      ...(values.migration ? [row("migration", values.migration.image, migrationImage)] : []),
      ...(values.configuration ? [row("configuration", values.configuration)] : []),
    ];
  });
  return { digitRelease, images, notInRelease: withoutImage(catalogue, digitRelease) };
}

/** What a registry is asked for: each reference once. */
export function unresolved(images: readonly EnvironmentImage[]): readonly string[] {
  return [
    ...new Set(images.flatMap(({ digest, source, target }) => (digest === null ? [source ?? target] : []))),
  ].sort();
}
