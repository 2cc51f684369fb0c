import { type ConfigCatalogue, countryOf, type Region } from "../catalogue";
import { nearest } from "../suggest";
import { showValue } from "../tree";
import type { Fact, FactInput, FactProblem } from "./fact";

/** Every region lies where the residency of the data allows, and recovery does not stand on the region that has failed. */
export const regionsFact: Fact = {
  id: "regions",
  reads: ["target", "region", "recoveryRegion", "size", "dataProtection.residency"],
  judge,
};

function judge(input: FactInput): readonly FactProblem[] {
  const { environment, isWritten } = input;
  const problems = [...judgeResidency("region", environment.region, input)];
  // A default that cannot be computed comes from a region that has just been refused.
  if (environment.recoveryRegion === undefined) return problems;
  if (isWritten("recoveryRegion"))
    problems.push(...judgeResidency("recoveryRegion", environment.recoveryRegion, input));
  if (environment.recoveryRegion === environment.region) {
    problems.push({
      code: "recovery-region-same",
      path: ["recoveryRegion"],
      message: "recoveryRegion is the region itself: copies would be lost together with it",
      hint: `Choose ${allowedRegions(input.catalogue, input)
        .map(({ code }) => code)
        .filter((code) => code !== environment.region)
        .join(" or ")}.`,
    });
  }
  if (environment.size === "national" && !isWritten("recoveryRegion")) {
    problems.push({
      code: "recovery-region-missing",
      path: ["recoveryRegion"],
      message: "a national platform names its recoveryRegion itself, because people and contracts must be ready there",
      hint: `Add \`recoveryRegion: ${environment.recoveryRegion}\`.`,
    });
  }
  return problems;
}

function judgeResidency(key: "region" | "recoveryRegion", region: string, input: FactInput): readonly FactProblem[] {
  const { target, dataProtection } = input.environment;
  if (countryOf(input.catalogue, target, region)?.country.residency === dataProtection.residency) return [];
  const allowed = allowedRegions(input.catalogue, input);
  const codes = allowed.map(({ code }) => code);
  const near = nearest(region, codes) ?? allowed.find(({ place }) => nearest(region, [place]) !== undefined)?.code;
  return [
    {
      code: "outside-residency",
      path: [key],
      message: `${showValue(region)} is not among the regions that dataProtection.residency ${dataProtection.residency} allows`,
      hint: `${near === undefined ? "" : `Did you mean ${near}? `}Allowed: ${allowed.map(({ code, place }) => `${code} (${place})`).join(", ")}.`,
    },
  ];
}

function allowedRegions(catalogue: ConfigCatalogue, { environment }: FactInput): Region[] {
  return Object.values(catalogue.countries)
    .filter((country) => country.residency === environment.dataProtection.residency)
    .flatMap((country) => country.regions[environment.target] ?? []);
}
