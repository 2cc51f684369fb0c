/** From the answers about single containers to one result for the workload that runs them. */
import type { Json } from "../../../common/json";
import type { ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import type { Severity } from "../../model";
import type { CheckResult } from "../../rule";
import { causeOf, shown, verdict } from "./judge";
import type { ContainerView, PodView } from "./kubernetes";
import type { Answer, Predicate } from "./predicates";

export interface ContainerAnswer {
  readonly answer: Answer;
  /** Full path of what decided. */
  readonly path: string;
  readonly actual: Json;
  /** Cause of an unknown. */
  readonly reason?: string | undefined;
  /** Overrides what the check says of a failing container. */
  readonly says?: string;
  readonly severity?: Severity;
}

export interface ContainerWords {
  readonly check: string;
  readonly expected: Json;
  /** What a failing container does, as a predicate of "Container app …". */
  readonly fails: string;
  /** What holds for all of them, as a whole sentence. */
  readonly passes: string;
  readonly related?: readonly ResourceNode[];
}

/** Undefined answers: the question does not arise for that container. No container left: no result. */
export function judgeContainers(
  pod: PodView,
  words: ContainerWords,
  ask: (container: ContainerView) => ContainerAnswer | undefined,
): readonly CheckResult[] {
  const answers = pod.containers.flatMap((container) => {
    const answer = ask(container);
    return answer ? [{ container, answer }] : [];
  });
  const failing = answers.filter(({ answer }) => answer.answer === "no");
  const first =
    [...failing].sort((a, b) => rankOf(b.answer.severity) - rankOf(a.answer.severity))[0] ??
    answers.find(({ answer }) => answer.answer === "unknown");
  if (first?.answer.answer !== "no" && pod.unknown !== undefined) {
    return [unknownContainers(pod, words, pod.unknown)];
  }
  const shownFirst = first ?? answers[0];
  if (!shownFirst) return [];
  const { answer, container } = shownFirst;
  const others = failing.filter((one) => one !== shownFirst).map((one) => one.container.name);
  const also = others.length === 0 ? "" : ` (also: ${listed(others)})`;
  return [
    verdict(
      answer.answer,
      { path: answer.path, expected: words.expected, actual: answer.actual, reason: answer.reason },
      {
        check: words.check,
        fails: `Container ${container.name} ${answer.says ?? words.fails}${also}`,
        passes: words.passes,
      },
      {
        ...(answer.severity ? { severity: answer.severity } : {}),
        ...(words.related ? { related: words.related } : {}),
      },
    ),
  ];
}

const ranks: Readonly<Record<Severity, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

function rankOf(severity: Severity | undefined): number {
  return severity === undefined ? -1 : ranks[severity];
}

/** Ten are enough to see what is meant. */
function listed(names: readonly string[]): string {
  return names.length <= 10 ? names.join(", ") : `${names.slice(0, 10).join(", ")} and ${names.length - 10} more`;
}

function unknownContainers(pod: PodView, words: ContainerWords, cause: string): CheckResult {
  const path = joinPath(pod.spec.path, "containers");
  return verdict("unknown", { path, expected: words.expected, actual: null, reason: cause }, { ...words });
}

/** Asks a predicate at a path below the container. */
export function askContainer(
  pod: PodView,
  container: ContainerView,
  path: string,
  predicate: Predicate,
): ContainerAnswer {
  return askPath(pod, joinPath(container.view.path, path), predicate);
}

/** Asks a predicate at a full path. */
export function askPath(pod: PodView, path: string, predicate: Predicate): ContainerAnswer {
  const reading = pod.node.get(path);
  return {
    answer: predicate.ask(reading),
    path,
    actual: shown(pod.node, path, reading),
    reason: causeOf(reading),
  };
}
