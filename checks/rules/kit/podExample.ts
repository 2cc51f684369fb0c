/** Manifests of rules' examples. */
import type { RuleExample } from "../../rule";

type Fails = RuleExample["fails"];

/** An example of Kubernetes objects: `fails` as `[check, address]`. */
export function manifestExample(
  name: string,
  manifests: string,
  fails: readonly (readonly [check: string, resource: string])[] = [],
  unknowns: readonly (readonly [check: string, resource: string])[] = [],
): RuleExample {
  const rows = (pairs: readonly (readonly [string, string])[]): Fails =>
    pairs.map(([check, resource]) => ({ check, resource }));
  return { name, manifests, fails: rows(fails), ...(unknowns.length > 0 ? { unknowns: rows(unknowns) } : {}) };
}

/** A pod with the spec that is given, written as its lines from the left margin on. */
export function pod(name: string, spec: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: registry
spec:
${indented(spec, 2)}`;
}

/** A Deployment whose pods have the spec that is given. */
export function deployment(name: string, spec: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: registry
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
${indented(spec, 6)}`;
}

/** A CronJob whose pods have the spec that is given. */
export function cronJob(name: string, spec: string): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
  namespace: registry
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
${indented(spec, 10)}`;
}

function indented(text: string, width: number): string {
  const margin = " ".repeat(width);
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => `${margin}${line}\n`)
    .join("");
}

/** Several documents in one text. */
export function documents(...texts: readonly string[]): string {
  return texts.join("---\n");
}
