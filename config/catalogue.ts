import capacityJson from "../catalogue/capacity.json";
import limitsJson from "../catalogue/environment-limits.json";
import regionsJson from "../catalogue/regions.json";
import sizesJson from "../catalogue/sizes.json";
import versionsJson from "../catalogue/versions.json";
import packageJson from "../package.json";

export interface Region {
  readonly code: string;
  /** City or area, for people. */
  readonly place: string;
}

export interface Country {
  readonly name: string;
  /** The value of `dataProtection.residency` that keeps data in this country. */
  readonly residency: string;
  readonly regions: { readonly [provider: string]: readonly Region[] };
}

interface SizeLimits {
  /** The longest prefix, so the smallest network, whose subnets have addresses enough for the pods of this size. */
  readonly longestPrefix: number;
  /** What restoring this size's database takes at least, by experience; to be replaced by the measured time of drills. */
  readonly restoreMinutes: number;
}

/** Data that facts judge an environment by. */
export interface ConfigCatalogue {
  /** By ISO 3166-1 code. */
  readonly countries: { readonly [code: string]: Country };
  readonly limits: {
    readonly pointInTimeRecovery: { readonly smallestRpoMinutes: number; readonly source: string };
    readonly network: { readonly shortestPrefix: number; readonly longestPrefix: number; readonly source: string };
    readonly emulatorAccountId: string;
    readonly sizes: {
      readonly demo: SizeLimits;
      readonly district: SizeLimits;
      readonly state: SizeLimits;
      readonly national: SizeLimits;
    };
    readonly reservedRanges: readonly { readonly cidr: string; readonly use: string }[];
  };
  /** What each size consists of. */
  readonly sizes: typeof sizesJson.sizes;
  /** What the services ask of a size, and what its machines carry. */
  readonly capacity: typeof capacityJson;
  /** Versions of what runs, with the end of their support. */
  readonly versions: typeof versionsJson;
  /** Version of digit-platform. */
  readonly kitVersion: string;
}

export function configCatalogue(kitVersion: string = packageJson.version): ConfigCatalogue {
  return {
    countries: regionsJson.countries,
    limits: limitsJson,
    sizes: sizesJson.sizes,
    capacity: capacityJson,
    versions: versionsJson,
    kitVersion,
  };
}

/** The country whose catalogue of this provider lists the region. */
export function countryOf(
  catalogue: ConfigCatalogue,
  provider: string,
  region: string,
): { readonly code: string; readonly country: Country } | undefined {
  for (const [code, country] of Object.entries(catalogue.countries)) {
    if ((country.regions[provider] ?? []).some((known) => known.code === region)) return { code, country };
  }
  return undefined;
}

/** The first other region of the same country, or undefined where there is none. */
export function otherRegion(catalogue: ConfigCatalogue, provider: string, region: string): Region | undefined {
  const home = countryOf(catalogue, provider, region);
  return (home?.country.regions[provider] ?? []).find((known) => known.code !== region);
}
