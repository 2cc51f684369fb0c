/** Whether a value has the form of a record. A log may have been written by anybody; readers rely on nothing else. */
import { severities, statuses } from "../model";
import { type EvidenceRecord, evidenceKinds, evidenceOutcomes } from "./record";

type Unknown = Readonly<Record<string, unknown>>;

export function isEvidenceRecord(value: unknown): value is EvidenceRecord {
  if (!isObject(value)) return false;
  const { schemaVersion, sequence, previous, time, kind, outcome, subject, tool, controls, exceptions, facts, hash } =
    value;
  return (
    schemaVersion === "1.0" &&
    Number.isSafeInteger(sequence) &&
    [previous, hash].every(isText) &&
    isMoment(time) &&
    isOneOf(evidenceKinds, kind) &&
    isOneOf(evidenceOutcomes, outcome) &&
    isSubject(subject) &&
    isObject(tool) &&
    isListOf(controls, isControl) &&
    (exceptions === null || isListOf(exceptions, isException)) &&
    isObject(facts)
  );
}

function isSubject(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { environment, emulator, stage, stack, inputs } = value;
  return (
    isTextOrNull(environment) &&
    typeof emulator === "boolean" &&
    isText(stage) &&
    isTextOrNull(stack) &&
    isListOf(inputs, isObject)
  );
}

function isControl(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { rule, check, severity, stack, counts } = value;
  return (
    isText(rule) &&
    isText(check) &&
    isOneOf(severities, severity) &&
    isTextOrNull(stack) &&
    isObject(counts) &&
    statuses.every((status) => typeof counts[status] === "number" && isListOf(value[status], isText))
  );
}

function isException(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { rule, resource, reason, owner, approvedBy, ticket, expires } = value;
  return [rule, resource, reason, owner, ticket, expires].every(isText) && isListOf(approvedBy, isText);
}

function isObject(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrNull(value: unknown): boolean {
  return value === null || isText(value);
}

function isListOf(value: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

function isOneOf(known: readonly string[], value: unknown): boolean {
  return isText(value) && known.includes(value);
}

function isMoment(value: unknown): boolean {
  return (
    isText(value) && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value))
  );
}
