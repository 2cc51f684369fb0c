import { demandsOn, sizeNames } from "../capacity";
import type { Fact, FactInput, FactProblem } from "./fact";

/** The size carries the services and the declared cities for as long as their records are kept. */
export const capacityFact: Fact = {
  id: "capacity",
  reads: ["size", "tenants.cities", "dataProtection.categories"],
  judge,
};

function judge({ environment, catalogue }: FactInput): readonly FactProblem[] {
  const { size } = environment;
  const exceeded = demandsOn(size, environment, catalogue).filter(({ needed, carried }) => needed > carried);
  if (exceeded.length === 0) return [];
  const larger = sizeNames
    .slice(sizeNames.indexOf(size) + 1)
    .find((name) => demandsOn(name, environment, catalogue).every(({ needed, carried }) => needed <= carried));
  const figures = exceeded.map(({ what, needed, carried }) => `${shown(needed)} of ${shown(carried)} ${what}`);
  const cities = environment.tenants.cities.length;
  return [
    {
      code: "size-too-small",
      path: ["size"],
      message: `size ${size} does not carry the services of ${cities} cities: they need ${figures.join(", ")}`,
      hint:
        larger === undefined
          ? "No size carries this: divide the cities among several environments, or keep records for a shorter time."
          : `Write \`size: ${larger}\`, or keep records for a shorter time.`,
    },
  ];
}

function shown(value: number): string {
  return Math.round(value).toLocaleString("en");
}
