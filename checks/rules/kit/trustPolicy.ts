/** Whom a role's trust document lets in. */
import type { Datum, PolicyStatement, ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { textOf, toJson } from "./datum";
import { verdict, type Words } from "./judge";
import { allows } from "./policy";
import { type Answer, every, not, some } from "./predicates";

const documentSource = "aws_iam_policy_document";

/** Roles, and documents that are written for them. */
export const trustTypes: readonly string[] = ["aws_iam_role", documentSource];

/** One result: whether any Allow of the trust is bad. No row where nothing of the trust is in scope. */
export function judgeTrust(
  node: ResourceNode,
  isBad: (statement: PolicyStatement) => Answer,
  expected: string,
  words: Words,
  inScope: (statement: PolicyStatement) => boolean = () => true,
): readonly CheckResult[] {
  const isDocument = node.type === documentSource;
  if (node.mode === "data" && !isDocument) return [];
  const trust = node.policy(isDocument ? "json" : "assume_role_policy");
  const trustPath = isDocument ? "statement" : "assume_role_policy";
  if (trust.kind === "absent") return [];
  // What cannot be read may be the policy of anything.
  if (trust.kind === "unknown" && isDocument) return [];
  if (trust.kind === "unknown") {
    return [verdict("unknown", { path: trustPath, expected, actual: null, reason: trust.cause }, words)];
  }
  const statements = trust.statements.filter(inScope);
  if (statements.length === 0) return [];
  const judged = statements.map((statement) => ({ statement, bad: every([allows(statement), isBad(statement)]) }));
  const bad = some(judged.map((item) => item.bad));
  const first = judged.find((item) => item.bad === bad);
  return [
    verdict(
      not(bad),
      {
        path: trustPath,
        expected,
        actual: bad === "no" || !first ? null : describe(first.statement),
        reason: "the part of the trust that decides is only known after apply",
      },
      words,
    ),
  ];
}

function describe(statement: PolicyStatement): CheckResult["actual"] {
  return {
    principal: statement.principals.map(({ type, values }) => ({ type, values: values.map(toJson) })),
    condition: statement.conditions.map(({ operator, key, values }) => ({ operator, key, values: values.map(toJson) })),
  };
}

/** Principals of a kind (`AWS`, `Federated`, `Service`). */
export function principalsOf(statement: PolicyStatement, type: string): readonly Datum[] {
  return statement.principals.filter((principal) => principal.type === type).flatMap((principal) => principal.values);
}

/** An OpenID Connect provider: named by ARN, by issuer, or by a resource that is one. */
export function isOidc(value: Datum): boolean {
  const text = textOf(value)?.text ?? "";
  if (text.includes(":oidc-provider/") || /^(accounts\.google\.com|cognito-identity\.amazonaws\.com)$/.test(text))
    return true;
  return sourcesOf(value).some((source) => source.type === "aws_iam_openid_connect_provider");
}

function sourcesOf(value: Datum): readonly ResourceNode[] {
  if (typeof value !== "object" || value === null) return [];
  if ("hole" in value && value.hole === true && Array.isArray(value.sources))
    return value.sources as readonly ResourceNode[];
  if ("template" in value && Array.isArray(value.parts)) return (value.parts as readonly Datum[]).flatMap(sourcesOf);
  return [];
}

type Condition = PolicyStatement["conditions"][number];

/** Conditions on a claim (`sub`, `aud`) that must hold. */
export function claimConditions(statement: PolicyStatement, claim: string): readonly Condition[] {
  return statement.conditions.filter(
    (condition) => condition.key.toLowerCase().endsWith(`:${claim}`) && isPositive(condition.operator),
  );
}

function isPositive(operator: string): boolean {
  return /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike)$/i.test(operator);
}

/** Whether each of the condition's alternatives is acceptable. */
export function allValues(condition: Condition, isFine: (text: string, exact: boolean) => boolean): Answer {
  const exact = !/like/i.test(condition.operator);
  return every(
    condition.values.map((value) => {
      const text = textOf(value);
      if (!text) return "unknown";
      if (!isFine(text.text, exact)) return "no";
      return text.kind === "hole" ? "unknown" : "yes";
    }),
  );
}
