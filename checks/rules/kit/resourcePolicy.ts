/** Policies that stand on a resource (bucket, topic, queue, repository) and say who may come. */
import type { PolicyStatement, ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { toJson } from "./datum";
import { verdict, type Words } from "./judge";
import { type Answer, not, some } from "./predicates";

/** One result on the node that states the document; none where it states none. */
export function judgeResourcePolicy(
  node: ResourceNode,
  path: string,
  isBad: (statement: PolicyStatement) => Answer,
  expected: string,
  words: Words,
  related: readonly ResourceNode[] = [],
): readonly CheckResult[] {
  if (node.mode === "data") return [];
  const policy = node.policy(path);
  if (policy.kind === "absent") return [];
  if (policy.kind === "unknown") {
    return [verdict("unknown", { path, expected, actual: null, reason: policy.cause }, words, { related })];
  }
  const judged = policy.statements.map((statement) => ({ statement, bad: isBad(statement) }));
  const bad = some(judged.map((item) => item.bad));
  const first = judged.find((item) => item.bad === bad);
  return [
    verdict(
      not(bad),
      {
        path,
        expected,
        actual: bad === "no" || !first ? null : describe(first.statement),
        reason: "the part of the document that decides is only known after apply",
      },
      words,
      { related },
    ),
  ];
}

function describe({ sid, principals, notPrincipals, actions, conditions }: PolicyStatement): CheckResult["actual"] {
  const named = notPrincipals.length > 0 ? { notPrincipal: notPrincipals } : { principal: principals };
  return {
    ...(sid === undefined ? {} : { sid }),
    ...Object.fromEntries(
      Object.entries(named).map(([key, list]) => [
        key,
        list.map(({ type, values }) => ({ type, values: values.map(toJson) })),
      ]),
    ),
    action: actions.map(toJson),
    condition: conditions.map(({ operator, key, values }) => ({ operator, key, values: values.map(toJson) })),
  };
}
