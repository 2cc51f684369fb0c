import type { Environment } from "../environment.generated";
import { nearest } from "../suggest";
import { showValue } from "../tree";
import type { Fact, FactInput, FactProblem } from "./fact";

/** The register of personal data agrees with itself, and says on a real platform what the law asks it to say. */
export const registerFact: Fact = { id: "register", reads: ["dataProtection", "audit", "emulator"], judge };

function judge(input: FactInput): readonly FactProblem[] {
  return [...judgeReferences(input.environment), ...judgeThirdParties(input), ...judgeCompleteness(input.environment)];
}

function judgeReferences({ dataProtection }: Environment): readonly FactProblem[] {
  const known = Object.keys(dataProtection.categories);
  const users = [
    ...Object.entries(dataProtection.purposes).map(([name, purpose]) => ({
      path: ["dataProtection", "purposes", name],
      categories: purpose.categories ?? [],
    })),
    ...Object.entries(dataProtection.thirdParties).map(([name, body]) => ({
      path: ["dataProtection", "thirdParties", name],
      categories: body.categories ?? [],
    })),
  ];
  return users.flatMap(({ path, categories }) =>
    categories.flatMap((category, index) => {
      if (known.includes(category)) return [];
      const near = nearest(category, known);
      return [
        {
          code: "undeclared-category",
          path: [...path, "categories", index],
          message: `${showValue(category)} is no category of dataProtection.categories`,
          hint: near === undefined ? `Declared: ${known.join(", ")}.` : `Did you mean ${near}?`,
        },
      ];
    }),
  );
}

function judgeThirdParties({ environment, catalogue, now }: FactInput): readonly FactProblem[] {
  const { residency, thirdParties } = environment.dataProtection;
  return Object.entries(thirdParties).flatMap(([name, body]) => {
    const problems: FactProblem[] = [];
    const path = ["dataProtection", "thirdParties", name];
    if (catalogue.countries[body.country]?.residency !== residency) {
      problems.push({
        code: "outside-residency",
        path: [...path, "country"],
        message: `third party ${name} processes data in ${showValue(body.country)}, outside dataProtection.residency ${residency}`,
        hint: "Choose a body that processes the data inside the country.",
      });
    }
    if (now !== undefined && body.until !== undefined && body.until < now.toISOString().slice(0, 10)) {
      problems.push({
        code: "contract-ended",
        path: [...path, "until"],
        message: `the contract of third party ${name} ended on ${body.until}`,
        hint: "Remove the third party, or write the date of the new contract.",
      });
    }
    return problems;
  });
}

function judgeCompleteness({ emulator, dataProtection, audit }: Environment): readonly FactProblem[] {
  if (emulator) return [];
  const missing = (path: readonly string[], what: string): FactProblem => ({
    code: "register-incomplete",
    path,
    message: `${path.join(".")} is not given: ${what}`,
    hint: "Add it before citizens' data arrives.",
    isWarning: true,
  });
  return [
    ...(dataProtection.parties.administeringAuthority === undefined
      ? [missing(["dataProtection", "parties", "administeringAuthority"], "the data fiduciary answers for the data")]
      : []),
    ...(dataProtection.grievanceContact === undefined
      ? [
          missing(
            ["dataProtection", "grievanceContact"],
            "citizens have a right to a person who receives their grievances",
          ),
        ]
      : []),
    ...(audit.certInContact === undefined
      ? [missing(["audit", "certInContact"], "CERT-In is given a point of contact")]
      : []),
  ];
}
