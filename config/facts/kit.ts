import { satisfies, validRange } from "semver";
import { showValue } from "../tree";
import type { Fact } from "./fact";

/** The file was meant for this version of digit-platform. */
export const kitFact: Fact = {
  id: "kit",
  reads: ["kit"],
  judge({ environment, catalogue }) {
    const { kit } = environment;
    if (kit === undefined) return [];
    if (validRange(kit) === null) {
      return [
        {
          code: "wrong-format",
          path: ["kit"],
          message: `${showValue(kit)} is no range of versions`,
          hint: `Write a semantic-version range, such as ^${catalogue.kitVersion}.`,
        },
      ];
    }
    if (satisfies(catalogue.kitVersion, kit, { includePrerelease: true })) return [];
    return [
      {
        code: "kit-mismatch",
        path: ["kit"],
        message: `the file asks for digit-platform ${showValue(kit)}, and this is ${catalogue.kitVersion}`,
        hint: "Use a version in that range, or widen the range once you have read the notes of the release.",
      },
    ];
  },
};
