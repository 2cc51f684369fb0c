/** A plan that may leave the machine: what the rules judge is in it, what is sensitive is not. Pure. */
import { namesSecret } from "../../checks/reports/redact";
import { type Json, sortKeys } from "../../common/json";
import { Pseudonyms } from "./pseudonyms";
import { accountsIn, type Known, redactedText } from "./texts";

type Body = Readonly<Record<string, unknown>>;

export interface RedactedPlan {
  /** In the form of `terraform show -json`, with a member `redaction` that says what was done. */
  readonly document: Json;
  /** Values that were replaced as secrets; they are in no part of the document. */
  readonly secrets: readonly string[];
}

/** Members that are judged; what the plan has beside them (the values before, the state, drift) stays behind. */
const kept = [
  "format_version",
  "terraform_version",
  "applyable",
  "complete",
  "errored",
  "variables",
  "resource_changes",
  "output_changes",
  "configuration",
  "action_invocations",
];

export function redactPlan(plan: unknown): RedactedPlan {
  const reduced = reducedPlan(plan);
  const pseudonyms = new Pseudonyms();
  const accounts = new Set<string>();
  const configuration = objectOf(objectOf(reduced.configuration).root_module);
  const hiddenVariables = Object.entries(objectOf(configuration.variables)).flatMap(([name, body]) =>
    objectOf(body).sensitive === true ? [name] : [],
  );
  walk("", reduced, undefined, (name, text, marked) => {
    for (const id of accountsIn(name, text)) accounts.add(id);
    if (marked || (namesSecret(name) && isLiteral(text))) pseudonyms.secret(text);
    return text;
  });
  for (const name of hiddenVariables) {
    for (const body of [objectOf(reduced.variables)[name], objectOf(configuration.variables)[name]])
      walk("", body, true, (_, text, marked) => (marked ? pseudonyms.secret(text) : text));
  }
  const known: Known = { pseudonyms, accounts, secrets: pseudonyms.known };
  const isKnown = new Map(known.secrets);
  const cleared = walk("", reduced, undefined, (name, text, marked) => {
    if (marked) return markedText(text, known);
    if (namesSecret(name) && isLiteral(text)) return pseudonyms.secret(text);
    // A literal in the configuration carries no mark; it is the same text as in the change.
    if (name === "constant_value" || name === "default" || name === "value")
      return isKnown.get(text) ?? redactedText(text, known);
    return redactedText(text, known);
  });
  const { secrets: replaced, accounts: numbered, people } = pseudonyms.counts;
  const redaction = { schemaVersion: "1.0", tool: "digit-platform", secrets: replaced, accounts: numbered, people };
  return {
    document: sortKeys({ ...objectOf(cleared), redaction }),
    secrets: pseudonyms.known.filter(([secret, standIn]) => secret !== standIn).map(([secret]) => secret),
  };
}

