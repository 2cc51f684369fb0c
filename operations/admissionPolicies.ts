import { stringify } from "yaml";
import { admissionRules } from "../checks/admission";
import { admissionPolicies } from "../checks/admission/policies";
import type { Severity } from "../checks/model";
import { parametersOf } from "../checks/parameters";
import { allRules } from "../checks/rules";
import { usageError } from "../common/errors";
import { readParameters } from "./judgeInputs";

export interface AdmissionOptions {
  /** Ids of rules; all that have a form for admission when left out. */
  readonly rules?: readonly string[];
  readonly denyFrom: Severity;
  readonly exceptNamespaces: readonly string[];
  readonly parametersFile?: string;
}

/**
 * The pod rules as ValidatingAdmissionPolicies with their bindings, in YAML that `kubectl apply -f -` takes.
 * @throws UserError exit 2 for a rule that has no such form and for parameters that do not fit.
 */
export function admissionPoliciesYaml(options: AdmissionOptions): string {
  const strange = (options.rules ?? []).filter((id) => !admissionRules.some(({ rule }) => rule === id));
  if (strange.length > 0) {
    throw usageError(
      "no-admission-form",
      `${strange.join(", ")} cannot be asked at admission.`,
      `These can: ${admissionRules.map(({ rule }) => rule).join(", ")}.`,
    );
  }
  const values = parametersOf(allRules, readParameters(allRules, options.parametersFile));
  const parameter = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : null);
  const chosen = admissionRules.filter(({ rule }) => options.rules?.includes(rule) ?? true);
  const objects = chosen.flatMap((admission) => {
    const rule = allRules.find(({ metadata }) => metadata.id === admission.rule);
    return rule ? admissionPolicies(admission, rule, { ...options, parameter }) : [];
  });
  // Long expressions stay on one line: folded, they could not be compared with those of another release.
  return objects.map((object) => `---\n${stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })}`).join("");
}
