/** Rules on pods: what they have in common, so that each states only its own questions. */
import type { CheckResult, Rule, RuleContext, RuleMetadata } from "../../rule";
import { workloadInputs } from "./frameworks";
import { verdict } from "./judge";
import { type ContainerView, type PodView, podOf, unreadablePod, workloadTypes } from "./kubernetes";
import { type ContainerAnswer, type ContainerWords, judgeContainers } from "./kubernetesJudge";

type PodRuleMetadata = Omit<RuleMetadata, "aliases" | "inputs" | "resourceTypes" | "parameters" | "group"> &
  Partial<Pick<RuleMetadata, "parameters" | "group" | "aliases">>;

/** Nothing where an object runs no pod of its own, and unknown where its pod is written in a way that cannot be read. */
export function podRule(
  metadata: PodRuleMetadata,
  judge: (pod: PodView, context: RuleContext) => readonly CheckResult[],
): Rule {
  const rule: Rule = {
    metadata: {
      aliases: [],
      parameters: {},
      group: "workload-hardening",
      ...metadata,
      inputs: workloadInputs,
      resourceTypes: workloadTypes,
    },
    evaluate(node, context) {
      const pod = podOf(node, context.graph);
      if (pod) return judge(pod, context);
      const path = unreadablePod(node, context.graph);
      return path === undefined ? [] : rule.metadata.checks.map(({ id }) => unreadable(id, path));
    },
  };
  return rule;
}

function unreadable(check: string, path: string): CheckResult {
  const reason = `${path} is no object`;
  return verdict("unknown", { path, expected: "a pod's spec", actual: null, reason }, { check, fails: "" });
}

/** A check that every container of a pod is asked for. */
export interface ContainerQuestion extends ContainerWords {
  /** Undefined: the question does not arise for that container. */
  ask(container: ContainerView, pod: PodView): ContainerAnswer | undefined;
}

export function judgeQuestions(pod: PodView, questions: readonly ContainerQuestion[]): readonly CheckResult[] {
  return questions.flatMap((question) => judgeContainers(pod, question, (container) => question.ask(container, pod)));
}

/** A rule whose checks are all questions about single containers. */
export function containerRule(metadata: PodRuleMetadata, questions: readonly ContainerQuestion[]): Rule {
  return podRule(metadata, (pod) => judgeQuestions(pod, questions));
}
