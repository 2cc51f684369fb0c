/** What identity policies (those of roles, users and groups) allow. */
import type { Datum, PolicyReading, PolicyStatement, ResourceNode } from "../../graph/graph";
import type { CheckResult } from "../../rule";
import { isHole, isTemplate, textOf, toJson } from "./datum";
import { verdict, type Words } from "./judge";
import { allows } from "./policy";
import { type Answer, every, not, some, yesIf } from "./predicates";

/** Resources that hold identity policies, with the path of the document. */
const documentPaths: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
  aws_ssoadmin_permission_set_inline_policy: "inline_policy",
};

const documentSource = "aws_iam_policy_document";

export const identityPolicyTypes: readonly string[] = [...Object.keys(documentPaths), "aws_iam_role", documentSource];

interface Document {
  readonly path: string;
  readonly policy: PolicyReading;
}

/** Documents of the resource; a role may hold some of its own. */
function documentsOf(node: ResourceNode): readonly Document[] {
  if (node.type === documentSource) return writtenDocument(node);
  if (node.mode === "data") return [];
  const path = documentPaths[node.type];
  if (path !== undefined) return [{ path, policy: node.policy(path) }];
  const { items, unknown } = node.blocks("inline_policy");
  const written = items.flatMap((block) => {
    const inside = `${block.path}.policy`;
    const policy = node.policy(inside);
    return policy.kind === "absent" ? [] : [{ path: inside, policy }];
  });
  if (unknown === undefined) return written;
  return [...written, { path: "inline_policy", policy: { kind: "unknown", cause: unknown } }];
}

/** A document that names principals is the policy of a resource, or a trust. */
function writtenDocument(node: ResourceNode): readonly Document[] {
  const policy = node.policy("json");
  const named =
    policy.kind === "policy" &&
    policy.statements.some(({ principals, notPrincipals }) => principals.length + notPrincipals.length > 0);
  return named ? [] : [{ path: "statement", policy }];
}

/** Judges each statement of all documents by one question: whether it is a bad one. */
export function judgeStatements(
  node: ResourceNode,
  isBad: (statement: PolicyStatement) => Answer,
  expected: string,
  words: Words,
): readonly CheckResult[] {
  return judgeDocuments(
    node,
    (statements) => {
      const answers = statements.map((statement) => ({ statement, bad: isBad(statement) }));
      const first = answers.find(({ bad }) => bad === "yes") ?? answers.find(({ bad }) => bad === "unknown");
      return { bad: some(answers.map(({ bad }) => bad)), actual: first ? describe(first.statement) : null };
    },
    expected,
    words,
  );
}

export interface DocumentVerdict {
  readonly bad: Answer;
  readonly actual: CheckResult["actual"];
}

/** Judges whole documents, for conditions that several statements fulfil together. */
export function judgeDocuments(
  node: ResourceNode,
  ask: (statements: readonly PolicyStatement[]) => DocumentVerdict,
  expected: string,
  words: Words,
): readonly CheckResult[] {
  const documents = documentsOf(node);
  if (documents.length === 0) return [];
  const judged = documents.map(({ path, policy }) => {
    if (policy.kind === "unknown") return { path, bad: "unknown" as const, actual: null, reason: policy.cause };
    if (policy.kind === "absent") return { path, bad: "no" as const, actual: null, reason: undefined };
    return {
      path,
      ...ask(policy.statements),
      reason: "the part of the document that decides is only known after apply",
    };
  });
  const bad = some(judged.map((item) => item.bad));
  const first = judged.find((item) => item.bad === bad) ?? judged[0];
  if (!first) return [];
  const { path, actual, reason } = first;
  return [verdict(not(bad), { path, expected, actual: bad === "no" ? null : actual, reason }, words)];
}

function describe(statement: PolicyStatement): CheckResult["actual"] {
  return {
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    ...(statement.actions.length > 0 ? { action: statement.actions.map(toJson) } : {}),
    ...(statement.notActions.length > 0 ? { notAction: statement.notActions.map(toJson) } : {}),
    ...(statement.resources.length > 0 ? { resource: statement.resources.map(toJson) } : {}),
    ...(statement.notResources.length > 0 ? { notResource: statement.notResources.map(toJson) } : {}),
  };
}

/** Whether the statement reaches every resource of a kind: `*`, an ARN whose account and name are wildcards, `NotResource`. */
export function reachesEverything(statement: PolicyStatement): Answer {
  if (statement.notResources.length > 0) return "yes";
  return some(statement.resources.map(isUnbounded));
}

