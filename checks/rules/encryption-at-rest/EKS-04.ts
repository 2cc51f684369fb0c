import type { BlockView } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { isCustomerKey } from "../kit/keys";
import { type Answer, every, includesAll, some } from "../kit/predicates";

const check = "EKS-04.secrets-key";

export const rule: Rule = {
  metadata: {
    id: "EKS-04",
    aliases: [],
    title: "Kubernetes secrets are under a customer key",
    control: "encryption-at-rest.cluster-secrets",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_eks_cluster"],
    rationale:
      "EKS encrypts API data with a key of AWS; under a customer key, reading the store needs a permission that is yours to give and is logged.",
    remediation: 'Add encryption_config with resources = ["secrets"] and provider.key_arn = the ARN of a KMS key.',
    parameters: {},
    checks: [
      {
        id: check,
        title: "Secrets are encrypted with a customer key",
        severity: "high",
        equivalents: { checkov: ["CKV_AWS_58"], trivy: ["AVD-AWS-0039"], fsbp: ["EKS.3"] },
      },
    ],
    frameworks: frameworks({
      cisEks: ["5.3.1"],
      nist: ["SC-28(1)", "SC-12"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node) => {
    const configs = node.blocks("encryption_config");
    const answers: Answer[] = configs.items.map(coversSecrets);
    if (configs.unknown !== undefined) answers.push("unknown");
    const keys = configs.items.flatMap((config) => config.references("provider[0].key_arn").nodes);
    return [
      verdict(
        some(answers),
        {
          path: "encryption_config",
          expected: 'resources = ["secrets"] with provider.key_arn',
          actual: configs.items.length === 0 ? null : `${configs.items.length} block(s)`,
          reason: configs.unknown ?? "resources or provider.key_arn is not known",
        },
        { check, fails: "No encryption_config covers secrets with a customer key." },
        { related: keys },
      ),
    ];
  },
};

function coversSecrets(config: BlockView): Answer {
  const providers = config.blocks("provider");
  const keys: Answer[] = providers.items.map((provider) => isCustomerKey(provider, "key_arn"));
  if (providers.unknown !== undefined) keys.push("unknown");
  return every([includesAll(["secrets"]).ask(config.get("resources")), some(keys)]);
}
