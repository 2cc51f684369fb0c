/** Exceptions against findings; filled in by the exceptions file's reader. */
import type { ResourceGraph } from "../graph/graph";
import type { Finding } from "../model";
import type { Rule } from "../rule";

export interface ExceptionPolicy {
  readonly file: string;
}

export function applyExceptions(
  findings: readonly Finding[],
  _graph: ResourceGraph,
  _rules: readonly Rule[],
  _policy: ExceptionPolicy | undefined,
  _now: Date,
): { readonly findings: readonly Finding[]; readonly extra: readonly Finding[] } {
  return { findings, extra: [] };
}