/** Whether the statement reaches resources of the service: `*`, an ARN of the service, `NotResource`. */
export function reachesService(statement: PolicyStatement, service: string): Answer {
  if (statement.notResources.length > 0) return "yes";
  return some(statement.resources.map((value) => isOfService(value, service)));
}

function isOfService(value: Datum, service: string): Answer {
  const [first] = isTemplate(value) ? value.parts : [value];
  // An ARN that a resource of the module will have is one of its own service.
  if (isHole(first)) {
    const services = first.sources.map(({ type }) => type.split("_")[1]);
    return services.length > 0 && !services.includes(service) ? "no" : "unknown";
  }
  const text = textOf(value);
  if (!text) return "unknown";
  const [scheme, , stated = ""] = text.text.split(":");
  return scheme === "arn" ? yesIf(stated === service || stated.includes("*")) : yesIf(text.text.startsWith("*"));
}

function isUnbounded(value: Datum): Answer {
  const text = textOf(value);
  if (!text) return "unknown";
  const unbounded = isUnboundedText(text.text);
  // A hole with any known text beside it (`${…}/*`) is a part of a name.
  if (text.kind === "hole") return unbounded || text.text.length === 1 ? "unknown" : "no";
  return unbounded ? "yes" : "no";
}

function isUnboundedText(text: string): boolean {
  if (/^\*+$/.test(text)) return true;
  const fields = text.split(":");
  if (fields[0] !== "arn") return false;
  if (fields.length < 6) return fields.at(-1)?.includes("*") ?? false;
  const account = fields[4] ?? "";
  return (account === "" || account.includes("*")) && /^[*/:?]+$/.test(fields.slice(5).join(":"));
}

/** Whether the statement allows the action, whatever it is written as (`s3:Get*`, `*`, `NotAction`). */
export function allowsAction(statement: PolicyStatement, action: string): Answer {
  return grantsOf(statement)(action);
}

/** As `allowsAction`, for whoever asks for many actions: patterns are read once. */
export function grantsOf(statement: PolicyStatement): (action: string) => Answer {
  const effect = allows(statement);
  if (effect === "no") return () => "no";
  const negative = statement.notActions.length > 0;
  const patterns = (negative ? statement.notActions : statement.actions).map(matcherOf);
  return (action) => {
    const listed = some(patterns.map((matches) => matches(action)));
    return every([effect, negative ? not(listed) : listed]);
  };
}

export function matchesAction(pattern: Datum, action: string): Answer {
  return matcherOf(pattern)(action);
}

function matcherOf(pattern: Datum): (action: string) => Answer {
  const text = textOf(pattern);
  if (text?.kind !== "text") return () => "unknown";
  const written = text.text.toLowerCase();
  if (!/[*?]/.test(written)) return (action) => (action.toLowerCase() === written ? "yes" : "no");
  const escaped = written
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${escaped}$`, "i");
  return (action) => (expression.test(action) ? "yes" : "no");
}

/** Actions as text; holes are left out, and reported by the answer of whoever needs them. */
export function actionTexts(statement: PolicyStatement): {
  readonly texts: readonly string[];
  readonly open: boolean;
} {
  const texts = statement.actions.map(textOf);
  return {
    texts: texts.flatMap((text) => (text?.kind === "text" ? [text.text] : [])),
    open: texts.some((text) => text === undefined || text.kind === "hole") || statement.actions.some(isHole),
  };
}

type Condition = PolicyStatement["conditions"][number];

/** Keys that tie a statement to some resources although it names `*`. */
const resourceKeys =
  /^(aws:resourcetag|aws:requesttag|[a-z0-9-]+:resourcetag)\/|^(kms:resourcealiases|iam:awsservicename|ec2:createaction)$/;

/** Whether a condition limits the statement to resources with certain tags, aliases or the like. */
export function isTiedToResources(statement: PolicyStatement, further: readonly string[] = []): Answer {
  return some(statement.conditions.map((condition) => ties(condition, further)));
}

function ties(condition: Condition, further: readonly string[]): Answer {
  const key = condition.key.toLowerCase();
  if (!resourceKeys.test(key) && !further.includes(key)) return "no";
  const operator = condition.operator.toLowerCase().replace(/^for(any|all)values?:/, "");
  const values = condition.values.map(textOf);
  if (operator === "null") return values.every((value) => value?.text === "false") ? "yes" : "no";
  if (!/^(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike)$/.test(operator)) return "no";
  return values.length > 0 && values.every((value) => value !== undefined && !/^\*+$/.test(value.text)) ? "yes" : "no";
}
