/** One frame for every rule that asks whether traffic passes between two parties: the verdict, and the way in words. */
import type { Json } from "../../../common/json";
import type { ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { verdict } from "./judge";
import { type Answer, not } from "./predicates";

/** What was found out about the traffic between two parties. */
export interface Passage {
  /** `yes`: some traffic passes; `unknown`: it may. */
  readonly answer: Answer;
  /** Traffic that passes, for instance `tcp 5432`. */
  readonly traffic: readonly string[];
  /** Addresses of whatever lets it through, in order, without the two ends. */
  readonly hops: readonly string[];
  /** Why it is not certain. */
  readonly reason: string | undefined;
  readonly related: readonly ResourceNode[];
}

export const noPassage: Passage = { answer: "no", traffic: [], hops: [], reason: undefined, related: [] };

export interface PassageWords {
  readonly check: string;
  readonly expected: Json;
  /** Attribute that the finding stands on. Default: the resource as a whole. */
  readonly path?: string;
  /** Whoever opens the connection, and whoever answers, as the way names them. */
  readonly from: string;
  readonly to: string;
  /** Says what passes: `The internet reaches the store on ${traffic}`. */
  fails(traffic: string): string;
  /** The same where it is not certain, in the middle of a sentence: `the internet may reach the store on ${traffic}`. */
  may(traffic: string): string;
  readonly passes: string;
}

/** A passage is a fail; one that may be there is unknown. */
export function judgePassage(found: Passage, words: PassageWords): CheckResult {
  const traffic = found.traffic.join(", ");
  return verdict(
    not(found.answer),
    {
      path: words.path ?? "",
      expected: words.expected,
      actual: found.answer === "no" ? null : found.traffic,
      reason: found.reason && `${words.may(traffic)}: ${found.reason}`,
    },
    {
      check: words.check,
      fails: `${words.fails(traffic)}: ${wayText(words.from, found, words.to)}`,
      passes: words.passes,
    },
    { related: found.related },
  );
}

/** `the internet → aws_lb.edge → aws_instance.one`. */
export function wayText(from: string, { hops }: Passage, to: string): string {
  return [from, ...hops, to].join(" → ");
}
