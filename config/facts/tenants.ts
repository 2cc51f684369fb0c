import type { Fact, FactProblem } from "./fact";

/** Tenant codes become parts of tenant ids in every service, so no two tenants share one. */
export const tenantsFact: Fact = {
  id: "tenants",
  reads: ["tenants"],
  judge({ environment }) {
    const { state, cities } = environment.tenants;
    const first = new Map<string, number>();
    const problems: FactProblem[] = [];
    for (const [index, city] of cities.entries()) {
      const path = ["tenants", "cities", index, "code"];
      const known = first.get(city.code);
      if (known !== undefined) {
        problems.push({
          code: "duplicate-tenant",
          path,
          message: `city ${index + 1} has the code ${city.code} of city ${known + 1}`,
          hint: "Give each city a code of its own.",
        });
      } else first.set(city.code, index);
      if (city.code === state.code) {
        problems.push({
          code: "duplicate-tenant",
          path,
          message: `city ${index + 1} has the code of the state`,
          hint: "Give the city a code of its own.",
        });
      }
    }
    return problems;
  },
};
