import type { InputKind } from "../../model";
import type { Frameworks } from "../../rule";

/** Input kinds of a rule on Terraform resources that reads nothing beyond what a plan and a state also say. */
export const terraformInputs: readonly InputKind[] = ["terraform-json", "hcl", "plan", "state"];

/** Input kinds of a rule on Kubernetes objects. */
export const manifestInputs: readonly InputKind[] = ["manifest", "cluster"];

/** Input kinds of a rule on Kubernetes objects that Terraform may make as well. */
export const workloadInputs: readonly InputKind[] = [...manifestInputs, ...terraformInputs];

/** Measures that section D.1 of DIGIT's data protection and privacy guidelines asks of every role. */
const digitMeasures = {
  accessControl: "Access control",
  encryption: "Encryption",
  backup: "Data backup and disaster recovery",
  network: "Network security",
  vulnerability: "Vulnerability management",
  thirdParty: "Third-party security",
  incident: "Incident response",
  compliance: "Compliance",
} as const;

export interface FrameworkNumbers {
  readonly cisAws?: readonly string[];
  readonly cisEks?: readonly string[];
  readonly cisKubernetes?: readonly string[];
  readonly nist?: readonly string[];
  readonly iso?: readonly string[];
  /** Rule and clause, for instance `6(1)(a)`. */
  readonly dpdp?: readonly string[];
  /** Paragraph, for instance `(iv)`. */
  readonly certIn?: readonly string[];
  readonly digit?: readonly (keyof typeof digitMeasures)[];
}

/** Spells references to frameworks alike everywhere, edition included, because numbers move between editions. */
export function frameworks(numbers: FrameworkNumbers): Frameworks {
  const cis = [
    ...spell("CIS AWS Foundations 3.0", numbers.cisAws),
    ...spell("CIS EKS 1.8", numbers.cisEks),
    ...spell("CIS Kubernetes 1.12", numbers.cisKubernetes),
  ];
  return {
    ...(cis.length > 0 ? { cis } : {}),
    ...(numbers.nist ? { nist80053: spell("NIST SP 800-53 r5", numbers.nist) } : {}),
    ...(numbers.iso ? { iso27001: spell("ISO/IEC 27001:2022", numbers.iso) } : {}),
    ...(numbers.dpdp ? { dpdpRules2025: spell("DPDP Rules 2025", numbers.dpdp) } : {}),
    ...(numbers.certIn ? { certIn2022: spell("CERT-In Directions 2022", numbers.certIn) } : {}),
    ...(numbers.digit
      ? {
          digitGuidelines: spell(
            "DIGIT Data Protection and Privacy Guidelines D.1",
            numbers.digit.map((measure) => digitMeasures[measure]),
          ),
        }
      : {}),
  };
}

function spell(edition: string, numbers: readonly string[] = []): string[] {
  return numbers.map((number) => `${edition}: ${number}`);
}
