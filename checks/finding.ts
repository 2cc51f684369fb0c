/** From a rule's result to a row of the report, without anything sensitive in it. */
import { sha256 } from "../common/hash";
import type { Json } from "../common/json";
import type { Datum, ResourceNode } from "./graph/graph";
import type { Finding } from "./model";
import { redactText, redactValue, sensitive } from "./reports/redact";
import type { CheckResult, Rule } from "./rule";
import { severityOf } from "./severity";

export function findingOf(rule: Rule, result: CheckResult, node: ResourceNode): Finding {
  const hidden = isSensitive(node, result.path);
  const secrets = hidden ? secretsAt(node, result.path) : [];
  const clean = (text: string) =>
    redactText(secrets.reduce((masked, secret) => masked.split(secret).join(sensitive), text));
  const { id, remediation } = rule.metadata;
  const path = node.pathAsWritten?.(result.path) ?? result.path;
  return {
    rule: id,
    check: result.check,
    status: result.status,
    severity: severityOf(rule, result),
    input: node.input,
    stack: node.stack,
    resource: node.address,
    type: node.reportedType ?? node.type,
    path,
    expected: redactValue("", result.expected),
    actual: hidden ? masked(result.actual) : redactValue(result.path, result.actual),
    message: clean(result.message),
    remediation,
    source: node.sourceAt?.(result.path) ?? node.source,
    ...(result.reason === undefined ? {} : { reason: clean(result.reason) }),
    related: [...new Set((result.related ?? []).map((one) => one.address))].sort(),
    fingerprint: fingerprintOf(id, result.check, node.stack, node.address, path),
  };
}

export function fingerprintOf(
  rule: string,
  check: string,
  stack: string | null,
  resource: string,
  path: string,
): string {
  return sha256(JSON.stringify([rule, check, stack, resource, path]));
}

/** "Nothing is stated" is no secret, and worth knowing. */
function masked(actual: Json): Json {
  return actual === null || typeof actual === "boolean" ? actual : sensitive;
}

function isSensitive(node: ResourceNode, path: string): boolean {
  return path !== "" && node.sensitive(path);
}

/** Texts that a message must not repeat. */
function secretsAt(node: ResourceNode, path: string): readonly string[] {
  const reading = node.get(path);
  return reading.kind === "known" ? textsIn(reading.value).filter((text) => text.length >= 4) : [];
}

function textsIn(datum: Datum): readonly string[] {
  if (typeof datum === "string") return [datum];
  if (typeof datum !== "object" || datum === null || "hole" in datum || "template" in datum) return [];
  return Object.values(datum).flatMap((item: Datum) => textsIn(item));
}
