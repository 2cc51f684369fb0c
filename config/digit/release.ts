import type { Digest, DigitCatalogue, Release, ReleaseImage, Service } from "./catalogue.generated";
import { successorOf } from "./facts";

/** An image as a release names it. */
export interface NamedImage {
  readonly repository: string;
  readonly tag: string;
  /** Null: missing. */
  readonly digest: Digest;
}

/** One service calls another. */
export interface Call {
  readonly from: string;
  readonly to: string;
  /** Variable of the caller that holds the address, or `route` for what the gateway leads to. */
  readonly by: string;
  /** Where the variable is stated. */
  readonly source: string;
}

/** A service as a release has it. */
export interface ReleasedService {
  readonly service: Service;
  readonly group: "core" | "business" | "frontend";
  readonly image: NamedImage;
  readonly migrationImage?: NamedImage;
  /** Release whose list names the tag. */
  readonly tagOf: string;
}

/**
 * The services that a release has an image of, in the order of the catalogue. Retired ones are left out, and so are
 * those without a tag in its list and in the lists that it rests on (`withoutImage` names them).
 * @throws Error when the catalogue has no such release.
 */
export function releasedServices(catalogue: DigitCatalogue, release: string): readonly ReleasedService[] {
  const lists = listsOf(catalogue, release);
  return catalogue.groups.flatMap(({ group, services }) =>
    services.flatMap((service): readonly ReleasedService[] => {
      if (successorOf(service.name, catalogue) !== service.name) return [];
      const found = lists.flatMap((list) => {
        const image = list.images[service.name];
        return image === undefined ? [] : [{ image, tagOf: list.release }];
      })[0];
      return found === undefined ? [] : [released(service, group, found)];
    }),
  );
}

function released(
  service: Service,
  group: ReleasedService["group"],
  { image, tagOf }: { readonly image: ReleaseImage; readonly tagOf: string },
): ReleasedService {
  const { tag, digest, migrationDigest = null } = image;
  const base = { service, group, tagOf, image: { repository: service.image, tag, digest } };
  if (service.migration === undefined) return base;
  return { ...base, migrationImage: { repository: service.migration.image, tag, digest: migrationDigest } };
}

/** Services that are not retired and that no list of the release names. */
export function withoutImage(catalogue: DigitCatalogue, release: string): readonly string[] {
  const named = new Set(releasedServices(catalogue, release).map(({ service }) => service.name));
  return catalogue.groups
    .flatMap(({ services }) => services.map(({ name }) => name))
    .filter((name) => successorOf(name, catalogue) === name && !named.has(name));
}

/** The list of a release and those that it rests on, nearest first. */
function listsOf(catalogue: DigitCatalogue, release: string): readonly Release[] {
  const list = catalogue.releases.find((known) => known.release === release);
  if (list === undefined) throw new Error(`catalogue/digit has no release ${release}`);
  return list.basis === undefined ? [list] : [list, ...listsOf(catalogue, list.basis)];
}

/** Whom a service calls, with retired ones replaced; nobody twice for the same variable. */
export function callsOf(service: Service, catalogue: DigitCatalogue): readonly Call[] {
  const [source = ""] = service.sources;
  return Object.entries(service.environment).flatMap(([by, setting]) =>
    "service" in setting ? [{ from: service.name, to: successorOf(setting.service, catalogue), by, source }] : [],
  );
}

/** Every call between the given services: by address, and what the gateway leads to. */
export function callsBetween(services: readonly Service[], catalogue: DigitCatalogue): readonly Call[] {
  const names = new Set(services.map(({ name }) => name));
  const gateway = services.find(({ name }) => name === "gateway");
  const routed = gateway === undefined ? [] : services.filter(isBehindGateway).map((service) => routeCall(service));
  return [...services.flatMap((service) => callsOf(service, catalogue)).filter(({ to }) => names.has(to)), ...routed];
}

function routeCall(service: Service): Call {
  const [source = ""] = service.sources;
  return { from: "gateway", to: service.name, by: "route", source };
}

/** Whether people reach it through the gateway. */
export function isBehindGateway({ route }: Service): boolean {
  return "through" in route && route.through === "gateway";
}
