/** What the token opens that a workload has: rights that whoever breaks into it gets along with it. */
import type { ResourceGraph, ResourceNode } from "../../graph/graph";
import { joinPath } from "../../graph/path";
import type { CheckMetadata, CheckResult } from "../../rule";
import { verdict } from "../kit/judge";
import type { PodView } from "../kit/kubernetes";
import { type Answer, not, some } from "../kit/predicates";
import { boundRole, isEverything, permits, type RoleRule } from "../kit/rbac";
import { anyRule } from "../kit/rbacJudge";
import { type Account, bindingsOf } from "../kit/serviceAccount";

interface Question extends CheckMetadata {
  readonly does: string;
  ask(rule: RoleRule): Answer;
}

const podWrites = { groups: [""], resources: ["pods"], verbs: ["create", "update", "patch"] };
const secretReads = { groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] };

const questions: readonly Question[] = [
  {
    id: "K8S-14.administrative-token",
    title: "No workload has the token of an account that may do everything",
    severity: "high",
    equivalents: { kubescape: ["C-0272"] },
    does: "do everything",
    ask: (rule) => some([isEverything(rule), isEverything(rule, "")]),
  },
  {
    id: "K8S-14.takeover-token",
    title: "No workload has the token of an account that may change pods or read Secrets",
    severity: "medium",
    equivalents: { kubescape: ["C-0267"] },
    does: "change pods or read Secrets, and so take over others",
    ask: (rule) => some([permits(rule, podWrites), permits(rule, secretReads)]),
  },
];

export const tokenRightChecks: readonly CheckMetadata[] = [
  {
    id: "K8S-14.bound-token",
    title: "A workload that gets a token has an account without roles",
    severity: "low",
    equivalents: { kubescape: ["C-0261"] },
  },
  ...questions.map(({ id, title, severity, equivalents }) => ({ id, title, severity, equivalents })),
];

/** `getsToken` no: there is nothing to open. */
export function judgeTokenRights(
  { spec }: PodView,
  account: Account,
  getsToken: Answer,
  graph: ResourceGraph,
): readonly CheckResult[] {
  if (getsToken !== "yes" || account.name === undefined) return [];
  const bindings = bindingsOf(graph, account.name, account.namespace);
  if (!bindings) return [];
  const path = joinPath(spec.path, "serviceAccountName");
  const facts = { path, expected: "an account with the rights that are needed", actual: account.name };
  const bound = verdict(
    bindings.length === 0 ? "yes" : "no",
    facts,
    {
      check: "K8S-14.bound-token",
      fails: `The pod has a token with the roles of ${account.name}; make sure that it needs each of them`,
      passes: "No role is bound to the pod's account",
    },
    { related: bindings },
  );
  return [bound, ...questions.map((question) => judgeRight(question, bindings, facts, graph))];
}

function judgeRight(
  { id, does, ask }: Question,
  bindings: readonly ResourceNode[],
  facts: { readonly path: string; readonly expected: string; readonly actual: string },
  graph: ResourceGraph,
): CheckResult {
  const roles = bindings.flatMap((binding) => {
    const found = boundRole(binding, graph);
    if (found.kind !== "found") return [];
    const { answer, cause } = anyRule({ rules: found.rules, unknown: found.open }, ask);
    return [{ binding, role: found.role, answer, cause }];
  });
  const shown = roles.find(({ answer }) => answer === "yes") ?? roles.find(({ answer }) => answer === "unknown");
  return verdict(
    not(shown?.answer ?? "no"),
    { ...facts, reason: shown?.cause },
    {
      check: id,
      fails: `With the pod's token one may ${does}`,
      passes: "The pod's token does not give this",
    },
    shown ? { related: [shown.binding, shown.role] } : {},
  );
}
