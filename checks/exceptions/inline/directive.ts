/** Skip comments of other tools, as data. What they cover and whether they count is decided elsewhere. */
import { toolDirective } from "../../inputs/toolDirective";
import type { InlineTool } from "../model";

export interface Directive {
  readonly tool: InlineTool;
  /** Id of that tool; null where it skips everything. */
  readonly id: string | null;
  /** Null where the author gave none. */
  readonly reason: string | null;
  /** Day until which the author lets it hold, where the tool knows such a thing. */
  readonly until?: string;
}

/** Comments are short; whatever is longer than this is no directive, and costs no time. */
const longestComment = 4000;

/** All directives of one comment (one line of it). */
export function directivesIn(comment: string): readonly Directive[] {
  const text = comment.slice(0, longestComment);
  if (!toolDirective.test(text)) return [];
  return [...checkov(text), ...trivy(text), ...terrascan(text), ...kics(text)];
}

/** `checkov:skip=ID:reason`; the reason goes on to the end of the line. */
function checkov(text: string): readonly Directive[] {
  return [...text.matchAll(/\b(?:checkov|bridgecrew|cortex):skip=[ \t]*([A-Za-z_\d]+)(?::([^\n]*))?/g)].map(
    ([, id = "", reason = ""]) => ({ tool: "checkov", id, reason: wordsOf(reason) }),
  );
}

/** `trivy:ignore:ID:exp:2026-01-31`, several in a row; what follows the last of them is taken as the reason. */
function trivy(text: string): readonly Directive[] {
  const found = [...text.matchAll(/\b(trivy|tfsec):ignore:(\S+)/g)];
  const last = found.at(-1);
  const reason = last ? wordsOf(text.slice(last.index + last[0].length)) : null;
  return found.map(([, tool, rest = ""]) => {
    const [id = ""] = rest.split(/[:[]/);
    const until = /:exp:(\d{4}-\d{2}-\d{2})/.exec(rest)?.[1];
    return {
      tool: tool === "tfsec" ? "tfsec" : "trivy",
      id: id === "" || id.includes("*") ? null : id,
      reason,
      ...(until === undefined ? {} : { until }),
    };
  });
}

/** `ts:skip=ID reason`. */
function terrascan(text: string): readonly Directive[] {
  return [...text.matchAll(/\bts:skip=[ \t]*([\w.-]+)([^\n]*)/g)].map(([, id = "", reason = ""]) => ({
    tool: "terrascan",
    id,
    reason: wordsOf(reason),
  }));
}

/** `kics-scan ignore`, `ignore-block` and `ignore-line` skip everything there; `disable=` names queries. */
function kics(text: string): readonly Directive[] {
  return [...text.matchAll(/\bkics-scan[ \t]+(?:ignore(?:-line|-block)?\b|disable=([\w,-]+))/g)].flatMap(([, ids]) => {
    const named: readonly (string | null)[] = ids === undefined ? [null] : ids.split(",");
    return named.map((id): Directive => ({ tool: "kics", id, reason: null }));
  });
}

/** A reason is words; punctuation that leads to it is not. */
export function wordsOf(text: string): string | null {
  const words = text.replace(/^[\s:;,–—-]+/, "").trim();
  return /\p{L}/u.test(words) ? words : null;
}
