/** Rules on pods in CEL: one text that is asked before deploy and that a cluster asks at admission. */

/**
 * A condition that must hold. It may use `variables.pod` (the pod's spec), `variables.annotations` (of the pod),
 * `variables.containers`, `variables.volumes` and `variables.linux`, and what it is asked of: `container` or `volume`.
 *
 * The subset of CEL is the one that Kubernetes 1.30 and later and the evaluator of this product both have: `has`,
 * `all`, `exists`, `in`, `matches`, `startsWith`, `endsWith`, `contains`, `string`, comparisons and logic; no optional
 * types, no libraries of Kubernetes' own.
 */
export interface AdmissionCheck {
  /** Id of the check of which this is the other form. */
  readonly check: string;
  readonly each: "pod" | "container" | "volume";
  readonly expression: string;
  /** The question does not arise for Windows. */
  readonly linuxOnly?: boolean;
  /** Asked of pods as they are created and not of templates, because a default may yet fill in what is asked for. */
  readonly podsOnly?: boolean;
}

export interface AdmissionRule {
  /** Id of the rule of which this is the other form. */
  readonly rule: string;
  /** Checks that hang on other objects than the one of the request, or on what the API server changes before it asks. */
  readonly elsewhere?: readonly string[];
  /** With the values of the rule's parameters. */
  checks(parameter: (name: string) => unknown): readonly AdmissionCheck[];
}
