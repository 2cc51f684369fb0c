/** ValidatingAdmissionPolicies, with their bindings, of the expressions that are asked before deploy. */
import type { Json } from "../../common/json";
import { type Severity, severities } from "../model";
import type { CheckMetadata, Rule } from "../rule";
import { conditionOf } from "./condition";
import type { AdmissionCheck, AdmissionRule } from "./model";
import { admissionVariables } from "./variables";

export interface PolicyOptions {
  /** Checks of this severity or a higher one refuse an object; the others warn whoever sends it, and are audited. */
  readonly denyFrom: Severity;
  /** Namespaces in which nothing is asked, for what runs the cluster itself. */
  readonly exceptNamespaces: readonly string[];
  parameter(name: string): unknown;
}

type Action = "deny" | "warn";

/** A policy and its binding for each action that the rule's checks call for. */
export function admissionPolicies(admission: AdmissionRule, rule: Rule, options: PolicyOptions): readonly Json[] {
  const own = new Map(rule.metadata.checks.map((check) => [check.id, check]));
  const checks = admission.checks(options.parameter).flatMap((check) => {
    const metadata = own.get(check.check);
    return metadata ? [{ check, metadata, action: actionOf(metadata, options.denyFrom) }] : [];
  });
  return (["deny", "warn"] as const).flatMap((action) => {
    const asked = checks.filter((one) => one.action === action);
    return asked.length === 0 ? [] : policyWithBinding(rule, action, asked, options.exceptNamespaces);
  });
}

function actionOf({ severity }: CheckMetadata, denyFrom: Severity): Action {
  return severities.indexOf(severity) >= severities.indexOf(denyFrom) ? "deny" : "warn";
}

interface Asked {
  readonly check: AdmissionCheck;
  readonly metadata: CheckMetadata;
}

function policyWithBinding(
  { metadata }: Rule,
  action: Action,
  asked: readonly Asked[],
  exceptNamespaces: readonly string[],
): readonly Json[] {
  const suffix = action === "deny" ? "" : "-warnings";
  const name = `digit-platform-${metadata.id.toLowerCase()}${suffix}`;
  const apiVersion = "admissionregistration.k8s.io/v1";
  const about = {
    name,
    labels: { "app.kubernetes.io/managed-by": "digit-platform" },
    annotations: { "digit-platform/rule": metadata.id, "digit-platform/title": metadata.title },
  };
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: about,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: { resourceRules: resourceRules(asked.every(({ check }) => check.podsOnly === true)) },
        // What is on its way out is not kept from going.
        matchConditions: [{ name: "not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" }],
        variables: admissionVariables.map(({ name: variable, expression }) => ({ name: variable, expression })),
        validations: asked.map(validationOf),
      },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: {
        policyName: name,
        validationActions: action === "deny" ? ["Deny"] : ["Warn", "Audit"],
        ...(exceptNamespaces.length > 0 ? { matchResources: { namespaceSelector: outside(exceptNamespaces) } } : {}),
      },
    },
  ];
}

/** Kinds that have a pod, and the way in which a running pod gets another container. */
function resourceRules(podsOnly: boolean): Json {
  const operations = ["CREATE", "UPDATE"];
  const group = (apiGroup: string, apiVersion: string, resources: readonly string[]) => ({
    apiGroups: [apiGroup],
    apiVersions: [apiVersion],
    operations,
    resources: [...resources],
  });
  const pods = ["pods", "pods/ephemeralcontainers"];
  if (podsOnly) return [group("", "v1", pods)];
  return [
    group("", "v1", [...pods, "podtemplates", "replicationcontrollers"]),
    group("apps", "v1", ["deployments", "statefulsets", "daemonsets", "replicasets"]),
    group("batch", "v1", ["jobs", "cronjobs"]),
  ];
}

function validationOf({ check, metadata }: Asked): Json {
  const words = `${check.check}: ${metadata.title}`;
  const named = check.each === "pod" ? undefined : check.each;
  return {
    expression: conditionOf(check),
    message: words,
    ...(named
      ? {
          messageExpression: `${JSON.stringify(`${words}. It does not hold for `)} + variables.${named}s.filter(${named}, !(${check.expression})).map(${named}, ${named}.name).join(", ")`,
        }
      : {}),
    reason: "Forbidden",
  };
}

function outside(namespaces: readonly string[]): Json {
  return {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: [...namespaces] }],
  };
}
