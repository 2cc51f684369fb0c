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

export function indented(text: string, width: number): string {
  const margin = " ".repeat(width);
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => `${margin}${line}\n`)
    .join("");
}

const image = "registry.example.org/permits:2.4.1";

/** One container named `web` under `containers`, with further lines of its own. */
export function container(lines = "", list = "containers", name = "web"): string {
  const more = lines.trim() === "" ? "" : `\n${indented(lines, 4).trimEnd()}`;
  return `${list}:\n  - name: ${name}\n    image: ${image}${more}\n`;
}

/** A container whose securityContext has the lines that are given. */
export function secured(lines: string, list = "containers", name = "web"): string {
  return container(`securityContext:\n${indented(lines, 2)}`, list, name);
}

/** The address of a Deployment made here. */
export function deploymentAddress(name: string): string {
  return `Deployment/registry/${name}`;
}

/** An example of one Deployment called `permits`, and the checks that fail on it. */
export function deploymentExample(
  name: string,
  spec: string,
  fails: readonly string[] = [],
  unknowns: readonly string[] = [],
): RuleExample {
  const rows = (checks: readonly string[]) => checks.map((check) => [check, deploymentAddress("permits")] as const);
  return manifestExample(name, deployment("permits", spec), rows(fails), rows(unknowns));
}

/** Several documents in one text. */
export function documents(...texts: readonly string[]): string {
  return texts.join("---\n");
}
