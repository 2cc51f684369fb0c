import type { PolicyStatement } from "../../constructs/aws/policy";
import {
  dataDeletions,
  type Grant,
  grantsOf,
  type Recording,
  type ReviewedStatement,
  recording,
  reviewedStatements,
  tiedByTag,
  withoutCovered,
} from "./grants";

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

type Condition = NonNullable<PolicyStatement["Condition"]>;

/** IAM counts a managed policy's characters without white space. */
export const longestPolicy = 6144;

const deploying = ["create", "read", "update", "destroy"];

/** Services of the whole account, whose calls go to one region of their own. */
const global = new Set(["budgets", "iam", "route53"]);

/** What `deploy` needs for one stack; nothing of it deletes stored data. */
export function deployStatements(
  stack: string,
  calls: Recording = recording,
  further: readonly ReviewedStatement[] = reviewedStatements,
): readonly PolicyStatement[] {
  const grants = grantsOf(calls, stack, deploying).filter(({ action }) => !dataDeletions.has(action));
  const reviewed = further
    .filter(({ stacks }) => stacks.includes(stack) || stacks.includes("*"))
    .map(({ sid, actions, resources, condition }) => ({
      Sid: sid,
      Effect: "Allow" as const,
      Action: actions,
      Resource: resources.map((resource) => resource.replace("{stack}", stack)),
      ...(condition ? { Condition: condition } : {}),
    }));
  return [...statementsOf(grants), ...reviewed];
}

/** What `destroy` needs beside it: the deletions of stored data. Attached for the time of a destruction only. */
export function destroyStatements(stack: string, calls: Recording = recording): readonly PolicyStatement[] {
  return statementsOf(grantsOf(calls, stack, deploying).filter(({ action }) => dataDeletions.has(action)));
}

/** What `plan`, `drift` and `verify` need for all stacks: they read. */
export function readStatements(calls: Recording = recording): readonly PolicyStatement[] {
  const grants = new Map<string, Grant>();
  for (const stack of Object.keys(calls)) {
    for (const grant of grantsOf(calls, stack, ["read"])) {
      const known = grants.get(grant.action);
      grants.set(grant.action, {
        action: grant.action,
        resources: [...new Set([...(known?.resources ?? []), ...grant.resources])].sort(),
        regions: [...new Set([...(known?.regions ?? []), ...grant.regions])].sort(),
      });
    }
  }
  return statementsOf([...grants.values()].sort((a, b) => (a.action < b.action ? -1 : 1)));
}

/**
 * One statement for each service, one for what IAM ties to no resource, one for what is tied by tag. Resources of one
 * service stand together: an action meets only resources of the kinds that it knows.
 */
function statementsOf(grants: readonly Grant[]): readonly PolicyStatement[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = groupOf(grant);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, members]) => statementOf(key, members));
}

