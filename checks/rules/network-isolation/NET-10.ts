import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { usersOf } from "../kit/securityGroupUsers";

/** No security group lies about for somebody to use by mistake. */
export const rule: Rule = {
  metadata: {
    id: "NET-10",
    aliases: [],
    title: "Security groups are in use",
    control: "network-isolation.unused-groups",
    severity: "low",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: ["aws_security_group"],
    rationale:
      "A group that nothing uses is forgotten with whatever it opens, until somebody attaches it for its fitting name.",
    remediation:
      "Remove the group, or name it where it belongs: vpc_security_group_ids, security_groups or security_group_ids of the resource.",
    parameters: {},
    checks: [
      {
        id: "NET-10.attached",
        title: "The group is attached to something",
        severity: "low",
        equivalents: { checkov: ["CKV2_AWS_5"] },
      },
    ],
    frameworks: frameworks({ nist: ["CM-8"], iso: ["A.8.9"], dpdp: ["6(1)(b)"], digit: ["network"] }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const users = usersOf(context.graph, node);
    const reason = handedOut(node, context) ?? users.unresolved;
    return [
      verdict(
        users.nodes.length > 0 ? "yes" : reason === undefined ? "no" : "unknown",
        { path: "id", expected: "a resource that takes the group", actual: null, reason },
        {
          check: "NET-10.attached",
          fails: "Nothing uses the security group",
          passes: "The security group is in use",
        },
        { related: users.nodes },
      ),
    ];
  },
};

/** What is given to other stacks by an output of the root, or to a module that cannot be seen, may be used there. */
function handedOut(node: ResourceNode, { graph }: RuleContext): string | undefined {
  const outputs = graph.referrers(node, "terraform_output", "value").nodes;
  const ofRoot = outputs.find((output) => !output.address.startsWith("module."));
  if (ofRoot) return `the group is handed out by ${ofRoot.address}`;
  const call = graph.givenTo?.(node);
  return call && `the group is given to ${call}, whose source is not part of the input`;
}
