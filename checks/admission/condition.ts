import type { AdmissionCheck } from "./model";

/** The whole condition on an object, of which a check's expression says the part about one container or volume. */
export function conditionOf({ each, expression, linuxOnly, podsOnly }: AdmissionCheck): string {
  const exempt = [...(podsOnly ? ['object.kind != "Pod"'] : []), ...(linuxOnly ? ["!variables.linux"] : [])];
  return [...exempt, each === "pod" ? `(${expression})` : `variables.${each}s.all(${each}, ${expression})`].join(
    " || ",
  );
}
