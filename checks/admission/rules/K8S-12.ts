import type { AdmissionCheck, AdmissionRule } from "../model";
import { valueOr } from "../text";

const stated = (root: string, path: string) =>
  `!string(${valueOr(root, path, '"0"')}).matches("^0*([.]0*)?[A-Za-z]*$")`;

/** A pod may state resources for all its containers together; ephemeral containers have none. */
const question = (kind: "requests" | "limits", resource: "cpu" | "memory"): AdmissionCheck => ({
  check: `K8S-12.${resource}-${kind}`,
  each: "container",
  expression: `${stated("container", `resources.${kind}.${resource}`)} || ${stated("variables.pod", `resources.${kind}.${resource}`)} || (has(variables.pod.ephemeralContainers) && variables.pod.ephemeralContainers.exists(other, other.name == container.name))`,
  // Limits of the namespace fill in pods when they are created, and templates never.
  podsOnly: true,
});

export const k8s12: AdmissionRule = {
  rule: "K8S-12",
  checks: () => [
    question("requests", "cpu"),
    question("limits", "cpu"),
    question("requests", "memory"),
    question("limits", "memory"),
  ],
};