function reducedPlan(plan: unknown): Body {
  const body = objectOf(plan);
  const changes = Array.isArray(body.resource_changes) ? body.resource_changes : undefined;
  const reduced = Object.fromEntries(kept.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
  const read = dataResources(objectOf(objectOf(objectOf(body.prior_state).values).root_module));
  return {
    ...reduced,
    ...(changes ? { resource_changes: changes.map(withoutBefore) } : { planned_values: body.planned_values }),
    ...(body.output_changes === undefined
      ? {}
      : {
          output_changes: Object.fromEntries(
            Object.entries(objectOf(body.output_changes)).map(([name, change]) => [name, afterOf(objectOf(change))]),
          ),
        }),
    ...(read ? { prior_state: { format_version: "1.0", values: { root_module: read } } } : {}),
  };
}

function withoutBefore(change: unknown): Body {
  const body = objectOf(change);
  return { ...body, change: afterOf(objectOf(body.change)) };
}

function afterOf({ before: _, before_sensitive: __, ...rest }: Body): Body {
  return { ...rest, before: null, before_sensitive: false };
}

/** Of a state's tree of modules only the data sources: what was read while planning is judged, what is there is not. */
function dataResources(module: Body): Body | undefined {
  const resources = (Array.isArray(module.resources) ? module.resources : []).filter(
    (resource) => objectOf(resource).mode === "data",
  );
  const children = (Array.isArray(module.child_modules) ? module.child_modules : []).flatMap((child) => {
    const found = dataResources(objectOf(child));
    return found ? [found] : [];
  });
  if (resources.length + children.length === 0) return undefined;
  return {
    ...(module.address === undefined ? {} : { address: module.address }),
    ...(resources.length > 0 ? { resources } : {}),
    ...(children.length > 0 ? { child_modules: children } : {}),
  };
}

type Visit = (name: string, text: string, marked: boolean) => string;

/** Members whose tree of marks stands in another one beside them. */
const markedBy: Readonly<Record<string, string>> = { after: "after_sensitive", values: "sensitive_values" };

/** A copy with each text as `visit` gives it; keys are texts too. */
function walk(name: string, value: unknown, marks: unknown, visit: Visit): unknown {
  if (typeof value === "string") return visit(name, value, marks === true);
  if (typeof value === "number") return marks === true ? Number(visit(name, String(value), true)) : value;
  if (Array.isArray(value)) return value.map((item, index) => walk(name, item, memberOf(marks, index), visit));
  if (value === null || typeof value !== "object") return value;
  const body = value as Body;
  const named = typeof body.name === "string" && "value" in body ? body.name : undefined;
  return Object.fromEntries(
    Object.entries(body).map(([key, item]) => {
      const beside = markedBy[key];
      const own = beside !== undefined && marks === undefined && beside in body ? body[beside] : undefined;
      const whole = key !== "expression" && holders.has(key) && namesSecret(name) && isBranch(item);
      const hidden = whole || (key === "value" && body.sensitive === true);
      const inner = hidden ? true : (own ?? memberOf(marks, key));
      const under = key === "value" && named !== undefined ? named : contextOf(name, key);
      return [visit("", key, false), walk(under, item, inner, visit)];
    }),
  );
}

/** Members that hold the value of what is named one level above: a variable, an output, an argument. */
const holders = new Set(["value", "default", "after", "expression", "constant_value"]);

function contextOf(name: string, key: string): string {
  return holders.has(key) && namesSecret(name) ? name : key;
}

/** A marked text: of a document the words that rules read stay, the rest goes. */
function markedText(text: string, { pseudonyms }: Known): string {
  const document = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  if (document === undefined) return pseudonyms.secret(text);
  return JSON.stringify(
    walk("", document, undefined, (_, leaf) => (vocabulary.test(leaf) ? leaf : pseudonyms.secret(leaf))),
  );
}

/** Words of policies and of container definitions, and names of actions. */
const vocabulary =
  /^(?:\*|2012-10-17|2008-10-17|Allow|Deny|Id|Sid|Version|Statement|Effect|(?:Not)?(?:Principal|Action|Resource)|Condition|AWS|Service|Federated|CanonicalUser|name|value|environment|image|essential|Bool|Null|IpAddress|(?:ForAllValues:|ForAnyValue:)?(?:String|Arn|Numeric|Date|Not)[A-Za-z]+|aws:[A-Za-z]+|[a-z0-9-]+:[A-Za-z*?]+|[a-z0-9-]+\.amazonaws\.com)$/;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of an object under the name of a secret every part is one. */
const isBranch = (value: unknown): boolean => typeof value === "object" && value !== null;

/** Text that is a value itself, and no name of a key, reference or place where one is kept. */
function isLiteral(text: string): boolean {
  return text.length > 0 && !/^(?:\$\{[^}]*\}$|arn:|\(.*\)$)/.test(text);
}

function memberOf(tree: unknown, step: string | number): unknown {
  if (tree === true) return true;
  if (Array.isArray(tree)) return typeof step === "number" ? tree[step] : undefined;
  return typeof tree === "object" && tree !== null && Object.hasOwn(tree, step) ? (tree as Body)[step] : undefined;
}

function objectOf(value: unknown): Body {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {};
}
