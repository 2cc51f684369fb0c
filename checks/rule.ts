/** What a rule is: metadata as plain data, and one pure function from a resource to results. */
import type { Json } from "../common/json";
import type { ResourceGraph, ResourceNode } from "./graph/graph";
import type { InputKind, Severity } from "./model";

export const ruleGroups = [
  "encryption-at-rest",
  "encryption-in-transit",
  "network-isolation",
  "audit-and-retention",
  "backup-and-recovery",
  "identity",
  "secrets",
  "workload-hardening",
  "edge",
  "data-protection",
  "control-plane",
  "cross-boundary",
  "versions",
  "exceptions",
] as const;
export type RuleGroup = (typeof ruleGroups)[number];

export interface Equivalents {
  readonly checkov?: readonly string[];
  readonly trivy?: readonly string[];
  readonly fsbp?: readonly string[];
  readonly kubescape?: readonly string[];
  readonly kubelinter?: readonly string[];
}

export interface Frameworks {
  readonly cis?: readonly string[];
  readonly nist80053?: readonly string[];
  readonly iso27001?: readonly string[];
  readonly dpdpRules2025?: readonly string[];
  readonly certIn2022?: readonly string[];
  readonly digitGuidelines?: readonly string[];
}

export interface CheckMetadata {
  /** `<rule id>.<condition in kebab-case>`; never reused. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly equivalents: Equivalents;
}

export interface ParameterMetadata {
  readonly description: string;
  readonly default: Json;
}

export interface RuleMetadata {
  /** Id of reference/controls.md; never reused. */
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** Provider-neutral name, for instance `encryption-at-rest.database`. */
  readonly control: string;
  readonly severity: Severity;
  readonly group: RuleGroup;
  readonly inputs: readonly InputKind[];
  /** Canonical types (`aws_lb`, not `aws_alb`) whose resources are handed to `evaluate` one by one. */
  readonly resourceTypes: readonly string[];
  readonly rationale: string;
  /** Names the exact path and value. */
  readonly remediation: string;
  readonly parameters: { readonly [name: string]: ParameterMetadata };
  readonly checks: readonly CheckMetadata[];
  readonly frameworks: Frameworks;
}

/** What a rule may look at beside the resource. */
export interface RuleContext {
  readonly graph: ResourceGraph;
  /** The moment that the report is made for; rules never read a clock. */
  readonly now: Date;
  /** Value of a declared parameter after the defaults, the environment file and `--parameters`. */
  parameter(name: string): Json;
}

export interface CheckResult {
  readonly check: string;
  readonly status: "pass" | "fail" | "unknown";
  /** Where the finding stands; the evaluated node unless said otherwise. */
  readonly resource?: ResourceNode;
  readonly path: string;
  readonly expected: Json;
  readonly actual: Json;
  readonly message: string;
  /** Cause of an unknown. */
  readonly reason?: string;
  readonly related?: readonly ResourceNode[];
  /** Overrides the check's severity for this resource, for instance by its data class. */
  readonly severity?: Severity;
}

export interface Rule {
  readonly metadata: RuleMetadata;
  /** No result means not applicable. Throwing makes every check of the rule `unknown` for this resource. */
  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[];
}

/** What an example shows. Other forms of the same input (plans, states, HCL) are derived from what is written here. */
export interface RuleExample {
  /** In kebab-case; unique within the rule. */
  readonly name: string;
  /** Terraform JSON of one root module. */
  readonly terraform?: Json;
  /** Kubernetes objects as YAML, several documents allowed. Beside `terraform` where a rule crosses the boundary. */
  readonly manifests?: string;
  /** Other stacks of the same platform, where the rule crosses stacks. Keyed by stack name. */
  readonly otherStacks?: { readonly [stack: string]: Json };
  /** Checks that must fail, each with the resource that it must stand on. Empty: nothing fails and nothing is unknown. */
  readonly fails: readonly { readonly check: string; readonly resource: string }[];
  /** Checks that must be unknown (source inputs of values that only a deployment knows). */
  readonly unknowns?: readonly { readonly check: string; readonly resource: string }[];
  /** Checks that a state alone cannot tell, though source and plan do: a state holds values, not what they refer to. */
  readonly stateUnknowns?: readonly { readonly check: string; readonly resource: string }[];
  /** Fails that a state alone does not show, because it lacks what decides. Each is a known gap of docs/roadmap.md. */
  readonly stateMisses?: readonly { readonly check: string; readonly resource: string }[];
}

/** Stand beside the rule as `<ID>.examples.ts`; at least one good (no fails) and one bad (some). */
export type RuleExamples = readonly RuleExample[];
