import type { ConfigCatalogue } from "../catalogue";
import type { Environment } from "../environment.generated";
import type { Path } from "../tree";

export interface FactInput {
  readonly environment: Environment;
  readonly catalogue: ConfigCatalogue;
  /** True if the value at this path text was written in a file, false if it is a default. */
  readonly isWritten: (path: string) => boolean;
  /** Given only by commands that look at the clock; without it nothing is judged by date. */
  readonly now: Date | undefined;
}

/** What a fact found wrong; the loader adds file, line and column. */
export interface FactProblem {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
  readonly hint: string;
  /** A warning does not make the file invalid. */
  readonly isWarning?: boolean;
}

/** A truth about several fields together, or about a field and the catalogue. */
export interface Fact {
  readonly id: string;
  /** Parts of the environment that the judgement reads; it is skipped while the shape of one of them is wrong. */
  readonly reads: readonly string[];
  /** Pure: same input, same findings. */
  readonly judge: (input: FactInput) => readonly FactProblem[];
}
