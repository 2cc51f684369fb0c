/** What a statement of a resource policy lets in: whom it names, and whether a condition narrows it. */
import type { Datum, PolicyStatement } from "../../graph/graph";
import { filled, isHole, textOf } from "./datum";
import { type Answer, every, not, some, yesIf } from "./predicates";

type Condition = PolicyStatement["conditions"][number];

/** How the values of a condition key tie a request to somebody in particular. */
type Shape = "exact" | "arn" | "path" | "address" | "unique-id";

/**
 * Keys that say who or which network calls. Not among them, because a stranger can meet them: tags, user names,
 * principal types, `kms:ViaService`, `aws:SecureTransport`, `aws:ViaAWSService`, `sts:ExternalId`, private addresses.
 * Source: "AWS global condition context keys" and "Condition keys for AWS KMS" in the AWS documentation.
 */
const identifyingKeys: ReadonlyMap<string, Shape> = new Map([
  ["aws:principalaccount", "exact"],
  ["aws:principalarn", "arn"],
  ["aws:principalorgid", "exact"],
  ["aws:principalorgpaths", "path"],
  ["aws:principalservicename", "exact"],
  ["aws:principalservicenameslist", "exact"],
  ["aws:federatedprovider", "exact"],
  ["aws:sourceaccount", "exact"],
  ["aws:sourcearn", "arn"],
  ["aws:sourceip", "address"],
  ["aws:sourceorgid", "exact"],
  ["aws:sourceorgpaths", "path"],
  ["aws:sourceowner", "exact"],
  ["aws:sourcevpc", "exact"],
  ["aws:sourcevpcarn", "arn"],
  ["aws:sourcevpce", "exact"],
  ["aws:vpceaccount", "exact"],
  ["aws:vpceorgid", "exact"],
  ["aws:vpceorgpaths", "path"],
  ["aws:userid", "unique-id"],
  ["kms:calleraccount", "exact"],
  ["s3:dataaccesspointaccount", "exact"],
  ["s3:dataaccesspointarn", "arn"],
  ["sns:endpoint", "arn"],
]);

/**
 * Whether the statement grants something to everybody: an Allow for a wildcard principal (or for all but some, by
 * `NotPrincipal`) that no condition narrows.
 */
export function isOpenToAll(statement: PolicyStatement): Answer {
  return every([allows(statement), namesEverybody(statement), not(isNarrowed(statement))]);
}

export function allows(statement: PolicyStatement): Answer {
  return isHole(statement.effect) ? "unknown" : yesIf(statement.effect === "Allow");
}

export function denies(statement: PolicyStatement): Answer {
  return isHole(statement.effect) ? "unknown" : yesIf(statement.effect === "Deny");
}

/** A principal of `*`, of whatever kind, or `NotPrincipal`. */
export function namesEverybody(statement: PolicyStatement): Answer {
  if (statement.notPrincipals.length > 0) return "yes";
  return some(statement.principals.flatMap((principal) => principal.values.map(isWildcardPrincipal)));
}

function isWildcardPrincipal(value: Datum): Answer {
  const text = textOf(value);
  if (!text) return "unknown";
  if (text.kind === "text") return yesIf(text.text.trim() === "*" || /^arn:[^:]*:iam::\*:/.test(text.text));
  // Text around a hole (an ARN with the account left open) rules out a bare wildcard, and AWS accepts none inside.
  return text.text === filled ? "unknown" : "no";
}

/** Conditions of a statement must all hold, so one that ties the request to somebody is enough. */
export function isNarrowed(statement: PolicyStatement): Answer {
  return some(statement.conditions.map(narrows));
}

function narrows(condition: Condition): Answer {
  // A condition that is there but cannot be seen.
  if (condition.key === "unknown") return "unknown";
  const shape = identifyingKeys.get(condition.key.toLowerCase());
  if (!shape) return "no";
  const operator = operatorOf(condition.operator);
  if (!operator) return "no";
  if ((shape === "address") !== (operator === "address")) return "no";
  if (condition.values.length === 0) return "no";
  // Values are alternatives: the widest decides.
  return every(condition.values.map((value) => isParticular(value, shape, operator)));
}

type Operator = "literal" | "pattern" | "address";

/**
 * Only operators that need the key and need it to match. `…IfExists`, `Null` and `ForAllValues:` hold without the
 * key; negated ones name who is kept out, not who is let in.
 */
function operatorOf(written: string): Operator | undefined {
  const operator = written.toLowerCase().replace(/^foranyvalue:/, "");
  if (operator === "stringequals" || operator === "stringequalsignorecase") return "literal";
  if (operator === "stringlike" || operator === "arnequals" || operator === "arnlike") return "pattern";
  return operator === "ipaddress" ? "address" : undefined;
}

function isParticular(value: Datum, shape: Shape, operator: Operator): Answer {
  const text = textOf(value);
  if (!text) return "unknown";
  if (text.text.trim() === "" && text.kind === "text") return "no";
  if (shape === "address") return text.kind === "hole" ? "unknown" : yesIf(isNarrowAddress(text.text));
  const particular = operator === "literal" || isFixed(text.text, shape);
  if (!particular) return "no";
  return text.kind === "hole" ? "unknown" : "yes";
}

/** A pattern whose wildcards leave the deciding part fixed. */
function isFixed(text: string, shape: Shape): boolean {
  switch (shape) {
    case "exact":
    case "address":
      return !hasWildcard(text);
    case "path":
      return !hasWildcard(text.split("/")[0] ?? "");
    case "unique-id":
      return !hasWildcard(text.split(":")[0] ?? "");
    case "arn":
      return isFixedArn(text);
  }
}

/**
 * An ARN pattern names somebody when its account is fixed; where ARNs have no account (S3), when the resource is. A
 * hole in the place of the whole ARN is one.
 */
function isFixedArn(text: string): boolean {
  if (!hasWildcard(text)) return true;
  const fields = text.split(":");
  if (fields.length < 6) return fields[0] === filled || (fields[0]?.startsWith(`${filled}/`) ?? false);
  const account = fields[4] ?? "";
  if (account !== "") return !hasWildcard(account);
  return !hasWildcard(fields.slice(5).join(":"));
}

function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}

/** Wider than a /8 (IPv4) or a /16 (IPv6), which is the size of a registry's block, is nobody in particular. */
function isNarrowAddress(cidr: string): boolean {
  const [address = "", prefix] = cidr.trim().split("/");
  const ipv6 = address.includes(":");
  if (prefix === undefined) return address !== "";
  const bits = Number(prefix);
  return Number.isInteger(bits) && bits >= (ipv6 ? 16 : 8);
}
