/** From an answer to the result that a report shows. */
import type { Json } from "../../../common/json";
import type { BlockList, BlockView, Reading, ResourceNode } from "../../graph/graph";
import type { Severity } from "../../model";
import type { CheckResult } from "../../rule";
import { readingToJson } from "./datum";
import type { Answer, Predicate } from "./predicates";

export interface Words {
  /** Check id, `<rule>.<condition>`. */
  readonly check: string;
  /** What a failure means, in one sentence without the value. */
  readonly fails: string;
  /** Defaults to the statement that the path meets what is expected. */
  readonly passes?: string;
}

export interface Context {
  /** The block that `path` is relative to; the node itself when left out. */
  readonly view?: BlockView;
  readonly resource?: ResourceNode;
  readonly related?: readonly ResourceNode[];
  readonly severity?: Severity;
}

/** Asks the predicate at a path of a node, or of one of its blocks, and words the answer. */
export function judge(
  node: ResourceNode,
  path: string,
  predicate: Predicate,
  words: Words,
  context: Context = {},
): CheckResult {
  const reading = (context.view ?? node).get(path);
  const fullPath = context.view ? `${context.view.path}.${path}` : path;
  return verdict(
    predicate.ask(reading),
    {
      path: fullPath,
      expected: predicate.expected,
      // Only worked out where a report shows it: passes are counted and not listed.
      get actual() {
        return shown(node, fullPath, reading);
      },
      reason: causeOf(reading) ?? `${fullPath} cannot be read`,
    },
    words,
    context,
  );
}

export interface Facts {
  readonly path: string;
  readonly expected: Json;
  readonly actual: Json;
  /** Cause, should the answer be unknown. */
  readonly reason?: string | undefined;
}

/** For conditions over several values: the answer is worked out by the rule. */
export function verdict(answer: Answer, facts: Facts, words: Words, context: Context = {}): CheckResult {
  const { reason = "the value cannot be read from this input" } = facts;
  const said = answer === "unknown" ? `Cannot tell: ${reason}` : wording(answer, facts.path, words);
  // Assigned one by one: this is done for every check of every resource.
  const result: { -readonly [K in keyof CheckResult]: CheckResult[K] } = {
    check: words.check,
    path: facts.path,
    expected: facts.expected,
    get actual() {
      return facts.actual;
    },
    status: answer === "yes" ? "pass" : answer === "no" ? "fail" : "unknown",
    message: said,
  };
  if (context.resource) result.resource = context.resource;
  if (context.related && context.related.length > 0) result.related = context.related;
  if (context.severity) result.severity = context.severity;
  if (answer === "unknown") result.reason = reason;
  return result;
}

function wording(answer: "yes" | "no", path: string, { fails, passes }: Words): string {
  return answer === "no" ? fails : (passes ?? `${path} is as expected`);
}

/** Unknown where there may be blocks that cannot be seen, such as those of a `dynamic` one; nothing where there are none. */
export function judgeUnseen(
  blocks: BlockList,
  facts: Omit<Facts, "actual" | "reason">,
  words: Words,
  context: Context = {},
): readonly CheckResult[] {
  if (blocks.unknown === undefined) return [];
  return [verdict("unknown", { ...facts, actual: null, reason: blocks.unknown }, words, context)];
}

export function causeOf(reading: Reading): string | undefined {
  return reading.kind === "unknown" ? reading.cause : undefined;
}

/** The value as a report may show it. */
export function shown(node: ResourceNode, path: string, reading: Reading): Json {
  return node.sensitive(path) ? "(sensitive)" : readingToJson(reading);
}
