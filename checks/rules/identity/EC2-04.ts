import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { causeOf, verdict } from "../kit/judge";
import { type Answer, isSet, some } from "../kit/predicates";

const path = "iam_instance_profile";

/** Machines have a role, so that nobody has to put keys on them. */
export const rule: Rule = {
  metadata: {
    id: "EC2-04",
    aliases: [],
    title: "Instances have a role of their own",
    control: "identity.machine-role",
    severity: "low",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_instance"],
    rationale: "A machine without a role gets keys that somebody copies onto it, and that nobody renews or revokes.",
    remediation: "Set iam_instance_profile to a profile with what the machine needs, on the instance or its template.",
    parameters: {},
    checks: [
      {
        id: "EC2-04.instance-profile",
        title: "The instance has an instance profile",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_41"] },
      },
    ],
    frameworks: frameworks({ cisAws: ["1.18"], nist: ["AC-3"], iso: ["A.8.2"], digit: ["accessControl"] }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    if (node.mode === "data") return [];
    const own = node.get(path);
    const template = fromTemplate(node);
    return [
      verdict(
        some([isSet().ask(own), template.answer]),
        {
          path,
          expected: "an instance profile",
          actual: null,
          reason: causeOf(own) ?? "the launch template of the instance is not among the inputs",
        },
        {
          check: "EC2-04.instance-profile",
          fails: "The instance has no role, so keys have to be copied onto it",
          passes: "The instance has a role",
        },
        { related: template.nodes },
      ),
    ];
  },
};

/** What an instance does not state itself, its launch template may. */
function fromTemplate(node: ResourceNode): { readonly answer: Answer; readonly nodes: readonly ResourceNode[] } {
  const reference = node.blocks("launch_template");
  if (reference.items.length === 0 && reference.unknown === undefined) return { answer: "no", nodes: [] };
  const nodes = reference.items.flatMap((item) =>
    ["id", "name"].flatMap((attribute) => item.references(attribute).nodes),
  );
  const templates = [...new Set(nodes)].filter((one) => one.type === "aws_launch_template" && one.mode === "managed");
  if (templates.length === 0) return { answer: "unknown", nodes: [] };
  const profiles = templates.flatMap((one) => ["arn", "name"].map((attribute) => one.get(`${path}[0].${attribute}`)));
  return { answer: some(profiles.map((profile) => isSet().ask(profile))), nodes: templates };
}
