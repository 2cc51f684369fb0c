import type { Problem } from "../common/errors";
import type { Path } from "./tree";

/** A problem and the place in the document that it makes unfit for further judgement. */
export interface PlacedProblem extends Problem {
  readonly at: Path;
  /** It follows from another problem (a key is missing because it is misspelt), so that showing it would mislead. */
  readonly isImplied?: boolean;
}

/** Says what was seen and never what it was. */
export function secretProblem(kind: string): {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
} {
  return {
    code: "secret",
    message: `this looks like ${kind}, and an environment file holds no secrets`,
    hint: "Remove it here and from the history of the file, and replace the secret where it was issued.",
  };
}