function groupOf({ action, resources }: Grant): string {
  const service = action.split(":")[0] ?? "";
  if (resources.includes("*")) return global.has(service) ? "AccountWide" : "RegionWide";
  const words = service.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}${tiedByTag.has(action) ? "Tagged" : ""}`;
}

function statementOf(key: string, grants: readonly Grant[]): PolicyStatement {
  const regions = [...new Set(grants.flatMap((grant) => grant.regions))].sort();
  const condition = conditionOf(key, regions);
  return {
    Sid: key,
    Effect: "Allow",
    Action: grants.map(({ action }) => action),
    Resource: withoutCovered(grants.flatMap(({ resources }) => resources)),
    ...(condition ? { Condition: condition } : {}),
  };
}

function conditionOf(key: string, regions: readonly string[]): PolicyStatement["Condition"] {
  if (key === "RegionWide") return { StringEquals: { "aws:RequestedRegion": regions } };
  if (key.endsWith("Tagged")) return { StringEquals: { "aws:ResourceTag/environment": "{name}" } };
  return undefined;
}

/** What the reader needs of the states: to read them, and to hold their lock while it plans. */
export const stateReading: readonly PolicyStatement[] = reviewedStatements
  .filter(({ sid }) => ["StateOfAllStacks", "OwnLock", "KeyOfStates"].includes(sid))
  .map(({ sid, actions, resources, condition }) => ({
    Sid: sid,
    Effect: "Allow",
    Action: sid === "OwnLock" ? [...actions, "s3:PutObject"] : actions,
    Resource: resources.map((resource) => resource.replace("{stack}", "*")),
    ...(condition ? { Condition: condition } : {}),
  }));

/** Statements of several stacks as those of one role: alike ones become one, with all their actions and resources. */
export function merged(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const groups = new Map<string, PolicyStatement[]>();
  for (const statement of statements) {
    const key = JSON.stringify([statement.Sid, Object.keys(statement.Condition ?? {})]);
    groups.set(key, [...(groups.get(key) ?? []), statement]);
  }
  const union = (lists: readonly (string | readonly string[])[]) => [...new Set(lists.flat())].sort();
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const conditions = members.flatMap((member) => (member.Condition ? [member.Condition] : []));
    return [
      {
        ...first,
        Action: union(members.flatMap(({ Action }) => Action)),
        Resource: withoutCovered(members.flatMap(({ Resource }) => Resource)),
        ...(conditions.length > 0 ? { Condition: joined(conditions) } : {}),
      },
    ];
  });
}

/** Each key with all values of the parts, which say the same of one key. */
function joined(conditions: readonly Condition[]): Condition {
  const result: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of conditions.flatMap((condition) => Object.entries(condition))) {
    for (const [key, values] of Object.entries(keys)) {
      const known = result[operator] ?? {};
      result[operator] = { ...known, [key]: [...new Set([...(known[key] ?? []), values].flat())].sort() };
    }
  }
  return result;
}

/** What stands for values of an environment, and those values. */
export interface Scope {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly recoveryRegion: string;
}

/** Statements with the values of one environment. */
export function forEnvironment(statements: readonly PolicyStatement[], scope: Scope): readonly PolicyStatement[] {
  const text = JSON.stringify(statements)
    .replaceAll("{name}", scope.name)
    .replaceAll("{account}", scope.account)
    .replaceAll("{region}", scope.region)
    .replaceAll("{recoveryRegion}", scope.recoveryRegion);
  return JSON.parse(text) as readonly PolicyStatement[];
}

/** Size as IAM counts it. */
export function sizeOf(statements: readonly PolicyStatement[]): number {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
}

/**
 * As few documents as the limit allows. A statement that alone is too large is divided by its actions.
 * @throws Error when one action's resources alone are too large
 */
export function split(statements: readonly PolicyStatement[], limit = longestPolicy): readonly PolicyDocument[] {
  const pieces = statements.flatMap((statement) => divided(statement, limit));
  const documents: PolicyStatement[][] = [];
  // The largest first, each into the first document that has room: fewer documents than in the order of services.
  for (const piece of [...pieces].sort((a, b) => sizeOf([b]) - sizeOf([a]))) {
    const room = documents.find((document) => sizeOf([...document, piece]) <= limit);
    if (room) room.push(piece);
    else documents.push([piece]);
  }
  return documents.map((Statement) => ({
    Version: "2012-10-17",
    Statement: Statement.sort((a, b) => (a.Sid < b.Sid ? -1 : 1)),
  }));
}

function divided(statement: PolicyStatement, limit: number): readonly PolicyStatement[] {
  if (sizeOf([statement]) <= limit) return [statement];
  const actions = [statement.Action].flat();
  if (actions.length < 2) throw new Error(`statement ${statement.Sid} does not fit into a policy`);
  const middle = Math.ceil(actions.length / 2);
  return [actions.slice(0, middle), actions.slice(middle)].flatMap((Action, index) =>
    divided({ ...statement, Sid: `${statement.Sid}${index + 1}`, Action }, limit),
  );
}
