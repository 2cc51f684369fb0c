/** What of a Kubernetes object must never be shown: payloads of Secrets, and credentials written out elsewhere. */
import { credentialIn, isSecretName } from "../rules/kit/credentials";
import { isRecord } from "./cursor";
import type { PathStep } from "./path";

/** Members of a Secret that hold its payload; tools keep copies of the whole object in annotations. */
const payloads: ReadonlySet<PathStep> = new Set(["data", "stringData"]);

/**
 * Of a place inside a payload or an environment, and of these as a whole. A container that has a secret somewhere in
 * its environment is not sensitive itself: the report masks values by name and shape wherever they stand.
 */
export function isSecretOfObject(
  kind: string,
  steps: readonly PathStep[],
  valueAt: (steps: readonly PathStep[]) => unknown,
): boolean {
  const [first, second] = steps;
  if (kind === "Secret" && first !== undefined) {
    return payloads.has(first) || (first === "metadata" && (second === undefined || second === "annotations"));
  }
  if (kind === "ConfigMap" && first === "data") return holdsSecret(valueAt(steps), steps.at(-1));
  const position = steps.lastIndexOf("env");
  if (position < 0) return false;
  const entry = steps[position + 1];
  const list = valueAt(steps.slice(0, position + 1));
  const entries: readonly unknown[] = Array.isArray(list) ? list : [list];
  const asked = typeof entry === "number" ? entries.slice(entry, entry + 1) : entries;
  const isName = steps[position + 2] === "name";
  return !isName && asked.some(isSecretEntry);
}

function isSecretEntry(entry: unknown): boolean {
  if (!isRecord(entry) || typeof entry.value !== "string" || entry.value === "") return false;
  return (typeof entry.name === "string" && isSecretName(entry.name)) || credentialIn(entry.value) !== undefined;
}

function holdsSecret(value: unknown, name: PathStep | undefined): boolean {
  if (typeof value === "string") return isSecretName(String(name ?? "")) || credentialIn(value) !== undefined;
  return isRecord(value) && Object.entries(value).some(([key, item]) => holdsSecret(item, key));
}
