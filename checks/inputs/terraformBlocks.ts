/** Files of one module as blocks, whichever syntax they are written in. */
import type { UnreadPlace } from "../expression/written";
import type { InputNote } from "../model";
import type { Comment } from "./model";

/** Attributes and nested blocks; leaves are strings that may be templates (JSON) or expressions (HCL). */
export type Body = Readonly<Record<string, unknown>>;

export interface FileBlock {
  /** `resource`, `locals`, … */
  readonly kind: string;
  readonly labels: readonly string[];
  readonly body: Body | UnreadPlace;
  /** From 1; computed when it is asked for. */
  readonly line: () => number | undefined;
  readonly comments: () => readonly Comment[];
}

export interface TerraformFile {
  /** Relative path for the report. */
  readonly file: string;
  readonly override: boolean;
  readonly blocks: readonly FileBlock[];
  readonly notes: readonly InputNote[];
}

export function isOverrideName(name: string): boolean {
  return /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(name);
}
