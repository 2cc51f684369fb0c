import { relative, sep } from "node:path";
import type { InputKind } from "../model";
import type { InputRequest } from "./readInputs";

/** A file that is read, with its text and kind. */
export interface LoadedFile {
  readonly request: InputRequest;
  readonly absolute: string;
  /** As the report shows it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Of JSON; undefined otherwise. */
  readonly content: unknown;
  readonly kind: InputKind;
}

export function displayed(path: string, cwd: string): string {
  const shown = relative(cwd, path).split(sep).join("/");
  return shown === "" ? "." : shown;
}
